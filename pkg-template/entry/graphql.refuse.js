// As refuse.js, for this sub-path.
export { serverOnly } from "./refuse.js";
export * from "./graphql.refuse.development.js";
