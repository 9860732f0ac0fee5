// Every command, in the order of the help.
import { b2bToken } from "./commands/b2b-token.js";
import { createCustomerImpersonation, createPrivate, createStorefront } from "./commands/create.js";
import { list } from "./commands/list.js";
import { revoke } from "./commands/revoke.js";
import { sandbox } from "./commands/sandbox.js";

/** @type {readonly import("./command-line.js").Command[]} */
export const commands = [createPrivate, createStorefront, createCustomerImpersonation, list, revoke, b2bToken, sandbox];
