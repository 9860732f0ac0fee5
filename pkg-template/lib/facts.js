// What this host shows about itself, as one number: the only place that looks at globals to tell a server from a browser.
// Nothing is decided here; `judge` in src/runtime.rs decides, from the marks alone.
//
// A mark counts only if ordinary code cannot make it. Names, user agents and `process` objects are copied by polyfills
// every day, so a browser is known by what only its engine makes, and a server by what only its engine can tell.

// The names and numbers of src/runtime.rs; tests/runtime.rs compares the two files.
const ELECTRON_RENDERER = 1 << 0;
const NW_JS = 1 << 1;
const WEB_CONTAINER = 1 << 2;
const REACT_NATIVE = 1 << 3;
const HERMES = 1 << 4;
const EXTENSION = 1 << 5;
const UNFORGEABLE_WINDOW = 1 << 6;
const NATIVE_DOM = 1 << 7;
const NATIVE_WORKLET_SCOPE = 1 << 8;
const NATIVE_WORKER_SCOPE = 1 << 9;
const IMMUTABLE_GLOBAL = 1 << 10;
const BROWSER_SHAPE = 1 << 11;
const UNREADABLE = 1 << 12;
const ENGINE_TYPES = 1 << 16;
const NATIVE_PROCESS = 1 << 17;
const NODE_VERSION = 1 << 18;
const BUN_VERSION = 1 << 19;
const DENO_INSPECT = 1 << 20;
const NATIVE_WORKERD = 1 << 21;
const EDGE_RUNTIME = 1 << 22;

/**
 * The half of the bits that refuse. For the one moment when nobody can judge: a host that does not run WebAssembly at all,
 * such as Hermes or a page whose content security policy forbids it, is still called a browser if it showed a mark of one.
 */
export const BROWSER_MARKS = 0xffff;

// Taken while this module loads, so that code that runs later cannot lie through them.
const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, isExtensible, ownKeys } = Reflect;
const { create, setPrototypeOf } = Object;
const { toString: sourceText } = Function.prototype;
const { includes, startsWith, toLowerCase } = String.prototype;
/** @type {any} */
const host = globalThis;

