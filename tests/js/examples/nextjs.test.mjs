// The Next.js example: built and started for real, on the server alone.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { run, serve, stageExamples } from "./support.mjs";

let stage;
before(async () => (stage = await stageExamples()));
after(() => stage?.remove());

test("the route handler answers from the store, and nothing of the package is in what browsers get", async () => {
  const cwd = join(stage.root, "nextjs");
  const next = join(stage.root, "node_modules/next/dist/bin/next");
  const env = { NEXT_TELEMETRY_DISABLED: "1" };
  // webpack, because Turbopack takes no packages from above its root, where the examples have theirs.
  const built = await run(process.execPath, [next, "build", "--webpack"], { cwd, env });
  assert.equal(built.code, 0, `${built.stdout}\n${built.stderr}`);

  const preload = `--import=${join(stage.root, "sandbox.mjs")}`;
  const service = await serve(process.execPath, [next, "start", "--port", "0", "--hostname", "127.0.0.1"], { cwd, env: { ...env, NODE_OPTIONS: preload }, ready: /Local:\s+(http:\S+)[\s\S]+Ready/ });
  try {
    for (let times = 0; times < 2; times += 1) {
      const response = await fetch(`${service.url}/store-name`);
      assert.deepEqual([response.status, await response.json()], [200, { name: "Sandbox store" }], service.output());
    }
  } finally {
    await service.stop();
  }

  const folder = join(cwd, ".next/static");
  const scripts = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".js"));
  assert.ok(scripts.length > 0);
  for (const name of scripts) assert.doesNotMatch(await readFile(join(folder, name), "utf8"), /bigcommerce|createTokenProvider/i, name);
});
