/**
 * The server to server tokens that exist, with their texts: the API gives them away in clear to whoever holds one.
 *
 * @typedef {object} ServerTokenRecord
 * @property {"server_to_server"} type
 * @property {number} id
 * @property {string} name
 * @property {string} email
 * @property {number} issuedAt seconds
 * @property {number | null} deletedAt seconds
 */

export function createServerTokens() {
  /** @type {{ record: ServerTokenRecord, token: string }[]} */
  const kept = [];
  const live = () => kept.filter(({ record }) => record.deletedAt === null);

  return {
    live,

    /** @param {{ name: string, email: string, issuedAt: number }} asked @param {string} token */
    add(asked, token) {
      /** @type {ServerTokenRecord} */
      const record = { type: "server_to_server", id: kept.length + 1, ...asked, deletedAt: null };
      kept.push({ record, token });
      return record;
    },

    /** Two tokens of one user have the same text, so that one is good as long as any of them is. @param {string} token */
    isGood: (token) => live().some((held) => held.token === token),
  };
}
