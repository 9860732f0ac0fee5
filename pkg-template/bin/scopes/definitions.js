/**
 * Operations and fragments of a GraphQL text, each with the fragments it spreads, so that a query of one file can be read together
 * with the fragments of others.
 *
 * @typedef {object} Definition
 * @property {"operation" | "fragment"} kind
 * @property {string} name empty for an operation without one
 * @property {string} text
 * @property {number} line within the given text, counted from 1
 * @property {string[]} spreads
 */

/** Comments, strings, names, `...`, and every other sign by itself. */
const TOKEN = /#[^\n]*|"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|[A-Za-z_]\w*|\.\.\.|[^\s\w]/g;
const OPERATION = new Set(["query", "mutation", "subscription"]);

/** @param {string} text @returns {Definition[]} what is no operation and no fragment, such as a schema's types, is passed by */
export function definitionsOf(text) {
  const tokens = [...text.matchAll(TOKEN)].map(({ 0: word, index }) => ({ word, index })).filter(({ word }) => !/^[#"]/.test(word));
  /** @type {Definition[]} */
  const found = [];
  let at = 0;
  let foreign = false;
  while (at < tokens.length) {
    const { word } = tokens[at];
    const executable = OPERATION.has(word) || word === "fragment" || (word === "{" && !foreign);
    if (executable) {
      const end = endOfDefinition(tokens, at);
      found.push(definition(text, tokens.slice(at, end)));
      at = end;
      foreign = false;
    } else if (word === "{") {
      at = endOfDefinition(tokens, at);
      foreign = false;
    } else {
      foreign = true;
      at += 1;
    }
  }
  return found;
}

/**
 * The place behind the closing brace of what begins here. Braces within parentheses are values and not selections.
 *
 * @param {readonly { word: string }[]} tokens
 * @param {number} start
 */
function endOfDefinition(tokens, start) {
  let [braces, parentheses] = [0, 0];
  for (let at = start; at < tokens.length; at += 1) {
    const { word } = tokens[at];
    if (word === "(") parentheses += 1;
    else if (word === ")") parentheses -= 1;
    else if (parentheses === 0 && word === "{") braces += 1;
    else if (parentheses === 0 && word === "}") {
      braces -= 1;
      if (braces <= 0) return at + 1;
    }
  }
  return tokens.length;
}

/** @param {string} text @param {readonly { word: string, index: number }[]} tokens @returns {Definition} */
function definition(text, tokens) {
  const [first, second] = tokens;
  const last = tokens[tokens.length - 1];
  const spreads = tokens.flatMap(({ word }, at) => (tokens[at - 1]?.word === "..." && /^\w/.test(word) && word !== "on" ? [word] : []));
  return {
    kind: first.word === "fragment" ? "fragment" : "operation",
    name: first.word !== "{" && second !== undefined && /^\w/.test(second.word) ? second.word : "",
    text: text.slice(first.index, last.index + last.word.length),
    line: text.slice(0, first.index).split("\n").length,
    spreads: [...new Set(spreads)],
  };
}
