// Every server runtime, and every imitation of a browser inside one, shows exactly these marks.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify, types } from "node:util";
import { table } from "./check.mjs";
import { names } from "./marks.mjs";
import { programs, require } from "./paths.mjs";
import { factsModule, factsScript } from "./subject.mjs";
import { workerdRows } from "./workerd.mjs";

const run = promisify(execFile);
const node = ["ENGINE_TYPES", "NODE_VERSION"];
const bun = ["ENGINE_TYPES", "BUN_VERSION"];
const deno = ["DENO_INSPECT"];

const say = `console.log(JSON.stringify(runtimeFacts()));`;
const load = `import { runtimeFacts } from "./facts.mjs";`;
/** Set before the package loads, as a test library does. */
const withWindow = `globalThis.window = globalThis; globalThis.document = {}; const { runtimeFacts } = await import("./facts.mjs");`;
const inThread = (file) => `import { Worker } from "node:worker_threads"; new Worker(new URL("./${file}", import.meta.url));`;
const inWebWorker = `
  const worker = new Worker(new URL("./web-worker.mjs", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => { console.log(data); worker.terminate(); };`;
const inFork = `
  import { fork } from "node:child_process";
  import { fileURLToPath } from "node:url";
  fork(fileURLToPath(new URL("./plain.mjs", import.meta.url)));`;

/** Node's globals with a test library's window copied over them, as test runners do. */
const copied = (window) => `
  ${window}
  for (const key of Object.getOwnPropertyNames(window)) {
    if (key in globalThis && key !== "navigator") continue;
    const value = window[key];
    Object.defineProperty(globalThis, key, { configurable: true, get: () => value });
  }
  Object.defineProperty(globalThis, "window", { configurable: true, value: window });
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: window.navigator });
  const { runtimeFacts } = await import("./facts.mjs");
  ${say}
  process.exit();`;
const jsdom = `const { JSDOM } = await import(${JSON.stringify(require.resolve("jsdom"))}); const { window } = new JSDOM("<p>", { url: "http://localhost/" });`;
const happyDom = `const { Window } = await import(${JSON.stringify(require.resolve("happy-dom"))}); const window = new Window({ url: "http://localhost/" });`;

const files = {
  "plain.mjs": `${load} ${say}`,
  "window.mjs": `${withWindow} ${say}`,
  "removable.mjs": `Object.defineProperty(globalThis, "document", { configurable: true, get: (() => ({})).bind(null) }); ${load} ${say}`,
  "thread.mjs": inThread("plain.mjs"),
  "web-worker.mjs": `${load} postMessage(JSON.stringify(runtimeFacts()));`,
  "in-web-worker.mjs": inWebWorker,
  "fork.mjs": inFork,
  "jsdom.mjs": copied(jsdom),
  "happy-dom.mjs": copied(happyDom),
  "old-node.mjs": `delete process.getBuiltinModule; ${load} ${say}`,
  "core-js.mjs": `
    const { toString } = Function.prototype;
    Function.prototype.toString = function () { return toString.call(this); };
    const { runtimeFacts } = await import("./facts.mjs"); ${say}`,
  "closed.mjs": `Object.preventExtensions(globalThis); const { runtimeFacts } = await import("./facts.mjs"); ${say}`,
  "late.mjs": `
    ${load}
    const owners = [
      [Reflect, ["apply", "getOwnPropertyDescriptor", "getPrototypeOf", "isExtensible", "ownKeys"]],
      [Object, ["create", "setPrototypeOf"]],
      [Function.prototype, ["toString"]],
      [String.prototype, ["includes", "startsWith", "toLowerCase"]],
    ];
    for (const [owner, names] of owners) for (const name of names) owner[name] = () => { throw new Error("replaced"); };
    ${say}`,
  "electron-main.mjs": `process.type = "browser"; ${load} ${say}`,
  "electron-renderer.mjs": `process.type = "renderer"; ${load} ${say}`,
  "electron-worker.mjs": `process.type = "worker"; ${load} ${say}`,
  "nw.mjs": `Object.defineProperty(process, "versions", { value: { ...process.versions, nw: "0.90.0" } }); ${load} ${say}`,
  "webcontainer.mjs": `Object.defineProperty(process, "versions", { value: { ...process.versions, webcontainer: "1.0.0" } }); ${load} ${say}`,
  "throwing.mjs": `Object.defineProperty(globalThis, "process", { get() { throw new Error("no"); } }); ${load} ${say}`,
};

