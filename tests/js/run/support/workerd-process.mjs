// One workerd process with one worker, started from a configuration of its own.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { programOf } from "../../util/programs.mjs";

const configuration = ({ date, flags, wasm, control }) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "suite", worker = .suite), (name = "internet", network = (allow = ["local"])) ],
  sockets = [ (name = "http", address = "127.0.0.1:0", http = (), service = "suite") ]
);
const suite :Workerd.Worker = (
  modules = [
    (name = "worker.mjs", esModule = embed "worker.mjs"),
    ${wasm.map((name) => `(name = ${JSON.stringify(name)}, wasm = embed ${JSON.stringify(name)})`).join(",\n    ")}
  ],
  compatibilityDate = ${JSON.stringify(date)},
  compatibilityFlags = [${flags.map((flag) => JSON.stringify(flag)).join(", ")}],
  bindings = [ (name = "CONTROL", text = ${JSON.stringify(control)}), (name = "OBJECT", durableObjectNamespace = "SuiteObject") ],
  durableObjectNamespaces = [ (className = "SuiteObject", uniqueKey = "suite") ],
  durableObjectStorage = (inMemory = void),
);
`;

/**
 * @param {{ outdir: string, wasm: string[], date: string, flags: string[], control: string }} options
 * @returns {Promise<{ url: string, log: string[], stop(): Promise<void> }>}
 */
export async function startWorkerd(options) {
  const file = path.join(options.outdir, "config.capnp");
  await writeFile(file, configuration(options));
  const child = spawn(programOf("workerd"), ["serve", "--verbose", "--control-fd=3", file], { cwd: options.outdir, env: { ...process.env, PWD: options.outdir }, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const log = [];
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", (line) => log.push(line));
  const ended = new Promise((resolve) => child.once("close", resolve));
  const port = await new Promise((resolve, reject) => {
    createInterface({ input: /** @type {import("node:stream").Readable} */ (child.stdio[3]) }).on("line", (line) => {
      const event = JSON.parse(line);
      if (event.event === "listen") resolve(event.port);
    });
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`workerd ended with exit code ${code}: ${log.slice(-8).join(" / ")}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    async stop() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
