// A real Redis on a free loopback port, without a disk, ended with the test that started it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { freePort } from "./free-port.mjs";

/** Where Debian puts it; another is named by REDIS_SERVER. */
const PROGRAM = process.env.REDIS_SERVER ?? "/usr/bin/redis-server";
const START_MS = 20_000;

/** @param {number} port @param {string[]} more arguments */
async function startOn(port, more) {
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", tmpdir(), ...more];
  const child = spawn(PROGRAM, settings, { stdio: ["ignore", "pipe", "pipe"] });
  // Should the test be killed, its server goes with it.
  const killIt = () => child.kill("SIGKILL");
  process.once("exit", killIt);
  const ended = new Promise((resolve) => child.once("close", resolve));
  const lines = [];
  const ready = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (line.includes("Ready to accept connections")) resolve(true);
      });
    }
    child.once("error", (error) => resolve(void lines.push(error.message)));
    child.once("close", () => resolve(false));
    setTimeout(resolve, START_MS, false).unref();
  });
  const stop = async () => {
    killIt();
    await ended;
    process.removeListener("exit", killIt);
  };
  if (await ready) return { port, url: `redis://127.0.0.1:${port}`, stop };
  if (child.pid !== undefined) await stop();
  throw new Error(`redis-server did not start: ${lines.slice(-4).join(" / ")}`);
}

/**
 * @param {string[]} [more] further arguments of redis-server
 * @returns {Promise<{ port: number, url: string, stop(): Promise<void> }>}
 */
export async function startRedis(...more) {
  if (!existsSync(PROGRAM)) {
    throw new Error(`${PROGRAM} is missing: install it (Debian: apt-get install redis-server), or name another by REDIS_SERVER`);
  }
  // Between finding a free port and taking it somebody else may take it.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(await freePort(), more);
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
