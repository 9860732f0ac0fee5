/**
 * GraphQL in the source of programs: templates tagged `gql` or `graphql`, handed to a function of that name, or marked by the
 * comment that editors know. It is looked for and not parsed: what stands in a string may be found too, which asks for a scope too
 * many; a parser that loses its way would ask for one too few.
 *
 * @typedef {{ text: string, line: number, gaps: number[] }} Document `gaps`: lines whose interpolation stands within a selection
 */

const TAG = /(?:\b(?:gql|graphql)\s*(?:<[^<>`]*>\s*)?(?:\(\s*)?(?:\/\*[^*]*\*\/\s*)?|\/\*\s*GraphQL\s*\*\/\s*)`/gi;
const COMMENTED = /^\s*(?:\/\/|\*|\/\*(?!\s*graphql\b))/i;

/** The place behind the closing brace of an interpolation. @param {string} text @param {number} start behind `${` */
function endOfInterpolation(text, start) {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const letter = text[at];
    if (letter === "\\") at += 1;
    else if (letter === "'" || letter === '"') at = endOfString(text, at);
    else if (letter === "`") at = readTemplate(text, at + 1).end - 1;
    else if (letter === "{") depth += 1;
    else if (letter === "}") {
      if (depth === 0) return at + 1;
      depth -= 1;
    }
    at += 1;
  }
  return text.length;
}

/** The place of the closing quote, or of the line's end. @param {string} text @param {number} start of the opening one */
function endOfString(text, start) {
  let at = start + 1;
  while (at < text.length && text[at] !== text[start] && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return at;
}

/**
 * The text of a template, with a space where something is put in.
 *
 * @param {string} text
 * @param {number} start behind the backtick
 * @returns {{ text: string, end: number, holes: { at: number, source: number }[] }} `at`: in the template's own text
 */
function readTemplate(text, start) {
  let read = "";
  const holes = [];
  let at = start;
  while (at < text.length && text[at] !== "`") {
    if (text[at] === "\\") {
      read += text[at + 1] ?? "";
      at += 2;
    } else if (text.startsWith("${", at)) {
      holes.push({ at: read.length, source: at });
      read += " ";
      at = endOfInterpolation(text, at + 2);
    } else {
      read += text[at];
      at += 1;
    }
  }
  return { text: read, end: at + 1, holes };
}

/** @param {string} text @param {number} at */
const lineAt = (text, at) => text.slice(0, at).split("\n").length;

/** Whether a place lies within braces, and so within a selection. @param {string} document @param {number} at */
function isWithin(document, at) {
  const before = document.slice(0, at).replace(/#[^\n]*|"(?:\\.|[^"\\\n])*"/g, "");
  return before.split("{").length > before.split("}").length;
}

/** @param {string} source of a program @returns {Document[]} */
export function documentsIn(source) {
  return [...source.matchAll(TAG)].flatMap(({ index, 0: tag }) => {
    const line = source.slice(source.lastIndexOf("\n", index) + 1, index + tag.length);
    if (COMMENTED.test(line)) return [];
    const start = index + tag.length;
    const { text, holes } = readTemplate(source, start);
    const gaps = holes.filter((hole) => isWithin(text, hole.at)).map((hole) => lineAt(source, hole.source));
    return [{ text, line: lineAt(source, start), gaps }];
  });
}