const programRows = (folder) => [
  { name: "Node.js 20", use: "node20", file: "plain.mjs", marks: node },
  { name: "Node.js 24", use: "node24", file: "plain.mjs", marks: node },
  { name: "a worker thread of Node.js 20", use: "node20", file: "thread.mjs", marks: node },
  { name: "a worker thread of Node.js 24", use: "node24", file: "thread.mjs", marks: node },
  { name: "a forked process", use: "node20", file: "fork.mjs", marks: node },
  { name: "Node.js with frozen intrinsics", use: "node20", flags: ["--frozen-intrinsics"], file: "plain.mjs", marks: node },
  { name: "Node.js without __proto__", use: "node20", flags: ["--disable-proto=delete"], file: "plain.mjs", marks: node },
  { name: "Node.js with a throwing __proto__", use: "node24", flags: ["--disable-proto=throw"], file: "plain.mjs", marks: node },
  { name: "Node.js under its permission model", use: "node24", flags: ["--permission", `--allow-fs-read=${folder}`], file: "plain.mjs", marks: node },
  { name: "Node.js that forbids code from strings", use: "node20", flags: ["--disallow-code-generation-from-strings"], file: "plain.mjs", marks: node },
  { name: "Node.js with window and document set", use: "node20", file: "window.mjs", marks: node },
  { name: "Node.js with a document whose accessor is native and removable", use: "node20", file: "removable.mjs", marks: node },
  { name: "Node.js with jsdom's globals", use: "node20", file: "jsdom.mjs", marks: node },
  { name: "Node.js 24 with jsdom's globals", use: "node24", file: "jsdom.mjs", marks: node },
  { name: "Node.js with happy-dom's globals", use: "node20", file: "happy-dom.mjs", marks: node },
  { name: "Node.js with a replaced Function.prototype.toString", use: "node20", file: "core-js.mjs", marks: node },
  { name: "Node.js before 20.16", use: "node20", file: "old-node.mjs", marks: ["NATIVE_PROCESS", "NODE_VERSION"] },
  { name: "Node.js whose natives are replaced later", use: "node20", file: "late.mjs", marks: node },
  { name: "Deno whose natives are replaced later", use: "deno", flags: ["run"], file: "late.mjs", marks: deno },
  { name: "Electron's main process, imitated", use: "node20", file: "electron-main.mjs", marks: node },
  { name: "Deno without permissions", use: "deno", flags: ["run"], file: "plain.mjs", marks: deno },
  { name: "Deno with all permissions", use: "deno", flags: ["run", "-A"], file: "plain.mjs", marks: deno },
  { name: "a web worker of Deno", use: "deno", flags: ["run", "-A"], file: "in-web-worker.mjs", marks: deno },
  { name: "a worker thread of Deno", use: "deno", flags: ["run", "-A"], file: "thread.mjs", marks: deno },
  { name: "Deno with window and document set", use: "deno", flags: ["run", "-A"], file: "window.mjs", marks: deno },
  { name: "Bun", use: "bun", file: "plain.mjs", marks: bun },
  { name: "Bun with a closed global object", use: "bun", file: "closed.mjs", marks: bun },
  { name: "a web worker of Bun", use: "bun", file: "in-web-worker.mjs", marks: bun },
  { name: "a worker thread of Bun", use: "bun", file: "thread.mjs", marks: bun },
  { name: "Bun with window and document set", use: "bun", file: "window.mjs", marks: bun },
  { name: "an Electron renderer, imitated", use: "node20", file: "electron-renderer.mjs", marks: ["ELECTRON_RENDERER"] },
  { name: "an Electron worker, imitated", use: "node20", file: "electron-worker.mjs", marks: ["ELECTRON_RENDERER"] },
  { name: "NW.js, imitated", use: "node20", file: "nw.mjs", marks: ["NW_JS"] },
  { name: "a WebContainer, imitated", use: "node20", file: "webcontainer.mjs", marks: ["WEB_CONTAINER"] },
  { name: "globals that throw", use: "node20", file: "throwing.mjs", marks: ["UNREADABLE"] },
];

