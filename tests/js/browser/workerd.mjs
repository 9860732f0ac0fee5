// workerd at the dates that changed its globals, at the top level, in a request and in a Durable Object.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { within } from "./check.mjs";
import { programs } from "./paths.mjs";

const worker = `
  import { runtimeFacts } from "facts.mjs";
  const top = runtimeFacts();
  export class Room {
    async fetch() { return new Response(JSON.stringify(runtimeFacts())); }
  }
  export default {
    async fetch(request, env) {
      const { pathname } = new URL(request.url);
      if (pathname === "/top") return new Response(JSON.stringify(top));
      if (pathname === "/request") return new Response(JSON.stringify(runtimeFacts()));
      return env.ROOM.get(env.ROOM.idFromName("one")).fetch(request);
    },
  };`;

const config = (date, flags) => `
  using Workerd = import "/workerd/workerd.capnp";
  const config :Workerd.Config = (
    services = [(name = "main", worker = (
      modules = [(name = "worker.mjs", esModule = embed "worker.mjs"), (name = "facts.mjs", esModule = embed "facts.mjs")],
      compatibilityDate = "${date}", compatibilityFlags = [${flags.map((flag) => JSON.stringify(flag)).join(", ")}],
      durableObjectNamespaces = [(className = "Room", uniqueKey = "room")],
      durableObjectStorage = (inMemory = void),
      bindings = [(name = "ROOM", durableObjectNamespace = "Room")],
    ))],
    sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
  );`;

async function read(folder, date, flags, path) {
  await writeFile(join(folder, "worker.mjs"), worker);
  await writeFile(join(folder, "worker.capnp"), config(date, flags));
  const child = spawn(programs.workerd(), ["serve", "worker.capnp", "--control-fd=3"], { cwd: folder, stdio: ["ignore", "ignore", "inherit", "pipe"] });
  const exited = once(child, "exit");
  try {
    const [line] = await within(30, "workerd's port", once(createInterface({ input: child.stdio[3] }), "line"));
    const response = await fetch(`http://127.0.0.1:${JSON.parse(line).port}${path}`);
    return await response.json();
  } finally {
    child.kill();
    await exited;
  }
}

const versions = [
  ["2022-01-01", []],
  ["2024-09-23", []],
  ["2024-09-23", ["nodejs_compat"]],
  ["2026-11-01", []],
  ["2026-11-01", ["no_nodejs_compat"]],
];

export const workerdRows = versions.flatMap(([date, flags]) =>
  [["at the top level", "/top"], ["in a request", "/request"], ["in a Durable Object", "/room"]].map(([where, path]) => ({
    name: [date, ...flags, where].join(" "),
    read: (folder) => read(folder, date, flags, path),
    marks: ["NATIVE_WORKERD"],
  })),
);
