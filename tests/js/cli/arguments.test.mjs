// Command lines that are wrong, or that ask for no work: what is said, and what the process ends with.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { eachRow, makeStage, PLANTED } from "./support/stage.mjs";

/** What each secret looks like that must not be repeated. */
const GIVEN = "synthetic-given-secret";
const JWT = "eyJ0eXAiOiJKV1Qi.eyJjaWQiOlsxXX0.synthetic-signature";
const OPAQUE = "synthetic0opaque0access0token01";

const CREATE = ["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "Customer"];

/** args -> exit code, the error's code, and what its text has. @type {[string[], number, string, RegExp][]} */
const REFUSED = [
  [["crate-private"], 2, "usage", /unknown command crate-private\b[^]*did you mean create-private\?/],
  [["sandbx"], 2, "usage", /did you mean sandbox\?/],
  [["zzzzzz"], 2, "usage", /unknown command\n[^]*lists the commands/],
  [["help", "b2b"], 2, "usage", /did you mean b2b-token\?/],
  [["--jsn"], 2, "usage", /unknown option --jsn\b[^]*did you mean --json\?/],
  [["create-private", "--scop", "Customer"], 2, "usage", /did you mean --scope\?/],
  [["create-private", "--chanel=1"], 2, "usage", /unknown option --chanel\b[^]*did you mean --channel\?/],
  [["create-private", "--qqqqqq"], 2, "usage", /unknown option --qqqqqq\b[^]*--help lists/],
  [["create-private", "-x"], 2, "usage", /unknown option -x/],
  [["create-private", "--no-show"], 2, "usage", /unknown option --no-show/],
  [["create-private", "extra"], 2, "usage", /options alone/],
  [["create-private"], 2, "usage", /which channel\?/],
  [["create-private", "--channel", "1"], 2, "usage", /how long\?/],
  [["create-private", "--channel", "1", "--expires-in", "6h"], 2, "usage", /--scope is missing/],
  [["create-private", "--channel"], 2, "usage", /--channel needs a value/],
  [["create-private", "--channel="], 2, "usage", /--channel needs a value/],
  [["create-private", "--channel", "--show"], 2, "usage", /--channel needs a value, got another option/],
  [["create-private", "--show=yes"], 2, "usage", /--show takes no value/],
  [[...CREATE, "--expires-in", "1h"], 2, "usage", /--expires-in is given twice/],
  [[...CREATE, "--expires-at", "0"], 2, "usage", /exactly one of --expires-in and --expires-at/],
  [[...CREATE, "--channel", "all"], 2, "usage", /"all" alone/],
  [["create-private", "--channel", "one", "--expires-in", "6h", "--scope", "Customer"], 2, "usage", /--channel: expected a whole number/],
  [["create-private", "--channel", "1", "--expires-at", "tomorrow", "--scope", "Customer"], 2, "usage", /--expires-at: expected a date/],
  [["create-private", "--channel", "1", "--expires-at", "2027-02-30", "--scope", "Customer"], 2, "usage", /--expires-at: expected a date/],
  [["create-private", "--channel", "1", "--expires-at", "2027-02-31T99:00", "--scope", "Customer"], 2, "usage", /--expires-at: expected a date/],
  [[...CREATE, "-e", ".env"], 2, "usage", /belong together/],
  [[...CREATE, "--name", "A_TOKEN"], 2, "usage", /belong together/],
  [[...CREATE, "-e", ".env", "--name", "a b"], 2, "usage", /name of a variable/],
  [[...CREATE, "-e", ".env", "--name", "A", "--show"], 2, "usage", /to one place/],
  [[...CREATE, "--force"], 2, "usage", /--force belongs to --output/],
  [[...CREATE, "--output", "no/such/folder/token.txt"], 4, "file", /no such file or folder/],
  [[...CREATE, "--output", "."], 4, "file", /is a folder/],
  [[...CREATE, "--credentials", "none.env"], 4, "file", /no such file/],
  [["create-private", "--channel", "1", "--expires-in", "6x", "--scope", "customer"], 3, "validation", /--expires-in: expected[^]*--scope: expected/],
  [["create-private", "--channel", "0", "--expires-at", "1885635176000", "--scope", "Customer"], 3, "validation", /--channel:[^]*--expires-at:/],
  [[...CREATE, "--store-hash", "../x"], 3, "config", /storeHash: expected/],
  [[...CREATE, "--endpoint", "http://api.example"], 3, "config", /endpoints\.api/],
  [["sandbox", "--port", "web"], 2, "usage", /--port: expected a whole number/],
  [["sandbox", "--port", "65536"], 2, "usage", /--port: expected a whole number/],
];

/** Command lines with a secret on them. @type {string[][]} */
const SECRET = [
  ["create-private", "--access-token", GIVEN],
  ["create-private", `--access-token=${GIVEN}`],
  ["create-private", "--accessToken", GIVEN],
  ["create-private", "--ACCESS_TOKEN", GIVEN],
  ["create-private", `--token=${GIVEN}`],
  ["b2b-token", "--password", GIVEN],
  ["b2b-token", `--password=${GIVEN}`],
  ["b2b-token", "--jwt", GIVEN],
  [`--token=${GIVEN}`, "create-private"],
  ["--password", GIVEN],
  ["create-private", JWT],
  [JWT],
  ["create-private", "--token-name", JWT],
  ["create-private", `--token-name=${JWT}`],
  ["create-private", "--store-hash", OPAQUE],
  ["create-private", `--store-hash=${OPAQUE}`],
  [OPAQUE],
  ["create-private", "--token-name", `Bearer ${GIVEN}`],
];

let stage;
before(async () => (stage = await makeStage()));

for (const json of [false, true]) {
  test(`a wrong command line is refused before anything is sent${json ? ", as JSON" : ""}`, async () => {
    const sent = stage.sandbox.requests.length;
    await eachRow(REFUSED, async ([args, exit, code, text]) => {
      const { code: ended, stdout, stderr } = await stage.run(json ? [...args, "--json"] : args);
      assert.equal(ended, exit, stderr || stdout);
      if (!json) {
        assert.equal(stdout, "");
        assert.match(stderr, text);
        assert.match(stderr, new RegExp(`^error \\[${code}\\] `));
        return;
      }
      assert.equal(stderr, "");
      const { error, exitCode } = JSON.parse(stdout);
      assert.deepEqual([error.code, exitCode], [code, exit]);
    });
    assert.equal(stage.sandbox.requests.length, sent);
  });

  test(`a secret on the command line is refused and not repeated${json ? ", as JSON" : ""}`, async () => {
    await eachRow(SECRET, async (args) => {
      const { code, stdout, stderr } = await stage.run(json ? [...args, "--json"] : args);
      assert.equal(code, 2);
      const said = json ? stdout : stderr;
      assert.match(said, json ? /"code": "secret_in_arguments"/ : /^error \[secret_in_arguments\]/);
      assert.match(said, /every program on this machine can read a command line/);
      for (const secret of [GIVEN, JWT, OPAQUE, "eyJ"]) assert.ok(!`${stdout}${stderr}`.includes(secret), "the secret is repeated");
    });
  });
}

test("a misspelt flag does not repeat its value", async () => {
  const rows = [["create-private", `--passwort=${GIVEN}`], ["create-private", "--pasword", GIVEN], ["--passwort", GIVEN, "sandbox"], [`-p${GIVEN}`], ["create-private", `--${GIVEN}0`]];
  await eachRow(rows, async (args) => {
    const { code, stdout, stderr } = await stage.run(args);
    assert.equal(code, 2);
    assert.ok(!`${stdout}${stderr}`.includes(GIVEN), stderr);
  });
});

test("what is missing in the environment is named", async () => {
  const rows = [
    [CREATE, { BIGCOMMERCE_STORE_HASH: undefined }, /the store hash: expected --store-hash/],
    [CREATE, { BIGCOMMERCE_ACCESS_TOKEN: undefined }, /the access token: expected BIGCOMMERCE_ACCESS_TOKEN/],
    [CREATE, { BIGCOMMERCE_ACCESS_TOKEN: "" }, /the access token: expected BIGCOMMERCE_ACCESS_TOKEN/],
    [["b2b-token"], { B2B_PASSWORD: undefined }, /the password: expected B2B_PASSWORD/],
  ];
  await eachRow(rows, async ([args, env, text]) => {
    const { code, stderr } = await stage.run(args, { env });
    assert.equal(code, 3);
    assert.match(stderr, text);
  });
  const { code, stderr } = await stage.run(["b2b-token"], { env: { B2B_EMAIL: undefined } });
  assert.equal(code, 2);
  assert.match(stderr, /which user\?/);
});

test("no work is asked for: help, version, and nothing at all", async () => {
  const { version } = JSON.parse((await import("node:fs")).readFileSync(`${stage.home}/package.json`, "utf8"));
  const rows = [
    [["--version"], 0, new RegExp(`^${version.replaceAll(".", "\\.")}\n$`)],
    [["-v"], 0, new RegExp(`^${version.replaceAll(".", "\\.")}\n$`)],
    [["create-private", "--version"], 0, /^\d+\.\d+\.\d+\n$/],
    [["--help"], 0, /usage: bigcommerce-tokens <command>/],
    [["-h"], 0, /usage: bigcommerce-tokens <command>/],
    [["help"], 0, /usage: bigcommerce-tokens <command>/],
    [["help", "sandbox"], 0, /usage: bigcommerce-tokens sandbox/],
    [["sandbox", "-h"], 0, /usage: bigcommerce-tokens sandbox/],
    [["--help", "sandbox"], 0, /usage: bigcommerce-tokens sandbox/],
    [[], 2, /usage: bigcommerce-tokens <command>/],
  ];
  await eachRow(rows, async ([args, exit, text]) => {
    const { code, stdout, stderr } = await stage.run(args);
    assert.deepEqual([code, stderr], [exit, ""]);
    assert.match(stdout, text);
    const told = await stage.run([...args, "--json"]);
    assert.deepEqual([told.code, told.stderr], [exit, ""]);
    assert.equal(typeof JSON.parse(told.stdout), "object");
  });
  assert.ok(!JSON.stringify(stage.sandbox.requests).includes(PLANTED.password));
});

test("an option is read the same way by every command that has it", async () => {
  const { commands } = await stage.module("commands.js");
  const { EVERYWHERE } = await stage.module("command-line.js");
  const all = [EVERYWHERE, ...commands.map(({ options }) => options)].flatMap((options) => Object.entries(options));
  const meanings = new Map();
  for (const [name, { type, short, multiple }] of all) {
    const meaning = JSON.stringify({ type, short, multiple });
    assert.equal(meanings.get(name) ?? meaning, meaning, name);
    meanings.set(name, meaning);
  }
  const shorts = all.filter(([, { short }]) => short).map(([name, { short }]) => `${short} ${name}`);
  assert.equal(new Set(shorts.map((text) => text[0])).size, new Set(shorts).size, "a letter stands for two options");
});
