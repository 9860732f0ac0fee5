// Every command, in the order of the help.
import { b2bToken } from "./commands/b2b-token.js";
import { createPrivate } from "./commands/create.js";
import { sandbox } from "./commands/sandbox.js";

/** @type {readonly import("./command-line.js").Command[]} */
export const commands = [createPrivate, b2bToken, sandbox];
