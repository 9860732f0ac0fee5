import { detectRuntime } from "bigcommerce-tokens/runtime";
import type { DetectedRuntime, RuntimeName } from "bigcommerce-tokens/runtime";
import { exactly } from "./assert.js";

const found: DetectedRuntime = detectRuntime();
exactly<RuntimeName>()(found.name);
exactly<boolean>()(found.server);
exactly<string>()(found.reason);

// @ts-expect-error the runtimes are a closed list
export const wrong: RuntimeName = "electron";
// @ts-expect-error takes nothing
detectRuntime("node");
// @ts-expect-error not a sub-path of the package
export type Internal = typeof import("bigcommerce-tokens/lib/client.js");
