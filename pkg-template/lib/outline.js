// A GraphQL document as src/scopes/outline.rs reads it: the names in its operations and fragments. The parser is that of the
// graphql package, carried along by the build: 36 kB, where one in WebAssembly that bears hostile documents takes 160.
import { Lexer, Source, parse } from "../vendor/graphql.js";
import { fromDescription } from "./errors.js";

const MAX_CHARACTERS = 1_048_576;
const MAX_TOKENS = 100_000;
/** BigCommerce takes 16. The parser calls itself for each level: its own limit would be the stack. */
const MAX_LEVELS = 100;

/** What src/input/scopes.rs is told of a document that is too large. */
const LARGE = {
  characters: `["large",${MAX_CHARACTERS},"characters"]`,
  tokens: `["large",${MAX_TOKENS},"tokens"]`,
  levels: `["large",${MAX_LEVELS},"levels of nesting"]`,
};

/**
 * @param {string} document
 * @returns {{ outline?: string, fault?: string }}
 */
export function outlineOf(document) {
  if (document.length > MAX_CHARACTERS) return { fault: LARGE.characters };
  try {
    const source = new Source(document);
    const fault = measure(source);
    return fault === undefined ? { outline: write(parse(source, { noLocation: true })) } : { fault };
  } catch (error) {
    // Its message quotes the document: only the place is taken.
    const [place] = /** @type {any} */ (error).locations ?? [];
    if (place === undefined) throw fromDescription(error);
    return { fault: `["syntax",${place.line},${place.column}]` };
  }
}

/** @param {Source} source */
function measure(source) {
  const lexer = new Lexer(source);
  let [tokens, levels] = [0, 0];
  for (let { kind } = lexer.advance(); kind !== "<EOF>"; { kind } = lexer.advance()) {
    if ("{[(".includes(kind)) levels += 1;
    if ("}])".includes(kind)) levels -= 1;
    if ((tokens += 1) > MAX_TOKENS) return LARGE.tokens;
    if (levels > MAX_LEVELS) return LARGE.levels;
  }
}

/** @param {{ definitions: readonly any[] }} document */
function write({ definitions }) {
  let text = "";
  for (const { kind, operation, name, typeCondition, selectionSet } of definitions) {
    if (kind === "OperationDefinition") text += `${operation} ${name?.value ?? ""}${writeSelections(selectionSet)}`;
    // What defines types asks for nothing.
    if (kind === "FragmentDefinition") text += `fragment ${name.value} on ${typeCondition.name.value}${writeSelections(selectionSet)}`;
  }
  return text;
}

/**
 * @param {{ selections: readonly any[] }} selectionSet
 * @returns {string}
 */
function writeSelections({ selections }) {
  let text = "{";
  for (const { kind, name, typeCondition, selectionSet } of selections) {
    if (kind === "Field") text += name.value;
    if (kind === "FragmentSpread") text += `...${name.value}`;
    if (kind === "InlineFragment") text += typeCondition ? `...on ${typeCondition.name.value}` : "...";
    text += selectionSet ? writeSelections(selectionSet) : " ";
  }
  return `${text}}`;
}
