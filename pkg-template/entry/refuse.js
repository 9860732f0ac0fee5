// For the conditions of browsers. The import below fails a client build, by a sub-path that nobody exports and whose name says
// why. It is exported, or bundlers would shake it off, and never run, so that what is loaded all the same throws the advice.
import { refused } from "../lib/refused.js";

export { AbortedError, ApiError, AuthenticationError, BadRequestError, BigCommerceError, BrowserRefusedError, ConfigError } from "../lib/errors.js";
export { ConnectionError, NotFoundError, PermissionError, ProtocolError, RateLimitError, RedirectRefusedError, ServerError } from "../lib/errors.js";
export { TimeoutError, UnprocessableError, ValidationError } from "../lib/errors.js";
export const [BigCommerceTokens, init] = [refused, refused];
export const serverOnly = () => import("bigcommerce-tokens/server-only--do-not-import-this-package-from-browser-code"); // to bundle for a server, use the node or workerd condition

throw refused();
