/** A failure of the command line itself. Its message holds no value that was given, since that may have been a secret. */
export class CliError extends Error {
  /**
   * @param {"usage" | "secret_in_arguments" | "file" | "config" | "aborted"} code
   * @param {string} message
   * @param {string} [hint]
   * @param {Record<string, unknown>} [facts] more for --json
   */
  constructor(code, message, hint, facts = {}) {
    super(message);
    this.name = "CliError";
    this.code = code;
    if (hint !== undefined) this.hint = hint;
    this.facts = facts;
  }

  /** The shape of the library's own errors. */
  toJSON() {
    return { name: this.name, message: this.message, code: this.code, ...(this.hint === undefined ? {} : { hint: this.hint }), ...this.facts };
  }
}

/** @param {string} message @param {string} [hint] */
export const usage = (message, hint) => new CliError("usage", message, hint);

/** What the system says about a file, by its code: its own messages quote paths twice and differ between systems. */
const FILE_FAULTS = /** @type {Record<string, string>} */ ({
  ENOENT: "there is no such file or folder",
  EACCES: "permission denied",
  EPERM: "not permitted",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is no folder",
  EEXIST: "it exists already",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EPIPE: "the reader has gone",
  ELOOP: "its symbolic links lead in a circle",
});

/** @param {unknown} error what node:fs threw */
export function fileFault(error) {
  const code = String(Object(error).code);
  return FILE_FAULTS[code] ?? `the system says ${/^[A-Z0-9_]{2,32}$/.test(code) ? code : "no more"}`;
}

/** @param {string} doing such as "cannot read .env" @param {unknown} error @param {string} [hint] */
export const fileError = (doing, error, hint) => new CliError("file", `${doing}: ${fileFault(error)}`, hint);
