// A provider that hands out numbered tokens, and a GraphQL server on loopback that takes one of them.
import { createServer } from "node:http";

export const tokenNumber = (number) => `synthetic0token0${number}`;

/**
 * As much of a token provider as the adapters use; `counts` tells how. One that keeps its token does so as the real one does for
 * half a minute after it was replaced.
 */
export function numberedProvider({ keeps = false } = {}) {
  let current = 1;
  const counts = { asked: 0, invalidated: [] };
  return {
    counts,
    getToken: async () => {
      counts.asked += 1;
      return { token: tokenNumber(current), expiresOnTimestamp: Infinity, refreshAfterTimestamp: Infinity };
    },
    invalidate: async (rejected) => {
      counts.invalidated.push(rejected);
      // As if the next one had to be made.
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (!keeps && rejected === tokenNumber(current)) current += 1;
    },
  };
}

/**
 * Answers `{ data: { site: { name } } }` to whoever has the good token, as the storefront does, and 401 to all others.
 *
 * @param {import("node:test").TestContext} t closes the server at its end
 */
export async function graphqlServer(t) {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ authorization: request.headers.authorization, headers: request.headers, method: request.method, body, url: request.url });
    const good = request.headers.authorization === `Bearer ${tokenNumber(state.good)}`;
    response.writeHead(good ? state.status : 401, { "Content-Type": "application/json" });
    response.end(JSON.stringify(good ? { data: { site: { __typename: "Site", name: "Sandbox" } } } : { errors: [{ message: "JWT is expired" }] }));
  });
  /** `good` is the number of the token that is taken; with none all are refused. */
  const state = { good: 1, status: 200 };
  const seen = [];
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { state, seen, origin, endpoint: `${origin}/graphql`, tokens: () => seen.map(({ authorization }) => authorization?.replace("Bearer synthetic0token0", "")) };
}
