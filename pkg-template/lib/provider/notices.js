// What a provider tells the client's onEvent and logger. Nobody waits for these, and none holds a secret.

/** @type {Record<string, [code: string, message: string]>} */
const NOTICES = {
  kept: [
    "token_refused_again",
    "a token that took the place of a refused one was refused too; another would not help, so it stays for 30 seconds",
  ],
  skew: ["clock_skew", "this machine's clock differs from the API's by more than a minute; the provider reckons with it"],
  unfit: ["token_record_ignored", "what the store has under this key is not used"],
  refresh: ["token_refresh_failed", "the token could not be refreshed; the one in hand is used on"],
};

/**
 * @param {string} word  of NOTICES, and what there is to add
 * @returns {[code: string, message: string]}
 */
export function notice(word) {
  const [name = "", detail] = word.split(" ");
  const [code, message] = NOTICES[name] ?? ["internal", "an unknown notice"];
  return [code, detail === undefined ? message : `${message} (${detail})`];
}
