// For the conditions of browsers: what is loaded throws the advice. While a program is developed that is all, since a server's own
// code comes past a client's bundler then: Vite looks for packages in whole files, before a framework has taken out of them what is
// for the server alone, and one import that leads nowhere would end its search.
import { refused } from "../lib/refused.js";

export { AbortedError, ApiError, AuthenticationError, BadRequestError, BigCommerceError, BrowserRefusedError, ConfigError } from "../lib/errors.js";
export { ConnectionError, NotFoundError, PermissionError, ProtocolError, RateLimitError, RedirectRefusedError, ServerError } from "../lib/errors.js";
export { TimeoutError, UnprocessableError, ValidationError } from "../lib/errors.js";
export const [BigCommerceTokens, init] = [refused, refused];

throw refused();
