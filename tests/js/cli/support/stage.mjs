// The command line as a user has it: the packed package in a project of its own, and a sandbox over HTTP for it to talk to.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import { installPackage } from "../../run/support/install.mjs";

/** Long enough on a busy machine; what hangs is ended. */
const WITHIN_MS = 60_000;

/** @type {(() => unknown)[]} */
const undo = [];
after(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Nothing of the machine that runs the tests may reach a command: no store, no colours, no proxy. */
export function cleanEnvironment() {
  const foreign = /^(BIGCOMMERCE|B2B|NODE_|NO_|FORCE_|HTTPS?_|ALL_|npm_)|_proxy$|^CI$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** The secrets that the tests plant. None may be seen, but where a row says so. */
export const PLANTED = {
  accessToken: "synthetic0access0token0planted0",
  password: "synthetic-password-planted",
};

/** What every token begins with: found in a token of any kind, and in nothing else that a command says. */
export const TOKEN = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]+/;

/** @param {{ sandbox?: object }} [options] */
export async function makeStage({ sandbox: options = {} } = {}) {
  const { dir, remove } = await installPackage();
  undo.push(remove);
  const home = path.join(dir, "node_modules/bigcommerce-tokens");
  const require = createRequire(path.join(dir, "index.js"));
  const { createSandbox } = require("bigcommerce-tokens/sandbox");
  const accessTokens = [{ token: PLANTED.accessToken }, { token: "synthetic0token0without0scopes0", scopes: [] }];
  const sandbox = createSandbox({ accessTokens, users: [{ email: "owner@shop.example", password: PLANTED.password }], ...options });
  const server = await sandbox.listen();
  undo.push(() => server.close());
  const env = {
    ...cleanEnvironment(),
    BIGCOMMERCE_STORE_HASH: sandbox.credentials.storeHash,
    BIGCOMMERCE_ACCESS_TOKEN: PLANTED.accessToken,
    BIGCOMMERCE_API_ENDPOINT: server.url,
    B2B_EMAIL: "owner@shop.example",
    B2B_PASSWORD: PLANTED.password,
  };
  let folders = 0;
  return {
    home,
    dir,
    sandbox,
    url: server.url,
    env,
    bin: path.join(home, "bin/bigcommerce-tokens.js"),
    /** A module of the command line itself. @param {string} name */
    module: (name) => import(pathToFileURL(path.join(home, "bin", name)).href),
    /** What a program imports from the package. @param {string} [name] of a sub-path */
    library: (name) => require(name === undefined ? "bigcommerce-tokens" : `bigcommerce-tokens/${name}`),
    /** An empty folder with these files. @param {Record<string, string>} [files] */
    async folder(files = {}) {
      folders += 1;
      const folder = await mkdtemp(path.join(dir, `work-${folders}-`));
      for (const [name, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await writeFile(path.join(folder, name), text);
      }
      return folder;
    },
    /**
     * @param {readonly string[]} args
     * @param {{ env?: Record<string, string | undefined>, cwd?: string, input?: string, node?: string, shows?: boolean }} [how]
     *   `shows`: a token may be seen
     */
    async run(args, { env: changes = {}, cwd, input, node = process.execPath, shows = false } = {}) {
      const result = await start(node, [this.bin, ...args], { cwd: cwd ?? (await this.folder()), env: merged(env, changes), input }).ended;
      assertDiscreet(result, shows);
      return result;
    },
    /** An address on this machine where nobody listens. */
    async closedAddress() {
      const { url, close } = await createSandbox().listen();
      await close();
      return url;
    },
    /** Resolves when the sandbox has received one more request. */
    async nextRequest() {
      const known = sandbox.requests.length;
      while (sandbox.requests.length === known) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    /** A command that goes on; `open`: with a standard input that does not end. @param {readonly string[]} args */
    start: async (args, changes = {}, { open = false, cwd = dir } = {}) => start(process.execPath, [path.join(home, "bin/bigcommerce-tokens.js"), ...args], { cwd, env: merged(env, changes), open }),
  };
}

/** @param {Record<string, string | undefined>} env @param {Record<string, string | undefined>} changes `undefined` takes a variable away */
export function merged(env, changes) {
  return Object.fromEntries(Object.entries({ ...env, ...changes }).filter(([, value]) => value !== undefined));
}

/** @param {{ stdout: string, stderr: string }} said @param {boolean} shows */
export function assertDiscreet({ stdout, stderr }, shows) {
  for (const text of [stdout, stderr]) {
    for (const [name, secret] of Object.entries(PLANTED)) assert.ok(!text.includes(secret), `the ${name} is in the output`);
  }
  assert.doesNotMatch(stderr, TOKEN, "a token is on stderr");
  if (!shows) assert.doesNotMatch(stdout, TOKEN, "a token is on stdout");
}

/** @param {string} command @param {readonly string[]} args @param {{ cwd: string, env: Record<string, string>, input?: string, open?: boolean }} options */
export function start(command, args, { cwd, env, input, open = false }) {
  const child = spawn(command, args, { cwd, env, stdio: [input === undefined && !open ? "ignore" : "pipe", "pipe", "pipe"], timeout: WITHIN_MS, killSignal: "SIGKILL" });
  undo.push(() => child.kill("SIGKILL"));
  const said = { stdout: "", stderr: "" };
  /** @type {(() => void)[]} */
  const listeners = [];
  for (const name of /** @type {const} */ (["stdout", "stderr"])) {
    child[name].setEncoding("utf8").on("data", (chunk) => {
      said[name] += chunk;
      for (const listener of listeners) listener();
    });
  }
  // A command that does not read its input ends before all was written.
  child.stdin?.on("error", () => {});
  if (!open) child.stdin?.end(input);
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, ...said }));
  });
  return {
    child,
    said,
    ended,
    /** Waits until a stream has what is expected. @param {RegExp} pattern @param {"stdout" | "stderr"} [name] */
    until: (pattern, name = "stdout") =>
      new Promise((resolve, reject) => {
        const check = () => pattern.test(said[name]) && resolve(undefined);
        listeners.push(check);
        check();
        ended.then(() => reject(new Error(`ended before it printed ${pattern}: ${said.stdout}\n${said.stderr}`)), reject);
      }),
  };
}

/** Runs rows of a table, a few at a time: each is a process. @template T @param {readonly T[]} rows @param {(row: T) => Promise<void>} check */
export async function eachRow(rows, check) {
  const waiting = [...rows];
  const failures = [];
  const worker = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      await check(row).catch((error) => failures.push(`${JSON.stringify(row)}\n  ${error.message}`));
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  assert.ok(rows.length > 0);
  assert.equal(failures.join("\n"), "");
}
