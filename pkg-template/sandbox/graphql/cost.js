/**
 * How much a query asks for. The limits are documented; how BigCommerce counts is not, so this counts what anybody would: one for
 * each field, times the length of the list that it stands in.
 *
 * @typedef {any} AstNode
 * @typedef {{ complexity: number, depth: number }} Cost
 */

export const MOST_COMPLEXITY = 10_000;
export const MOST_DEPTH = 16;
const USUAL_LENGTH = 10;

/** @param {AstNode} field @param {Record<string, unknown>} variables */
function lengthOf(field, variables) {
  const value = field.arguments?.find((/** @type {AstNode} */ argument) => argument.name.value === "first")?.value;
  if (value === undefined) return 1;
  const length = Number(value.kind === "Variable" ? variables[value.name.value] : value.value);
  return Number.isFinite(length) && length > 0 ? length : USUAL_LENGTH;
}

/**
 * @param {AstNode} document a valid one: its fragments have no cycle
 * @param {AstNode} operation
 * @param {Record<string, unknown>} variables
 * @returns {Cost}
 */
export function costOf(document, operation, variables) {
  const fragments = new Map(document.definitions.map((/** @type {AstNode} */ definition) => [definition.name?.value, definition]));
  /** Each fragment is counted once, however often it is spread. @type {Map<AstNode, Cost>} */
  const known = new Map();

  /** @param {AstNode} selection @returns {Cost} */
  function ofSelection(selection) {
    if (selection.kind === "FragmentSpread") return ofSet(fragments.get(selection.name.value).selectionSet);
    const inner = selection.selectionSet ? ofSet(selection.selectionSet) : { complexity: 0, depth: 0 };
    if (selection.kind === "InlineFragment") return inner;
    return { complexity: 1 + lengthOf(selection, variables) * inner.complexity, depth: inner.depth + 1 };
  }

  /** @param {AstNode} set @returns {Cost} */
  function ofSet(set) {
    const found = known.get(set);
    if (found) return found;
    const costs = /** @type {Cost[]} */ (set.selections.map(ofSelection));
    const cost = { complexity: costs.reduce((sum, { complexity }) => sum + complexity, 0), depth: Math.max(...costs.map(({ depth }) => depth)) };
    known.set(set, cost);
    return cost;
  }

  return ofSet(operation.selectionSet);
}
