// Where things are: the package, its template, and the tools' own binaries.
import { existsSync, globSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(fileURLToPath(import.meta.url));
export const tools = resolve(here, "..");
export const template = resolve(here, "../../../pkg-template");
export const packageFolder = resolve(here, process.env.PKG_DIR ?? "../../../pkg");
export const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const require = createRequire(import.meta.url);
