// What the demo shows, in the same shape for each request.

/** @param {string} title */
export function section(title) {
  console.log(`\n== ${title}`);
}

/** @param {import("./store.mjs").SentRequest} request */
export function printRequest({ method, path, headers, body }) {
  console.log(`sent: ${method} ${path}`);
  for (const [name, value] of Object.entries(headers)) console.log(`  ${name}: ${value}`);
  console.log(`  ${JSON.stringify(body)}`);
}

/** The readable part of a JSON Web Token. @param {string} token @returns {Record<string, unknown>} */
export function claimsOf(token) {
  const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
  // `eat` is BigCommerce's own name for the end of a token.
  const readable = (seconds) => `${seconds} (${new Date(seconds * 1_000).toISOString()})`;
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, ["iat", "eat", "exp"].includes(name) ? readable(value) : value]));
}
