// As refuse.js, for this sub-path.
export { serverOnly } from "./refuse.js";
export * from "./provider.refuse.development.js";
