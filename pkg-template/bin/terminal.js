// What may be shown on a terminal, and how.
import util from "node:util";

/** @typedef {NodeJS.WriteStream & { fd: number }} Stream */
/** @typedef {"red" | "yellow" | "green" | "cyan" | "bold" | "dim"} Style */

/**
 * Whether a stream takes colours: FORCE_COLOR decides before NO_COLOR, as in Node, and both before the terminal.
 *
 * @param {{ isTTY?: boolean }} stream
 * @param {Record<string, string | undefined>} env
 */
export function takesColour(stream, env) {
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== "dumb";
}

/**
 * @param {boolean} coloured
 * @returns {(style: Style, text: string) => string}
 */
export function painter(coloured) {
  // Node 20.12 is the first to have it; newer releases would ask the stream again, which was done already.
  const styleText = /** @type {any} */ (util.styleText);
  if (!coloured || styleText === undefined) return (_, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}

/** Text of others, such as a file's name, without what would move the cursor or change the colours. @param {string} text */
export function printable(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
}

/**
 * Columns that stand under each other; the last one may be of any length.
 *
 * @param {readonly (readonly string[])[]} rows
 * @param {(text: string, column: number, row: number) => string} [style] applied after the width was taken
 */
export function columns(rows, style = (text) => text) {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) => Math.max(0, ...rows.map((row) => [...(row[column] ?? "")].length)));
  return rows.map((row, index) => {
    const cells = row.map((text, column) => {
      const padding = column === row.length - 1 ? "" : " ".repeat(widths[column] - [...text].length + 2);
      return style(text, column, index) + padding;
    });
    return cells.join("").trimEnd();
  });
}

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/**
 * A line on stderr that replaces itself, for a person who waits; nothing where stderr is no terminal.
 *
 * @param {Stream} stderr
 * @param {Record<string, string | undefined>} env
 */
export function createProgress(stderr, env) {
  const shown = stderr.isTTY === true && env.TERM !== "dumb";
  let any = false;
  return {
    /** @param {string} text */
    show(text) {
      if (!shown) return;
      any = true;
      stderr.write(`\r\u001b[K${printable(text).slice(0, Math.max(20, (stderr.columns || 80) - 1))}`);
    },
    clear() {
      if (any) stderr.write("\r\u001b[K");
      any = false;
    },
  };
}