/** Hosts inside this process, each given the facts as a script. */
function hostRows() {
  const vm = require("node:vm");
  const { JSDOM } = require("jsdom");
  const { Window } = require("happy-dom");
  const { EdgeVM } = require("@edge-runtime/vm");
  const call = "subject.runtimeFacts();";
  const inContext = (globals, before = "") => (script) => vm.runInNewContext(`${before}\n${script}\n${call}`, globals);
  const inEdge = (options, before = "") => (script) => new EdgeVM(options).evaluate(`${before}\n${script}\n${call}`);
  const reactNative = { navigator: { product: "ReactNative" }, window: {} };
  const nodeProcess = { process };
  return [
    { name: "edge-runtime", run: inEdge(), marks: ["EDGE_RUNTIME"] },
    { name: "edge-runtime with a process of its own", run: inEdge({ extend: (context) => Object.assign(context, { process: { env: {} } }) }), marks: ["EDGE_RUNTIME"] },
    { name: "edge-runtime with window set", run: inEdge({}, "globalThis.window = globalThis;"), marks: ["EDGE_RUNTIME"] },
    { name: "a context of node:vm", run: inContext({}), marks: [] },
    { name: "a context of node:vm that was given process", run: inContext(nodeProcess), marks: node },
    { name: "jsdom's own window", run: (script) => new JSDOM("", { runScripts: "outside-only" }).window.eval(`${script}\n${call}`), marks: ["BROWSER_SHAPE"] },
    { name: "happy-dom's own window", run: (script) => new Window({ settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true } }).eval(`${script}\n${call}`), marks: ["BROWSER_SHAPE"] },
    { name: "React Native on another engine, imitated", run: inContext(reactNative), marks: ["REACT_NATIVE"] },
    { name: "React Native on Hermes, imitated", run: inContext({ ...reactNative, HermesInternal: {} }), marks: ["REACT_NATIVE", "HERMES"] },
    { name: "React Native's bridge alone, imitated", run: inContext({ __fbBatchedBridge: {} }), marks: ["REACT_NATIVE"] },
    ...[
      ["agreeing to all", { isProxy: () => true, isArgumentsObject: () => true }],
      ["denying all", { isProxy: () => false, isArgumentsObject: () => false }],
      ["guessing by tag", guessingTypes],
      ["agreeing to arguments, knowing proxies", { isProxy, isArgumentsObject: () => true }],
      ["denying arguments, knowing proxies", { isProxy, isArgumentsObject: () => false }],
      ["agreeing to proxies, knowing arguments", { isProxy: () => true, isArgumentsObject }],
      ["denying proxies, knowing arguments", { isProxy: () => false, isArgumentsObject }],
    ].map(([how, types]) => ({ name: `process polyfilled, util.types ${how}`, run: inContext({ process: fakeProcess(types) }), marks: [] })),
    { name: "process polyfilled, getBuiltinModule throwing", run: inContext({ process: { versions: { node: "22.0.0" }, getBuiltinModule() { throw new Error("not supported"); } } }), marks: [] },
    { name: "process polyfilled, a bound reallyExit", run: inContext({ process: { versions: { node: "20.0.0" }, reallyExit: function reallyExit() {}.bind(null) } }), marks: [] },
    { name: "process with real types and no version", run: inContext({ process: { versions: {}, getBuiltinModule: process.getBuiltinModule } }), marks: [] },
    { name: "Deno faked by a constant inspect", run: inContext({ Deno: { inspect: () => "Proxy [ {}, {} ]" } }), marks: [] },
    { name: "Deno faked, inspect knowing proxies", run: inContext({ Deno: { inspect: (value) => (isProxy(value) ? "Proxy [ {}, {} ]" : "{}") } }), marks: [] },
    { name: "Deno faked, inspect knowing arguments", run: inContext({ Deno: { inspect: (value) => (isArgumentsObject(value) ? "[Arguments] {}" : "{}") } }), marks: [] },
    { name: "EdgeRuntime faked without WebAssembly", run: inContext({ EdgeRuntime: "edge-runtime", WebAssembly: { Module: class Module {} } }), marks: [] },
    { name: "WebSocketPair faked by bound functions", run: inContext({}, workerd("(() => {}).bind()", "(() => {}).bind()")), marks: [] },
    { name: "WebSocketPair faked by functions with a text of their own", run: inContext({}, workerd(ownText("WebSocketPair"), ownText("accept"))), marks: [] },
    { name: "WebSocketPair faked beside a native accept", run: inContext({}, `${nativeText("accept")} ${workerd("class {}", "function accept() {}")}`), marks: [] },
    { name: "a native WebSocketPair beside a faked accept", run: inContext({}, `${nativeText("WebSocketPair")} ${workerd("function WebSocketPair() {}", "() => {}")}`), marks: [] },
    { name: "the global object replaced by a Proxy", run: (script) => vm.runInNewContext(`(function (globalThis) { ${script}\nreturn ${call} })(new Proxy({}, {}))`), marks: [] },
  ];
}

const { isArgumentsObject, isProxy } = types;
const workerd = (pair, accept) => `globalThis.WebSocketPair = ${pair}; globalThis.WebSocket = { prototype: { accept: ${accept} } };`;
const ownText = (name) => `Object.assign(() => {}, { toString: () => "function ${name}() { [native code] }" })`;
/** As if the engine had made every function of that name. */
const nativeText = (name) => `
  const { toString } = Function.prototype;
  Function.prototype.toString = function () { return this.name === "${name}" ? "function ${name}() { [native code] }" : toString.call(this); };`;
const fakeProcess = (types) => ({ versions: { node: "22.0.0" }, getBuiltinModule: () => ({ types }) });
const guessingTypes = {
  isArgumentsObject: (value) => Object.prototype.toString.call(value) === "[object Arguments]",
  isProxy: (value) => Object.getPrototypeOf(value) !== null && Object.keys(value).length === 0,
};

export async function servers() {
  const folder = await mkdtemp(join(tmpdir(), "bigcommerce-tokens-servers-"));
  try {
    await writeFile(join(folder, "facts.mjs"), await factsModule());
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await table("servers", programRows(folder), async ({ use, flags = [], file, marks }) => {
      const { stdout } = await run(programs[use](), [...flags, join(folder, file)], { timeout: 60_000 });
      assert.deepEqual(names(JSON.parse(stdout)), marks);
    });
    const script = await factsScript();
    await table("hosts", hostRows(), ({ run: evaluate, marks }) => assert.deepEqual(names(evaluate(script)), marks));
    await table("workerd", workerdRows, async ({ read, marks }) => assert.deepEqual(names(await read(folder)), marks));
  } finally {
    await rm(folder, { recursive: true });
  }
}
