// A Durable Object as a store: see token-lease-object.js for the other side.
import { leasingStoreOver } from "./backend.js";
import { checkMethods } from "./check.js";
import { nameOf, newHolder } from "./names.js";

const STORE = "durableObjectStore";

/** @param {any} target a namespace or a stub @param {import("../types/stores.d.ts").PrefixOptions} [options] @returns {import("../types/stores.d.ts").LeasingTokenStore} */
export function durableObjectStore(target, { prefix = "bigcommerce-tokens:" } = {}) {
  // By `fetch`, which no namespace has: a stub answers to every other name, as to a method of its class.
  const isStub = typeof target?.fetch === "function";
  checkMethods(STORE, "a Durable Object namespace or a stub", target, isStub ? [] : ["idFromName", "get"]);

  /**
   * From a namespace each call takes a new stub: one that was made for another request may not be used by this one, and one
   * that has failed stays broken.
   *
   * @param {string} name
   */
  const stubFor = (name) => (isStub ? target : target.get(target.idFromName(name)));

  /** @param {string} operation @param {string} key @param {{ value?: string, holder?: string, lifeMs?: number }} [more] */
  async function ask(operation, key, more) {
    const name = `${prefix}${await nameOf(key)}`;
    const body = JSON.stringify({ operation, key: name, ...more });
    const response = await stubFor(name).fetch("https://token-lease-object/", { method: "POST", body });
    if (!response.ok) throw new RangeError("another class than TokenLeaseObject, or another version");
    return (await response.json()).result;
  }

  const backend = {
    /** @param {string} key */
    read: (key) => ask("get", key),
    /** @param {string} key @param {string} value @param {number} lifeMs */
    write: (key, value, lifeMs) => ask("set", key, { value, lifeMs }),
    /** @param {string} key */
    remove: (key) => ask("delete", key),
  };

  return leasingStoreOver(STORE, backend, async (key, lifeMs) => {
    const holder = newHolder();
    return (await ask("lease", key, { holder, lifeMs })) === true ? () => ask("release", key, { holder }) : null;
  });
}
