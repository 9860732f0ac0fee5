export { createSandbox } from "../sandbox/index.js";
