// A fleet of real processes, each with a provider, sharing one real Redis.
import { fork } from "node:child_process";
import { installPackage } from "../../run/support/install.mjs";
import { urlOf, writeEntry } from "../../run/support/project.mjs";
import { startRedis } from "../../util/redis-server.mjs";
import { IMPORTS, startApi } from "../api.mjs";

const ENTRY = `${IMPORTS}import * as stores from "bigcommerce-tokens/stores";
import Redis from "ioredis";
import { serve } from ${JSON.stringify(urlOf("provider/fleet/machine.mjs"))};
serve({ lib, providerEntry, stores, Redis });
`;

/** @param {string} entry @param {string[]} args */
async function startMachine(entry, args) {
  const child = fork(entry, args, { stdio: ["ignore", "inherit", "inherit", "ipc"], env: { ...process.env, NODE_OPTIONS: "" } });
  const waiting = new Map();
  let last = 0;
  await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`a machine ended with exit code ${code}`)));
  });
  child.on("message", (/** @type {any} */ message) => {
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  child.on("exit", () => {
    for (const tell of waiting.values()) tell({ gone: true });
  });
  return {
    name: args[2],
    alive: true,
    /** Asks for a token, after its clock was put forward. @param {number} [advance] @returns {Promise<{ token?: string, failed?: string, gone?: boolean }>} */
    ask(advance) {
      last += 1;
      return new Promise((resolve) => {
        waiting.set(last, resolve);
        child.send({ id: last, advance });
      });
    },
    kill() {
      this.alive = false;
      child.kill("SIGKILL");
    },
  };
}

/** @param {number} size */
export async function startFleet(size) {
  const api = await startApi({ delayMs: 100 });
  const redis = await startRedis();
  const project = await installPackage(["ioredis"]);
  const entry = await writeEntry(project.dir, "machine.mjs", ENTRY);
  /** @type {Awaited<ReturnType<typeof startMachine>>[]} */
  const machines = [];
  // A few at a time: each is a program that has to start.
  for (let at = 0; at < size; at += 10) {
    const batch = Array.from({ length: Math.min(10, size - at) }, (_, n) => startMachine(entry, [api.url, redis.url, `machine-${at + n}`]));
    machines.push(...(await Promise.all(batch)));
  }
  return {
    api,
    machines,
    alive: () => machines.filter((machine) => machine.alive),
    /** What every machine gives that is alive. @param {number} [advance] */
    askAll(advance) {
      return Promise.all(this.alive().map((machine) => machine.ask(advance)));
    },
    async stop() {
      for (const machine of this.alive()) machine.kill();
      await project.remove();
      await redis.stop();
      await api.close();
    },
  };
}
