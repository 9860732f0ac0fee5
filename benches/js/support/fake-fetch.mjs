// A fetch without a network: as little of a Response as a client can work with, so that only the client's own work is seen.
import { ANSWER, ANSWER_HEADERS } from "./exchange.mjs";

const bytes = new TextEncoder().encode(ANSWER);
const headers = new Headers(ANSWER_HEADERS);

/** @returns {any} */
function answer() {
  let left = 1;
  return {
    status: 200,
    ok: true,
    type: "basic",
    url: "",
    redirected: false,
    bodyUsed: false,
    headers,
    body: {
      getReader: () => ({
        read: async () => (left-- > 0 ? { done: false, value: bytes } : { done: true, value: undefined }),
        releaseLock() {},
      }),
    },
    json: async () => JSON.parse(new TextDecoder().decode(bytes)),
  };
}

/** @type {typeof globalThis.fetch} */
export const fakeFetch = async () => answer();
