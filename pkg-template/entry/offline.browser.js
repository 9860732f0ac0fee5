// What inspect and scopes are in a browser: their import throws and fails a client build, as the main entry's does.
import { refused } from "../lib/refused.js";

export { serverOnly } from "./refuse.js";
export const [inspectToken, requiredScopes, init] = [refused, refused, refused];
