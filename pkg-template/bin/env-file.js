/**
 * The text of a .env file: where each variable stands, and how to change one without touching the rest. Texts are read as
 * Latin-1, so that every byte comes back as it was.
 *
 * @typedef {object} Entry
 * @property {string} name
 * @property {string} value as Node and dotenv read it, without expanding anything
 * @property {number} line counted from 1
 * @property {number} start of the value in the text, behind its quote
 * @property {number} end
 * @property {"" | "'" | "\"" | "`"} quote
 */
import { usage } from "./failure.js";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const BARE = /^[\w.\-+/=~]*$/;
/** Up to the value of a variable, on one line. */
const HEAD = /[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*/y;
const QUOTES = ["'", '"', "`"];

/** Where a quoted value ends, which may be some lines below; -1 if nowhere. @param {string} text @param {number} from @param {string} quote */
function closingQuote(text, from, quote) {
  let at = text.indexOf(quote, from);
  while (at > from && text[at - 1] === "\\") at = text.indexOf(quote, at + 1);
  return at;
}

/** @param {string} text @param {number} from */
function lineEnd(text, from) {
  const at = text.slice(from).search(/[\r\n]/);
  return at === -1 ? text.length : from + at;
}

/** @param {string} text @param {number} start @returns {{ start: number, end: number, quote: Entry["quote"] }} */
function valueAt(text, start) {
  const quote = /** @type {Entry["quote"]} */ (text[start]);
  const close = QUOTES.includes(quote) ? closingQuote(text, start + 1, quote) : -1;
  if (close !== -1) return { start: start + 1, end: close, quote };
  const whole = text.slice(start, lineEnd(text, start));
  const bare = whole.split("#")[0].trimEnd();
  return { start, end: start + bare.length, quote: "" };
}

/** @param {string} text @returns {Entry[]} in the order of the file; a later one of the same name wins */
export function scanEnv(text) {
  /** @type {Entry[]} */
  const entries = [];
  let line = 1;
  // A byte order mark, in either reading of the bytes.
  let at = /^(?:\ufeff|\u00ef\u00bb\u00bf)/.exec(text)?.[0].length ?? 0;
  while (at < text.length) {
    HEAD.lastIndex = at;
    const head = HEAD.exec(text);
    const found = head && valueAt(text, HEAD.lastIndex);
    if (head && found) {
      const raw = text.slice(found.start, found.end).replaceAll("\r\n", "\n");
      entries.push({ name: head[1], value: found.quote === '"' ? raw.replaceAll("\\n", "\n") : raw, line, ...found });
    }
    const end = lineEnd(text, found ? found.end : at);
    const next = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    line += text.slice(at, next).split(/\r\n|\r|\n/).length - 1;
    at = next;
  }
  return entries;
}

/** @param {string} value @param {Entry["quote"]} wanted */
function quoted(value, wanted) {
  if (/[\r\n\0]/.test(value)) throw usage("the value has a line break, which a .env file cannot hold for every reader");
  if (wanted === "" && BARE.test(value)) return value;
  // Within double quotes, readers take a backslash and an n for a line break.
  const holds = (/** @type {string} */ quote) => quote !== "" && !value.includes(quote) && !(quote === '"' && value.includes("\\n"));
  const quote = [wanted, ...QUOTES].find(holds);
  if (quote === undefined) throw usage("the value has every kind of quote, which a .env file cannot hold");
  return `${quote}${value}${quote}`;
}

/**
 * Puts `value` where the variable stands, keeping what is around it: quotes, `export`, comments, line ends. A variable that stands
 * nowhere is added at the end.
 *
 * @param {string} text
 * @param {string} name
 * @param {string} value
 * @returns {{ text: string, line: number, replaced: boolean, others: number[] }} `others`: lines with the same name, which do not count
 */
export function setVariable(text, name, value) {
  if (!NAME.test(name)) throw usage("--name: expected the name of a variable: letters, digits and underscores, not beginning with a digit");
  const found = scanEnv(text).filter((entry) => entry.name === name);
  const entry = found.pop();
  const others = found.map(({ line }) => line);
  if (entry === undefined) {
    const newline = /\r\n/.test(text) ? "\r\n" : "\n";
    const gap = text === "" || /[\r\n]$/.test(text) ? "" : newline;
    const before = text + gap;
    return { text: `${before}${name}=${quoted(value, "")}${newline}`, line: before.split(/\r\n|\r|\n/).length, replaced: false, others };
  }
  const outside = entry.quote === "" ? 0 : 1;
  const changed = text.slice(0, entry.start - outside) + quoted(value, entry.quote) + text.slice(entry.end + outside);
  return { text: changed, line: entry.line, replaced: true, others };
}
