// Events for onEvent, lines for the logger. What arrives here holds no secret already.
import { environmentValue } from "./environment.js";
import { quietly } from "./quietly.js";

const LEVELS = ["off", "error", "warn", "info", "debug"];

/** Keeps across copies of this package in one process what was warned of already. */
const WARNED = Symbol.for("bigcommerce-tokens.warned");

export class Reporter {
  #onEvent;
  #logger;
  #level;

  /**
   * @param {((event: any) => unknown) | undefined} onEvent
   * @param {Record<string, (line: string) => void> | undefined} logger
   * @param {string | undefined} level
   */
  constructor(onEvent, logger, level) {
    const fromEnvironment = level ?? environmentValue("BIGCOMMERCE_LOG") ?? "warn";
    this.#onEvent = onEvent;
    this.#logger = logger ?? /** @type {any} */ (globalThis.console);
    this.#level = LEVELS.includes(fromEnvironment) ? LEVELS.indexOf(fromEnvironment) : LEVELS.indexOf("warn");
    /** Whether anybody would notice an event of a call. */
    this.listening = onEvent !== undefined || this.#level >= LEVELS.indexOf("info");
  }

  /** @param {any} event */
  tell(event) {
    if (this.#onEvent !== undefined) {
      try {
        // A listener may be async: its rejection is as little the caller's as its exception.
        const listener = this.#onEvent;
        quietly(listener(Object.freeze(event)), () => this.#listenerFailed());
      } catch {
        this.#listenerFailed();
      }
    }
    const [level, line] = describe(event);
    this.#log(level, line);
  }

  /**
   * @param {string} code
   * @param {string} message
   */
  warnOnce(code, message) {
    if (this.#onEvent === undefined && this.#level < LEVELS.indexOf("warn")) return;
    const warned = warnedOf(globalThis);
    if (warned.has(code)) return;
    warned.add(code);
    this.tell({ type: "warning", code, message });
  }

  #listenerFailed() {
    this.#log("warn", "onEvent failed; the call goes on");
  }

  /**
   * @param {string} level
   * @param {string} line
   */
  #log(level, line) {
    if (this.#level < LEVELS.indexOf(level)) return;
    try {
      quietly(this.#logger?.[level]?.(`bigcommerce-tokens: ${line}`));
    } catch {
      // A logger that fails has no one left to tell.
    }
  }
}

/** What this copy of the package warned of, where the process has no place for it. @type {Set<string>} */
const ownWarned = new Set();

/** @param {any} all @returns {Set<string>} */
function warnedOf(all) {
  try {
    if (all[WARNED] === undefined) Object.defineProperty(all, WARNED, { value: new Set(), configurable: true });
    return typeof all[WARNED].has === "function" && typeof all[WARNED].add === "function" ? all[WARNED] : ownWarned;
  } catch {
    return ownWarned;
  }
}

/**
 * @param {any} event
 * @returns {[string, string]}
 */
function describe(event) {
  const call = `${event.operation}, attempt ${event.attempt}`;
  switch (event.type) {
    case "request":
      return ["debug", `${call}: ${event.method} ${event.url}`];
    case "response":
      return ["debug", `${call}: status ${event.status} after ${event.elapsedMs} ms`];
    case "retry":
      return ["info", `${call}: ${event.reason}, next attempt in ${event.afterMs} ms`];
    case "failure":
      return ["info", `${event.operation}: ${event.code} after ${event.attempts} attempts and ${event.elapsedMs} ms`];
    default:
      return ["warn", event.message];
  }
}
