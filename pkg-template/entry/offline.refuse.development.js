// What inspect and scopes are in a browser: their import throws, as the main entry's does.
import { refused } from "../lib/refused.js";

export const [inspectToken, requiredScopes, init] = [refused, refused, refused];

throw refused();
