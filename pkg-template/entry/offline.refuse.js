// As refuse.js, for these two sub-paths.
export { serverOnly } from "./refuse.js";
export * from "./offline.refuse.development.js";
