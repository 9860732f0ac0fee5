export { apolloLink, kyHooks, urqlExchange } from "../adapters/index.js";
