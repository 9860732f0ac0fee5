import { readFileSync } from "node:fs";

/** Of the package; the library's and the command line's are the same. @returns {string} */
export const packageVersion = () => JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
