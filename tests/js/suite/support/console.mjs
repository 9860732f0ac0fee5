// Catches what is printed and what is logged.

const METHODS = ["log", "error", "warn", "info", "debug", "trace"];

/** @returns {{ lines: unknown[], restore(): void }} every argument that went to the console meanwhile */
export function captureConsole() {
  const lines = [];
  const originals = METHODS.map((method) => [method, console[method]]);
  for (const method of METHODS) console[method] = (...args) => void lines.push(...args);
  return {
    lines,
    restore() {
      for (const [method, original] of originals) console[/** @type {string} */ (method)] = original;
    },
  };
}

/** A console-shaped logger that keeps what it is told, level first. */
export function recordingLogger() {
  const lines = [];
  const record = (level) => (...args) => void lines.push({ level, args });
  return { lines, logger: { error: record("error"), warn: record("warn"), info: record("info"), debug: record("debug") } };
}
