// Must be imported before the library: stands in front of WebAssembly.Instance, so that tests can look into the linear
// memory and make an export trap. The wrapped class stays a Proxy of the native one, which also keeps it native to look at.

/** Traps replace instances; of the replaced ones a few are enough. */
const KEPT = 4;

const state = { memories: /** @type {WebAssembly.Memory[]} */ ([]), calls: 0, trapAt: Infinity };

function wrapExports(exports) {
  const wrapped = Object.create(null);
  for (const [name, value] of Object.entries(exports)) {
    wrapped[name] = typeof value === "function" ? (...args) => {
      state.calls += 1;
      if (state.calls === state.trapAt) throw new WebAssembly.RuntimeError("unreachable");
      return value(...args);
    } : value;
  }
  return wrapped;
}

const Native = WebAssembly.Instance;
WebAssembly.Instance = new Proxy(Native, {
  construct(target, args) {
    const instance = Reflect.construct(target, args);
    const { exports } = instance;
    // Node's own fetch parses HTTP in WebAssembly, whose memory holds every answer.
    if (!Object.keys(exports).some((name) => name.startsWith("__wbindgen"))) return instance;
    state.memories = [.../** @type {WebAssembly.Memory[]} */ (state.memories).slice(1 - KEPT), /** @type {WebAssembly.Memory} */ (exports.memory)];
    return Object.create(Native.prototype, { exports: { value: wrapExports(exports), enumerable: true } });
  },
});

/** The linear memories that were made last, those of replaced instances among them. */
export const memories = () => state.memories;

/** Calls into WebAssembly so far. */
export const callsMade = () => state.calls;

/** Lets the n-th call into WebAssembly from now on trap. */
export function trapAtCall(n) {
  state.trapAt = state.calls + n;
}

export function disarm() {
  state.trapAt = Infinity;
}
