// For a client that is built to be shipped. The import below fails the build, by a sub-path that nobody exports and whose name says
// why. It is exported, or bundlers would shake it off, and never run, so that what is loaded all the same throws the advice.
export * from "./refuse.development.js";
export const serverOnly = () => import("bigcommerce-tokens/server-only--do-not-import-this-package-from-browser-code"); // to bundle for a server, use the node or workerd condition
