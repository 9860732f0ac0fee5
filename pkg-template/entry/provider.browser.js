// As refuse.js, for this sub-path.
import { refused } from "../lib/refused.js";

export const [createTokenProvider, init] = [refused, refused];
export const serverOnly = () => import("bigcommerce-tokens/server-only--do-not-import-this-package-from-browser-code"); // to bundle for a server, use the node or workerd condition

throw refused();
