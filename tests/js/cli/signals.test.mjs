// Ctrl-C, SIGTERM and SIGHUP end a command that waits for a file, for standard input or for the API; a second one ends what the first did
// not.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { open, readdir, readFile, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { eachRow, makeStage, start } from "./support/stage.mjs";

const CREATE = ["create-private", "--channel", "1", "--expires-in", "6h", "--scope", "Customer"];
const OF_FILE = ["--name", "A_TOKEN"];
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Whatever ends at all has ended long before, on a busy machine too. */
const WITHIN_MS = 10_000;

let stage;
before(async () => (stage = await makeStage()));

/** A folder with a pipe in it. @param {string} name */
async function folderWithPipe(name) {
  const folder = await stage.folder();
  execFileSync("mkfifo", [path.join(folder, name)]);
  return folder;
}

/** Waits until a process listens to SIGHUP, the last of those that a command listens to; or no longer does. */
async function untilListening({ child }, expected = true) {
  for (let listens; listens !== expected; ) {
    const [, mask] = /^SigCgt:\t(\w+)$/m.exec(await readFile(`/proc/${child.pid}/status`, "utf8"));
    listens = (BigInt(`0x${mask}`) >> BigInt(constants.signals.SIGHUP - 1)) % 2n === 1n;
    if (listens !== expected) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What became of a process that was sent signals: if nothing, it is ended by SIGKILL. */
async function afterSignals({ child, ended }, names) {
  const timer = setTimeout(() => child.kill("SIGKILL"), WITHIN_MS);
  for (const name of names) child.kill(name);
  const { code, signal, stdout, stderr } = await ended;
  clearTimeout(timer);
  assert.throws(() => process.kill(child.pid, 0), { code: "ESRCH" });
  return { code, signal, stdout, stderr };
}

/** The name of the pipe, and what reads it. */
const READERS = [
  [".env", ["list"]],
  [".env", ["b2b-token"]],
  ["pipe", ["list", "--credentials", "pipe"]],
  ["pipe", [...CREATE, "--credentials", "pipe", "-e", ".env.local", ...OF_FILE]],
  ["pipe", ["inspect", "-e", "pipe", ...OF_FILE]],
  ["pipe", ["revoke", "-e", "pipe", ...OF_FILE]],
];

for (const silent of [false, true]) {
  test(`a signal ends a command that reads a pipe which ${silent ? "somebody holds and does not write to" : "nobody opens"}`, async () => {
    const sent = stage.sandbox.requests.length;
    const rows = READERS.flatMap((reader) => [...SIGNALS.map((name) => [name]), ["SIGINT", "SIGINT"]].map((names) => [reader, names]));
    await eachRow(rows, async ([[pipe, args], names]) => {
      const cwd = await folderWithPipe(pipe);
      // For both ends, so that opening it waits for nobody.
      const writer = silent ? await open(path.join(cwd, pipe), "r+") : undefined;
      try {
        const running = await stage.start(args, {}, { cwd });
        await untilListening(running);
        const { code, signal, stdout, stderr } = await afterSignals(running, names);
        assert.deepEqual({ code, signal, stdout }, { code: null, signal: names[0], stdout: "" });
        // The second signal may come before the first was told.
        assert.match(stderr, names.length > 1 ? /^(error \[aborted\] .*\n)?$/ : /^error \[aborted\] ended while a file was read; nothing was sent\n$/);
        assert.deepEqual(await readdir(cwd), [pipe]);
      } finally {
        await writer?.close();
      }
    });
    assert.equal(stage.sandbox.requests.length, sent);
  });
}

test("a program is told the status that a shell tells of the signal", async () => {
  const rows = [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]];
  await eachRow(rows, async ([name, status]) => {
    const cwd = await folderWithPipe(".env");
    const running = await stage.start(["list", "--json"], {}, { cwd });
    await untilListening(running);
    const { signal, stdout } = await afterSignals(running, [name]);
    const { error, exitCode } = JSON.parse(stdout);
    assert.deepEqual([signal, error.code, exitCode], [name, "aborted", status]);
    assert.equal(execFileSync("sh", ["-c", `sh -c 'kill -${name.slice(3)} $$'; echo $?`], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }), `${status}\n`);
  });
});

/** A program that reads a pipe which nobody writes to. @param {string} rest of it */
async function program(rest) {
  const cwd = await folderWithPipe("pipe");
  const module = pathToFileURL(path.join(stage.home, "bin/interrupt.js")).href;
  await writeFile(
    path.join(cwd, "program.mjs"),
    `import { readFile } from "node:fs/promises";\nimport { leave, listenForInterrupt } from ${JSON.stringify(module)};\nconst { signal } = listenForInterrupt();\nreadFile("pipe");\n${rest}`,
  );
  return start(process.execPath, ["program.mjs"], { cwd, env: stage.env });
}

test("the second signal ends what the first did not, after what listens to the end", async () => {
  await eachRow(SIGNALS, async (name) => {
    const running = await program(`process.once("exit", () => console.log("last words"));\nsignal.addEventListener("abort", () => console.log("heard"));\nconsole.log("up");\n`);
    await running.until(/up/);
    running.child.kill(name);
    await running.until(/heard/);
    const { signal, stdout } = await afterSignals(running, [name]);
    assert.deepEqual([signal, stdout], [name, "up\nheard\nlast words\n"]);
  });
});

test("a process whose end waits for a read is ended by one signal", async () => {
  await eachRow(SIGNALS, async (name) => {
    const running = await program(`console.log("up");\nleave(0);\n`);
    await running.until(/up/);
    await untilListening(running, false);
    assert.equal((await afterSignals(running, [name])).signal, name);
  });
});

test("a signal ends a command that waits for standard input", async () => {
  const rows = [
    [["inspect"], untilListening],
    [["revoke"], untilListening],
    // What it notes last before it reads.
    [[...CREATE, "--access-token-stdin"], ({ until }) => until(/NODE_TLS/, "stderr"), { NODE_TLS_REJECT_UNAUTHORIZED: "0" }],
  ];
  await eachRow(rows.flatMap((row) => SIGNALS.map((name) => [row, name])), async ([[args, untilReading, env], name]) => {
    const running = await stage.start(args, env, { open: true });
    await untilReading(running);
    const { code, stderr } = await afterSignals(running, [name]);
    assert.equal(code, 130, stderr);
    assert.match(stderr, /^error \[aborted\] ended while standard input was read; nothing was sent$/m);
  });
});

test("a signal while the API is silent says what it may have left behind", async () => {
  for (const name of SIGNALS) {
    stage.sandbox.inject({ kind: "stall", path: "/api-token-private" });
    const received = stage.nextRequest();
    const running = await stage.start(CREATE);
    await received;
    const { code, stderr } = await afterSignals(running, [name]);
    assert.equal(code, 130, stderr);
    assert.match(stderr, /a token may exist that nobody holds/);
  }
});
