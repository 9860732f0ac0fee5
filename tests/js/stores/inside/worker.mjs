// The Worker of workers.test.mjs: runs one test of the contract per request, where the bindings are.
import { durableObjectStore, TokenLeaseObject, workersKvStore } from "../../../../pkg-template/stores/index.js";
import { contract } from "../contract.mjs";

const PREFIX = "bigcommerce-tokens:";
const LONG = 60_000;

/** The same object, and what it has stored. */
export class InspectedObject extends TokenLeaseObject {
  constructor(state, env) {
    super(state, env);
    this.state = state;
  }

  async fetch(request) {
    if (!request.url.endsWith("/inspect")) return super.fetch(request);
    return Response.json([...(await this.state.storage.list()).keys()]);
  }
}

/** A stub is good for one request only, so the subjects are made for each. */
const subjects = (env) => ({
  kv: { open: () => workersKvStore(env.TOKENS), leases: false, plant: (key, text) => env.TOKENS.put(`${PREFIX}record:${key}`, text) },
  object: { open: () => durableObjectStore(env.TOKEN_LEASES), leases: true },
  stub: { open: () => durableObjectStore(env.TOKEN_LEASES.get(env.TOKEN_LEASES.idFromName("all keys"))), leases: true },
});

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function alarm(env) {
  const stub = env.TOKEN_LEASES.get(env.TOKEN_LEASES.idFromName("alarmed"));
  const inspect = async () => (await (await stub.fetch("https://object/inspect")).json()).map((name) => name.replace(PREFIX, ""));
  const store = durableObjectStore(stub);
  await store.lease("over", 700);
  await store.set("over", "value", { ttlMs: 900 });
  await store.set("kept", "value", { ttlMs: LONG });
  await store.lease("kept", LONG);
  const before = await inspect();
  for (let tries = 0; tries < 50 && (await inspect()).length > 2; tries += 1) await pause(100);
  return { before, after: await inspect() };
}

/** A store that outlives its request. */
const kept = {};

const ROUTES = {
  async "/contract"(env, query) {
    const { run } = contract.find(({ name }) => name === query.get("name"));
    try {
      await run(subjects(env)[query.get("store")]);
      return null;
    } catch (error) {
      return `${error?.stack ?? error}`;
    }
  },
  async "/first"(env, query) {
    kept[query.get("store")] = subjects(env)[query.get("store")].open();
    await kept[query.get("store")].set("across requests", "value", { ttlMs: LONG });
    return "made";
  },
  "/next": (env, query) => kept[query.get("store")].get("across requests"),
  "/alarm": alarm,
  async "/short"(env) {
    const store = workersKvStore(env.TOKENS);
    await store.set("short", "value", { ttlMs: 200 });
    await pause(250);
    return { value: await store.get("short"), stored: (await env.TOKENS.get(`${PREFIX}record:short`)) !== null };
  },
  async "/foreign"() {
    const stub = { fetch: async () => new Response("synthetic0secret", { status: 501 }) };
    return durableObjectStore(stub).get("key").catch((error) => error.message);
  },
};

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    return Response.json(await ROUTES[pathname](env, searchParams));
  },
};
