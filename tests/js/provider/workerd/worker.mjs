// A Worker whose requests share providers, as an isolate's requests do. What becomes of the first request is in the URL.

/** @param {any} packages the package's namespaces */
export function createWorker({ lib, providerEntry }) {
  /** @type {Map<string, { provider: any, ahead: number }>} */
  const known = new Map();

  /** One provider for each scenario, made at first use; its clock can be put forward. */
  function scenarioOf(name, env) {
    const present = known.get(name);
    if (present !== undefined) return present;
    const made = { provider: undefined, ahead: 0 };
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const client = new lib.BigCommerceTokens({
      storeHash: "sandbox1",
      accessToken: "synthetic0access0token",
      endpoints: { api: `${env.API}/${name}` },
      clock: { now: () => Date.now() + made.ahead, sleep },
      maxRetries: 0,
      logLevel: "off",
    });
    made.provider = providerEntry.createTokenProvider(client, { request: { channelId: 1, scopes: ["Unauthenticated"] } });
    known.set(name, made);
    return made;
  }

  /** The host takes the work, or says that it takes no more. */
  function optionsOf(waitUntil, ctx) {
    if (waitUntil === null) return {};
    const refuse = () => {
      throw new Error("synthetic: the request has ended");
    };
    return { waitUntil: waitUntil === "refuses" ? refuse : (work) => ctx.waitUntil(work) };
  }

  return {
    async fetch(request, env, ctx) {
      const { searchParams, pathname } = new URL(request.url);
      const scenario = scenarioOf(searchParams.get("name") ?? "", env);
      const options = optionsOf(searchParams.get("waitUntil"), ctx);
      const { provider } = scenario;
      switch (pathname) {
        case "/never-awaits":
          provider.getToken(options).catch(() => {});
          return new Response("gone");
        case "/ends-early":
          return Promise.race([provider.token(), new Promise((resolve) => setTimeout(resolve, 30))]).then(() => new Response("gone"));
        case "/aborts":
          return provider.getToken({ ...options, signal: AbortSignal.timeout(30) }).then(() => new Response("a token"), (error) => new Response(error.code));
        case "/advance":
          scenario.ahead += Number(searchParams.get("ms"));
          return new Response("advanced");
        default:
          return provider.getToken(options).then(({ token }) => new Response(token), (error) => new Response(`${error.code}: ${error.message}`, { status: 500 }));
      }
    },
  };
}
