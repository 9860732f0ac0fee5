// What a page may have done to look like a server. Every fake is tried before the package loads and again after.
//
// A fake is the text of statements; `hides` names the mark that it does hide where it comes first. `drop(name)` deletes a global, `put(name, value)` sets one; neither ever throws.
import { build } from "esbuild";
import { here } from "./paths.mjs";

export const helpers = `
  const drop = (...names) => { for (const name of names) try { delete globalThis[name]; } catch {} };
  const put = (name, value) => { try { Object.defineProperty(globalThis, name, { configurable: true, writable: true, value }); } catch {} };
`;

const versions = `{ node: "22.23.4", v8: "12.4", modules: "127" }`;
const processWith = (types) => `
  put("process", { versions: ${versions}, version: "v22.23.4", release: { name: "node" }, platform: "linux", argv: [], env: {},
    cwd: () => "/", reallyExit: function reallyExit() {}.bind(null), getBuiltinModule: () => ({ types: ${types} }) });`;

const scopes = `"Window", "Document", "HTMLElement", "WorkerNavigator", "WorkerLocation", "WorkerGlobalScope", "DedicatedWorkerGlobalScope",
  "SharedWorkerGlobalScope", "ServiceWorkerGlobalScope", "WorkletGlobalScope", "AudioWorkletGlobalScope", "importScripts", "navigator", "location",
  "XMLHttpRequest", "window", "document", "chrome"`;

/** Records every proxy made, and looks at an object's own marks: the best that code without an engine can do. */
const recordingTypes = `(() => {
  const made = new WeakSet();
  const Native = Proxy;
  put("Proxy", new Native(Native, { construct(target, list) { const proxy = new target(...list); made.add(proxy); return proxy; } }));
  const isArgumentsObject = (value) => Object.prototype.toString.call(value) === "[object Arguments]"
    || (Object.hasOwn(value, "callee") && !Object.hasOwn(value, "constructor"));
  return { isProxy: (value) => made.has(value), isArgumentsObject };
})()`;

const lyingSource = (answer) => `
  const { toString } = Function.prototype;
  const lie = { toString() { return ${answer}; } }.toString;
  Object.defineProperty(Function.prototype, "toString", { configurable: true, writable: true, value: lie });`;

const blindReflection = `
  const hidden = new Set(["document", "window"]);
  for (const owner of [Object, Reflect]) {
    const { getOwnPropertyDescriptor } = owner;
    owner.getOwnPropertyDescriptor = (target, key) => (hidden.has(key) ? undefined : getOwnPropertyDescriptor(target, key));
  }`;

const edge = `put("EdgeRuntime", "edge-runtime");`;
const fakeWorkerd = `
  put("WebSocketPair", class WebSocketPair {});
  put("WebSocket", class WebSocket { accept() {} });
  put("caches", { default: {} });`;

/** Whole polyfills as their packages ship them, set as globals the way bundler plugins do. */
async function polyfill(processModule, utilModule) {
  const contents = `
    import process from ${JSON.stringify(processModule)};
    import * as util from ${JSON.stringify(utilModule)};
    const own = Object.create(process);
    Object.defineProperty(own, "versions", { value: ${versions} });
    Object.defineProperty(own, "getBuiltinModule", { value: () => util.default ?? util });
    globalThis.process = own;
    globalThis.global = globalThis;`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true, write: false, format: "iife", platform: "browser", logLevel: "silent",
  });
  return outputFiles[0].text;
}

export async function allFakes() {
  return [
    { name: "nothing faked", code: "" },
    { name: "process of @jspm/core", code: await polyfill("@jspm/core/nodelibs/process", "@jspm/core/nodelibs/util") },
    { name: "process of unenv", code: await polyfill("unenv/runtime/node/process/index", "unenv/runtime/node/util/index") },
    { name: "process whose util.types always agrees", code: processWith("{ isProxy: () => true, isArgumentsObject: () => true }") },
    { name: "process whose util.types records proxies", code: processWith(recordingTypes) },
    { name: "process of an Electron renderer", code: `${processWith("{ isProxy: () => true }")} process.type = "renderer"; process.versions.electron = "41.0.0";` },
    { name: "Deno", code: `put("Deno", { version: { deno: "2.9.6" }, inspect: (value, options) => (options ? "Proxy [ {}, {} ]" : "[Arguments] {}") });` },
    { name: "Bun", code: `put("Bun", { version: "1.4.5" }); ${processWith("{ isProxy: () => true, isArgumentsObject: () => true }")} process.versions.bun = "1.4.5";` },
    { name: "EdgeRuntime", code: edge },
    { name: "WebSocketPair and caches.default", code: fakeWorkerd },
    { name: "WebSocketPair as another native constructor", code: `put("WebSocketPair", globalThis.WebSocket ?? Map); put("WebSocket", { prototype: { accept: Map.prototype.get } });` },
    { name: "the user agent of Node.js", code: `put("navigator", { userAgent: "Node.js/22", platform: "linux" });` },
    { name: "constructors deleted, EdgeRuntime set", code: `drop(${scopes}); ${edge}` },
    { name: "constructors replaced, EdgeRuntime set", code: `for (const name of [${scopes}]) put(name, class {}); ${edge}` },
    { name: "every function shows JavaScript source", code: `${lyingSource('"function polyfill() {}"')} ${edge}` },
    { name: "every function shows its name and native code", code: `${lyingSource('"function " + this.name + "() { [native code] }"')} ${fakeWorkerd} drop(${scopes});` },
    { name: "own properties hidden", hides: "UNFORGEABLE_WINDOW", code: `${blindReflection} drop(${scopes}); ${edge}` },
    { name: "a cycle of prototypes pretended", hides: "IMMUTABLE_GLOBAL", code: `Object.setPrototypeOf = () => { throw new TypeError("Cyclic __proto__ value"); }; ${edge}` },
    { name: "everything but the global's prototype", hides: "UNFORGEABLE_WINDOW", code: `${lyingSource('"function polyfill() {}"')} ${blindReflection} drop(${scopes}); ${edge} ${processWith(recordingTypes)}` },
  ];
}
