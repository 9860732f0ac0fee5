/**
 * Where this program runs, named by its WinterTC runtime key where it has one.
 *
 * "browser" covers pages, every kind of worker, Electron renderers, React Native and extensions. "unknown" is any host that could
 * not prove to be a server.
 */
export type RuntimeName = "node" | "deno" | "bun" | "workerd" | "edge-light" | "browser" | "unknown";

/** What {@link detectRuntime} found. */
export interface DetectedRuntime {
  /** The runtime, "browser", or "unknown". */
  readonly name: RuntimeName;
  /** Whether the client works here without the `runtime: "server"` option. */
  readonly server: boolean;
  /** The mark that decided, in words, for a log or a bug report. Never parse it. */
  readonly reason: string;
}

/**
 * Says where this program runs, by the same judgement that lets a client be made or refuses it.
 *
 * A runtime is recognised by what its engine alone can do; "edge-light", which offers only a name, by that name where no mark of a
 * browser is found. A polyfilled `process`, a faked user agent or a `window` set by a test library changes nothing. It sends nothing,
 * reads no secret and may be called in a browser.
 *
 * @returns The runtime, whether it counts as a server, and why.
 *
 * @example
 * ```js
 * import { detectRuntime } from "bigcommerce-tokens/runtime";
 *
 * const { name, server, reason } = detectRuntime();
 * if (!server) console.error(`no tokens can be made here (${name}): ${reason}`);
 * ```
 */
export function detectRuntime(): DetectedRuntime;
