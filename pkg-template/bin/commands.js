// Every command, in the order of the help.
import { b2bToken } from "./commands/b2b-token.js";
import { createCustomerImpersonation, createPrivate, createStorefront } from "./commands/create.js";
import { doctor } from "./commands/doctor.js";
import { inspect } from "./commands/inspect.js";
import { list } from "./commands/list.js";
import { revoke } from "./commands/revoke.js";
import { sandbox } from "./commands/sandbox.js";
import { scopes } from "./commands/scopes.js";

/** @type {readonly import("./command-line.js").Command[]} */
export const commands = [createPrivate, createStorefront, createCustomerImpersonation, list, revoke, b2bToken, inspect, doctor, scopes, sandbox];