// Made by syntax, so that no replaced constructor saw it, and tagged, so that only the engine can tell it from its twin.
const engineMade = (function () {
  return arguments;
})();
defineProperty(engineMade, Symbol.toStringTag, { value: "Object" });
const twin = {};
for (const key of ownKeys(engineMade)) {
  defineProperty(twin, key, /** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(engineMade, key)));
}
const proxy = new Proxy({}, {});

const immutableGlobal = hasImmutableGlobal() ? IMMUTABLE_GLOBAL : 0;

// What this server runtime proved. Kept, because an engine that could tell once is the same engine at the next call.
let proof = 0;

/**
 * Collects the marks of this host. Never throws, starts nothing and sends nothing; cheap enough to run before every send.
 *
 * @returns {number} a set of the bits named above
 */
export function runtimeFacts() {
  try {
    let marks = scopeMarks();
    // These two are asked first, because the first touch of `process` costs Deno 19 ms.
    if (marks === 0 && proof === 0) proof = workerdProof() || denoProof();
    if (proof === NATIVE_WORKERD || proof === DENO_INSPECT) return marks | proof;
    marks |= processMarks();
    if (marks === 0 && proof === 0) proof = nodeProof();
    return proof === 0 ? marks | unprovenMarks() : marks | proof;
  } catch {
    return UNREADABLE;
  }
}

/** Marks of a page, a worker or a worklet that its engine made. */
function scopeMarks() {
  let marks = immutableGlobal;
  if ("document" in host && isUnforgeable(host, "document")) marks |= UNFORGEABLE_WINDOW;
  if (isNative(host.Document, "Document") || isNative(host.HTMLElement, "HTMLElement")) marks |= NATIVE_DOM;
  if (isNative(host.WorkerNavigator, "WorkerNavigator")) marks |= NATIVE_WORKER_SCOPE;
  if (isNative(host.WorkletGlobalScope, "WorkletGlobalScope")) marks |= NATIVE_WORKLET_SCOPE;
  return marks;
}

/** Marks that browsers with a real `process` of Node.js leave on it. */
function processMarks() {
  const { process } = host;
  if (typeof process !== "object" || process === null) return 0;
  const { type, versions } = process;
  let marks = 0;
  // Electron's main and utility processes are servers; every other kind runs a page's code.
  if (typeof type === "string" && type !== "browser" && type !== "utility") marks |= ELECTRON_RENDERER;
  if (versions?.nw !== undefined) marks |= NW_JS;
  if (versions?.webcontainer !== undefined) marks |= WEB_CONTAINER;
  return marks;
}

/** Looked for only where no server runtime proved itself: there a mere resemblance is enough to refuse. */
function unprovenMarks() {
  const { chrome, browser, navigator } = host;
  let marks = 0;
  // The content scripts of some browsers inherit the window instead of being it.
  for (let scope = getPrototypeOf(host); scope !== null; scope = getPrototypeOf(scope)) {
    if (isUnforgeable(scope, "document")) marks |= UNFORGEABLE_WINDOW;
  }
  if ((chrome?.runtime?.id ?? browser?.runtime?.id) !== undefined) marks |= EXTENSION;
  if (navigator?.product === "ReactNative" || "__fbBatchedBridge" in host) marks |= REACT_NATIVE;
  if ("HermesInternal" in host) marks |= HERMES;
  if ("document" in host || "HTMLElement" in host) marks |= BROWSER_SHAPE;
  if (apply(startsWith, `${navigator?.userAgent}`, ["Mozilla/"])) marks |= BROWSER_SHAPE;
  // The one mark that anybody can make: it counts only where none of the others does.
  if (typeof host.EdgeRuntime === "string" && isNative(host.WebAssembly?.Module, "Module")) marks |= EDGE_RUNTIME;
  return marks;
}

function workerdProof() {
  // In this order: merely naming `WebSocket` makes Node.js load its whole fetch, 20 ms.
  if (!isNative(host.WebSocketPair, "WebSocketPair")) return 0;
  return isNative(host.WebSocket?.prototype?.accept, "accept") ? NATIVE_WORKERD : 0;
}

function denoProof() {
  const { Deno } = host;
  if (typeof Deno?.inspect !== "function") return 0;
  try {
    /** @param {object} value @param {string} start */
    const shows = (value, start) => apply(startsWith, Deno.inspect(value, { showProxy: true }), [start]);
    const tellsArguments = shows(engineMade, "[Arguments]") && !shows(twin, "[Arguments]");
    return tellsArguments && shows(proxy, "Proxy [") && !shows({}, "Proxy [") ? DENO_INSPECT : 0;
  } catch {
    return 0;
  }
}

function nodeProof() {
  try {
    const { process } = host;
    const { getBuiltinModule, reallyExit, versions } = process;
    const version = versions.bun === undefined ? (versions.node === undefined ? 0 : NODE_VERSION) : BUN_VERSION;
    if (version === 0) return 0;
    // Node.js before 20.16 has no way to its modules that works in every module format.
    if (getBuiltinModule === undefined) return isNative(reallyExit, "reallyExit") ? NATIVE_PROCESS | version : 0;
    const { types } = apply(getBuiltinModule, process, ["node:util"]);
    const tellsArguments = types.isArgumentsObject(engineMade) === true && types.isArgumentsObject(twin) === false;
    const tellsProxies = types.isProxy(proxy) === true && types.isProxy(twin) === false;
    return tellsArguments && tellsProxies ? ENGINE_TYPES | version : 0;
  } catch {
    return 0;
  }
}

/**
 * Web IDL makes the prototype of a page's, a worker's and a worklet's global object immutable, which no code can undo;
 * no server runtime does so. A cycle is asked for, so that nothing changes either way: engines name the reason they refuse.
 */
function hasImmutableGlobal() {
  try {
    const prototype = getPrototypeOf(host);
    try {
      setPrototypeOf(host, create(host));
    } catch (error) {
      const reason = apply(toLowerCase, `${/** @type {Error} */ (error).message}`, []);
      if (!isExtensible(host)) return apply(includes, reason, ["immutable"]);
      return !apply(includes, reason, ["cycl"]) && !apply(includes, reason, ["circular"]);
    }
    // Only a Proxy in the place of the global object hides the cycle.
    setPrototypeOf(host, prototype);
    return false;
  } catch {
    return true;
  }
}

/**
 * A function of the engine's own under its own name: bound functions and proxies print without one, polyfills as source.
 *
 * @param {unknown} value
 * @param {string} name
 * @returns {boolean}
 */
function isNative(value, name) {
  if (typeof value !== "function") return false;
  const source = apply(sourceText, value, []);
  return apply(startsWith, source, [`function ${name}(`]) && apply(includes, source, ["[native code]"]);
}

/**
 * An accessor that no code can remove and that the engine made; jsdom's windows have the same one, written in JavaScript.
 *
 * @param {object} scope
 * @param {string} name
 * @returns {boolean}
 */
function isUnforgeable(scope, name) {
  const property = getOwnPropertyDescriptor(scope, name);
  if (property === undefined || property.configurable || property.get === undefined) return false;
  const source = apply(sourceText, property.get, []);
  return apply(includes, source, ["[native code]"]) || apply(includes, heritageError(property.get), ["[native code]"]);
}

/**
 * V8 quotes the source of what cannot be extended, whatever became of `Function.prototype.toString` before this file loaded.
 *
 * @param {any} getter
 */
function heritageError(getter) {
  try {
    return `${class extends getter {}}`;
  } catch (error) {
    return `${/** @type {Error} */ (error).message}`;
  }
}
