// Processes of the Redis example: one token for all, unreadable where it lies, and answers also without Redis.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as library from "graphql";
import { Redis } from "ioredis";
import { eventually } from "../suite/support/check.mjs";
import { startRedis } from "../util/redis-server.mjs";
import { serve, stageExamples } from "./support.mjs";

const preload = fileURLToPath(new URL("inside/served-sandbox.mjs", import.meta.url));
const ANSWER = { data: { site: { settings: { storeName: "Sandbox store" } } } };

let stage;
let redis;
let served;
let sandbox;
const services = [];

before(async () => {
  stage = await stageExamples();
  redis = await startRedis();
  const { createSandbox } = await import(pathToFileURL(join(stage.root, "node_modules/bigcommerce-tokens/entry/sandbox.js")).href);
  sandbox = createSandbox({ graphql: { library } });
  served = await sandbox.listen();
});
after(async () => {
  await Promise.all(services.map((service) => service.stop()));
  await served?.close();
  await redis?.stop();
  await stage?.remove();
});

async function startService() {
  const { storeHash, accessToken } = sandbox.credentials;
  const env = {
    BIGCOMMERCE_STORE_HASH: storeHash,
    BIGCOMMERCE_ACCESS_TOKEN: accessToken,
    TOKEN_STORE_KEY: Buffer.from("synthetic0key0of0thirty0two0byte").toString("base64"),
    REDIS_URL: redis.url,
    SANDBOX_URL: served.url,
    PORT: "0",
  };
  const service = await serve(process.execPath, ["--import", preload, "node/redis-service.mjs"], { cwd: stage.root, env, ready: /listening on (\S+)/ });
  services.push(service);
  return service;
}

const ask = async ({ url }) => (await fetch(url)).json();
const mints = () => sandbox.requests.filter(({ path }) => path.endsWith("/api-token-private")).length;

test("a process finds the token of another in Redis", async () => {
  const first = await startService();
  assert.deepEqual([await ask(first), await ask(first)], [ANSWER, ANSWER]);
  assert.equal(mints(), 1);
  // Eventually, because a machine that is too busy to ask Redis in time goes on alone.
  await eventually(async () => {
    const before = mints();
    assert.deepEqual(await ask(await startService()), ANSWER);
    return mints() === before;
  }, "a process that makes no token of its own", 60_000);
});

test("what lies in Redis is sealed", async () => {
  const client = new Redis(redis.url);
  const names = await client.keys("*");
  const values = await Promise.all(names.map((name) => client.get(name)));
  client.disconnect();
  const records = names.filter((name) => name.startsWith("bigcommerce-tokens:record:"));
  assert.equal(records.length, 1);
  assert.doesNotMatch(`${names}${values}`, /eyJ|synthetic0|sandbox0access/);
  assert.match(values[names.indexOf(records[0])], /^t1\.\d+\.s1\.[0-9a-f]{8}\./);
});

test("a service answers while Redis is down", async () => {
  await redis.stop();
  const late = await startService();
  assert.deepEqual(await ask(late), ANSWER);
  for (const service of services) assert.deepEqual(await ask(service), ANSWER);
});

test("a service ends when it is asked to", async () => {
  assert.ok(services.length >= 3);
  for (const code of await Promise.all(services.splice(0).map((service) => service.stop()))) assert.equal(code, 0);
});
