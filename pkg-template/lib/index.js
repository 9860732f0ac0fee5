export { BigCommerceTokens } from "./client.js";
export {
  AbortedError,
  ApiError,
  AuthenticationError,
  BadRequestError,
  BigCommerceError,
  BrowserRefusedError,
  ConfigError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  ProtocolError,
  RateLimitError,
  RedirectRefusedError,
  ServerError,
  TimeoutError,
  UnprocessableError,
  ValidationError,
} from "./errors.js";
export { init } from "./tokens-wasm.js";
