// "Did you mean": the nearest of the words there are.

/** Letters to insert, drop, replace or swap with their neighbour. @param {string} from @param {string} to */
function distance(from, to) {
  let [before, last] = [/** @type {number[]} */ ([]), Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const cost = from[row - 1] === to[column - 1] ? 0 : 1;
      let least = Math.min(current[column - 1] + 1, last[column] + 1, last[column - 1] + cost);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) least = Math.min(least, before[column - 2] + 1);
      current.push(least);
    }
    [before, last] = [last, current];
  }
  return last[to.length];
}

/** Nobody mistypes a longer word; its distance would take long to find. */
const LONGEST = 40;

/**
 * @param {string} given
 * @param {readonly string[]} known
 * @returns {string | undefined} none where nothing is near enough to be meant
 */
export function nearest(given, known) {
  if (given.length === 0 || given.length > LONGEST) return undefined;
  const word = given.toLowerCase();
  const begun = known.filter((name) => word.length >= 3 && (name.startsWith(word) || word.startsWith(name)));
  if (begun.length === 1) return begun[0];
  const ranked = known.map((name) => ({ name, edits: distance(word, name) })).sort((a, b) => a.edits - b.edits);
  return ranked[0] !== undefined && ranked[0].edits <= Math.max(1, Math.floor(word.length / 3)) ? ranked[0].name : undefined;
}
