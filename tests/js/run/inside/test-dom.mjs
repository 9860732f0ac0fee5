// Puts a test DOM over Node's globals, as set-ups for browser-like tests do: everything the window has, except what would
// take the network or the event loop away from Node. Its AbortController is left out of the globals since Node's fetch takes
// no foreign signal since version 22; the tests hand its signals to the library all the same. (jsdom's own btoa calls the global one, and so would call itself.)

const KEPT = new Set(["undefined", "NaN", "Infinity", "globalThis", "global", "process", "Buffer", "console", "performance", "crypto", "fetch", "Headers", "Request", "Response", "FormData", "queueMicrotask", "structuredClone", "atob", "btoa", "AbortController", "AbortSignal",
  "setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate", "WebAssembly", "TextEncoder", "TextDecoder", "ReadableStream", "WritableStream", "TransformStream", "Blob", "File", "URL", "URLSearchParams", "eval"]);
const LANGUAGE = /^(Object|Function|Array|Number|String|Boolean|Symbol|BigInt|Math|JSON|Date|RegExp|Promise|Proxy|Reflect|Map|Set|WeakMap|WeakSet|WeakRef|FinalizationRegistry|Atomics|Intl|Iterator|.*Array|ArrayBuffer|SharedArrayBuffer|DataView|.*Error|parseInt|parseFloat|isNaN|isFinite|(en|de)codeURI(Component)?|(un)?escape)$/;

/** Where tests find the DOM's own window, since `window` becomes the global object. */
export const DOM_WINDOW = Symbol.for("bigcommerce-tokens-tests.window");

/** @param {string} tool @param {any} module */
export function installDom(tool, module) {
  const window = tool === "jsdom" ? new module.JSDOM("<!doctype html>", { url: "https://store.example.com/", pretendToBeVisual: true }).window : new module.Window({ url: "https://store.example.com/" });
  Object.defineProperty(globalThis, DOM_WINDOW, { value: window });
  for (const key of Object.getOwnPropertyNames(window)) {
    if (KEPT.has(key) || LANGUAGE.test(key)) continue;
    const value = window[key];
    if (value === undefined) continue;
    Object.defineProperty(globalThis, key, { value: value === window ? globalThis : value, configurable: true, writable: true, enumerable: false });
  }
  for (const key of ["window", "self", "parent", "top", "document", "navigator", "location"]) {
    const value = ["document", "navigator", "location"].includes(key) ? window[key] : globalThis;
    Object.defineProperty(globalThis, key, { value, configurable: true, writable: true, enumerable: false });
  }
}
