// Every example that is a program, run as its README says, against the sandbox.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { programOf } from "../util/programs.mjs";
import { run, stageExamples } from "./support.mjs";

const until = String.raw`good until \d{4}-\d\d-\d\dT[\d:.]+Z\n$`;

const LIBRARIES = ["fetch", "graphql-request", "apollo", "urql", "ky", "catalyst"];

/** Run by shared.test.mjs and nextjs.test.mjs, since they do not end by themselves. */
const SERVICES = ["node:redis", "nextjs"];

/** What each script of examples/package.json prints. */
const PROGRAMS = {
  "node:create": { stdout: new RegExp(`^a private token of \\d{3} characters, ${until}`), stderr: /^$/ },
  "node:b2b": { stdout: /^"invoice-sync-[0-9a-f-]{36}" has a token of \d+ characters\n$/, stderr: /deprecated/i },
  "node:revoke": { stdout: /^revoked leaked; for about a minute it may go on to work\n$/, stderr: /^$/ },
  "node:errors": {
    stdout: /^two faults: fix expiresAt \(milliseconds\), fix scopes\[0\] \(not_allowed\)\na wrong access token: the access token is not good for this store: .+\nan abort: aborted, outcome not_sent\n$/,
    stderr: /^$/,
  },
  "node:inspect": { stdout: /^kind: storefront, end: 2027-05-28T10:26:40\.000Z\n(error|warning) \(storefront_token_stop(s|ped)\): .+\n {2}create a private token/, stderr: /^$/ },
  "node:scopes": {
    stdout: /^ask for: Unauthenticated, Customer\nsite needs Unauthenticated \(documented: .+\)\nsite\.checkout\.order needs Customer \(documented: .+\)\n$/,
    stderr: /^$/,
  },
  "bun:create": { stdout: new RegExp(`^a private token of \\d{3} characters, ${until}`), stderr: /^$/ },
  "deno:create": { stdout: new RegExp(`^a private token of \\d{3} characters, ${until}`), stderr: /^$/ },
  graphql: { stdout: /^.+ sells .+\na shopper's name needs the scope Customer\n$/, stderr: /^$/ },
  "graphql:errors": {
    stdout: /^another channel: the token is not taken \(wrong_channel\): .+\na scope: create the token with Customer too\na shopper: log the shopper in again \(invalid\)\na field: .+\n$/,
    stderr: /^$/,
  },
  "deno:kv": { stdout: /^Sandbox store\n$/, stderr: /^$/ },
  ...Object.fromEntries(LIBRARIES.map((name) => [`libraries:${name}`, { stdout: /^Sandbox store\n$/, stderr: /^$/ }])),
  testing: { stdout: /^# pass 3$/m, stderr: /^$/ },
};

let stage;
before(async () => (stage = await stageExamples()));
after(() => stage?.remove());

test("every script of the examples is run here", async () => {
  const { scripts } = JSON.parse(await readFile(join(stage.root, "package.json"), "utf8"));
  assert.deepEqual(Object.keys(scripts).sort(), [...Object.keys(PROGRAMS), ...SERVICES].sort());
});

for (const [name, expected] of Object.entries(PROGRAMS)) {
  test(`example ${name} runs`, async () => {
    const { scripts } = JSON.parse(await readFile(join(stage.root, "package.json"), "utf8"));
    const [command, ...args] = scripts[name].split(" ");
    if (name === "testing") args.splice(1, 0, "--test-reporter=tap");
    const { code, stdout, stderr } = await run(programOf(command), args, { cwd: stage.root, env: { DENO_DIR: join(stage.root, "deno-cache"), DENO_NO_UPDATE_CHECK: "1" } });
    assert.equal(code, 0, `${stdout}\n${stderr}`);
    assert.match(stdout, expected.stdout);
    assert.match(stderr, expected.stderr);
  });
}
