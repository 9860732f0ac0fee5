// As refuse.development.js, for this sub-path.
import { refused } from "../lib/refused.js";

export const [createTokenProvider, init] = [refused, refused];

throw refused();
