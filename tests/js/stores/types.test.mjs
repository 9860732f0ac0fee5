// The types of the stores against the types of the clients they are given.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { faultsOf } from "../util/compile.mjs";
import { programOf } from "../util/programs.mjs";

test("the clients' own types are accepted", () => {
  assert.deepEqual(faultsOf(new URL("types/clients.ts", import.meta.url)), []);
});

test("Deno's own type of its KV is accepted", async () => {
  const folder = await mkdtemp(join(tmpdir(), "bigcommerce-tokens-deno-types-"));
  try {
    const types = JSON.stringify(new URL("../../../pkg-template/types/stores.d.ts", import.meta.url).href);
    const file = join(folder, "kv.ts");
    await writeFile(file, `import { denoKvStore, type LeasingTokenStore } from ${types};\ndeclare const kv: Deno.Kv;\nexport const store: LeasingTokenStore = denoKvStore(kv);\n`);
    const env = { ...process.env, DENO_DIR: join(folder, "cache"), DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };
    const problem = await new Promise((resolve) => {
      execFile(programOf("deno"), ["check", "--quiet", "--no-config", "--no-lock", "--unstable-kv", file], { env, timeout: 120_000 }, (error, stdout, stderr) => resolve(error && `${stdout}${stderr}`));
    });
    assert.equal(problem, null);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
