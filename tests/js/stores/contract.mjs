// What every store promises, as a list of tests without imports of any runtime, so that Node, Deno and workerd run the same.
import { check, equal, pause, rejection } from "../suite/support/check.mjs";

/**
 * @typedef {object} Subject
 * @property {() => any} open another store on the same backend, as another machine would have it
 * @property {boolean} leases
 * @property {(key: string, text: string) => Promise<unknown>} [plant] puts a text where the store looks for this key's record
 */

const LONG = 60_000;
/** Long enough for a busy machine to do a few calls in, short enough to wait for. */
const SHORT = 400;

let count = 0;
const newKey = (label = "key") => `${label}-${(count += 1)}-${Math.random().toString(36).slice(2)}`;

const VALUES = {
  empty: "",
  "JSON of an object": '{"version":1,"token":"synthetic0token"}',
  "JSON of a list": "[1,2]",
  "a number": "12345678901234567890",
  "a word of JSON": "null",
  quoted: '"text"',
  "other alphabets, line ends and NUL": "ключ 鍵 🔑\r\n\t\u0000end",
  "what a store writes itself": "t1.99999999999999.inner",
  "a byte order mark first": "\ufefftext",
  large: `${"0123456789abcdef".repeat(2_500)}.`,
};

/** Each pair is one key to a careless backend. */
const ODD_KEYS = ["", ".", "..", "a/b", "a:b", "a\\b", "a", "a?b", "A", ":a:", "a b", "a\u0000b", "ä", "a\u0308", "🔑", "__proto__", "constructor", "record:a", "lease:a", "%61", "x".repeat(500), "x".repeat(600), `${"x".repeat(600)}y`];

const GARBAGE = ["", "garbage", "{}", "null", "t1.", "t1.later.text", "t9.99999999999999.text", "99999999999999.text", '{"token":"of an older format"}'];

/** @type {{ name: string, leases?: true, plants?: true, run: (subject: Subject) => Promise<void> }[]} */
export const contract = [
  {
    name: "an unknown key has no value",
    async run({ open }) {
      equal(await open().get(newKey()), null, "get");
    },
  },
  {
    name: "another client reads what one has set",
    async run({ open }) {
      const [one, other, key] = [open(), open(), newKey()];
      equal(await one.set(key, "first", { ttlMs: LONG }), undefined, "set");
      equal(await other.get(key), "first", "get");
      await other.set(key, "second", { ttlMs: LONG });
      equal(await one.get(key), "second", "get after another set");
    },
  },
  {
    name: "a value comes back as it was",
    async run({ open }) {
      for (const [label, value] of Object.entries(VALUES)) {
        const [store, key] = [open(), newKey()];
        await store.set(key, value, { ttlMs: LONG });
        check((await store.get(key)) === value, `${label}: expected what was set`);
      }
    },
  },
  {
    name: "odd keys are keys of their own",
    async run({ open }) {
      const store = open();
      for (const key of ODD_KEYS) await store.set(key, `value of ${key}`, { ttlMs: LONG });
      for (const key of ODD_KEYS) check((await store.get(key)) === `value of ${key}`, `${JSON.stringify(key)}: expected its own value`);
      for (const key of ODD_KEYS) {
        await store.delete(key);
        equal(await store.get(key), null, `${JSON.stringify(key)} after delete`);
      }
    },
  },
  {
    name: "a deleted value is gone, and deleting nothing is no error",
    async run({ open }) {
      const [store, key] = [open(), newKey()];
      await store.set(key, "value", { ttlMs: LONG });
      equal(await store.delete(key), undefined, "delete");
      equal(await open().get(key), null, "get");
      await store.delete(key);
    },
  },
  {
    name: "a value ends with its life",
    async run({ open }) {
      const [store, key] = [open(), newKey()];
      await store.set(key, "value", { ttlMs: SHORT });
      await pause(SHORT + 50);
      equal(await store.get(key), null, "get");
    },
  },
  {
    name: "a second set decides the life, shorter or longer",
    async run({ open }) {
      const [store, shorter, longer] = [open(), newKey(), newKey()];
      await store.set(shorter, "value", { ttlMs: LONG });
      await store.set(shorter, "value", { ttlMs: SHORT });
      await store.set(longer, "value", { ttlMs: SHORT });
      await store.set(longer, "value", { ttlMs: LONG });
      await pause(SHORT + 50);
      equal(await store.get(shorter), null, "the shorter life");
      equal(await store.get(longer), "value", "the longer life");
    },
  },
  {
    name: "a life of nothing leaves no value",
    async run({ open }) {
      for (const ttlMs of [0, 0.9, -1, -Infinity]) {
        const [store, key] = [open(), newKey()];
        await store.set(key, "before", { ttlMs: LONG });
        await store.set(key, "after", { ttlMs });
        equal(await store.get(key), null, `ttlMs ${ttlMs}`);
      }
    },
  },
  {
    name: "a life that is very long is taken",
    async run({ open }) {
      for (const ttlMs of [Infinity, Number.MAX_SAFE_INTEGER, 2 ** 53 + 2, 1e21, 2 ** 31 * 1_000, 90_061_234.5]) {
        const [store, key] = [open(), newKey()];
        await store.set(key, "value", { ttlMs });
        equal(await store.get(key), "value", `ttlMs ${ttlMs}`);
      }
    },
  },
  {
    name: "wrong arguments are refused without being shown",
    async run({ open }) {
      const store = open();
      const secret = "synthetic0secret0\ud800";
      const calls = {
        "a key that is a number": () => store.get(7),
        "a key with a lone surrogate": () => store.get(secret),
        "a value that is an object": () => store.set("k", { token: secret }, { ttlMs: LONG }),
        "a value with a lone surrogate": () => store.set("k", secret, { ttlMs: LONG }),
        "a life that is a text": () => store.set("k", "v", { ttlMs: "60000" }),
        "a life that is no number": () => store.set("k", "v", { ttlMs: NaN }),
        "no life": () => store.set("k", "v", {}),
        "no options": () => store.set("k", "v"),
        "no key": () => store.delete(undefined),
      };
      if (store.lease) Object.assign(calls, { "a lease without a life": () => store.lease("k"), "a lease of nothing": () => store.lease("k", 0) });
      for (const [label, call] of Object.entries(calls)) {
        const error = await rejection(call);
        check(error instanceof TypeError, `${label}: expected a TypeError, got ${error}`);
        check(!String(error.message).includes("synthetic0secret0"), `${label}: the message shows the value`);
      }
    },
  },
  {
    name: "what the store did not write is no value",
    plants: true,
    async run({ open, plant }) {
      for (const text of GARBAGE) {
        const key = newKey();
        await plant?.(key, text);
        equal(await open().get(key), null, JSON.stringify(text));
        await open().set(key, "value", { ttlMs: LONG });
        equal(await open().get(key), "value", "a set over it");
      }
    },
  },
  {
    name: "one holds a lease, and gives it back",
    leases: true,
    async run({ open }) {
      const [one, other, key] = [open(), open(), newKey()];
      const lease = await one.lease(key, LONG);
      check(lease !== null, "the first gets it");
      equal(await other.lease(key, LONG), null, "another meanwhile");
      equal(await one.lease(key, LONG), null, "the same again");
      equal(await lease.release(), undefined, "release");
      check((await other.lease(key, LONG)) !== null, "another afterwards");
    },
  },
  {
    name: "a lease ends with its life",
    leases: true,
    async run({ open }) {
      const key = newKey();
      check((await open().lease(key, SHORT)) !== null, "the first gets it");
      await pause(SHORT + 50);
      check((await open().lease(key, LONG)) !== null, "another afterwards");
    },
  },
  {
    name: "a release that is late or repeated does not take the lease from another",
    leases: true,
    async run({ open }) {
      const [one, other, key] = [open(), open(), newKey()];
      const expired = await one.lease(key, SHORT);
      await pause(SHORT + 50);
      const held = await other.lease(key, LONG);
      check(held !== null, "another gets it");
      await expired.release();
      await expired.release();
      equal(await one.lease(key, LONG), null, "it is still held");
      await held.release();
      await held.release();
      check((await one.lease(key, LONG)) !== null, "it is free");
    },
  },
  {
    name: "of many who ask at once from two clients one gets the lease",
    leases: true,
    async run({ open }) {
      const stores = [open(), open()];
      for (let round = 0; round < 5; round += 1) {
        const key = newKey();
        const leases = await Promise.all(Array.from({ length: 20 }, (_, index) => stores[index % 2].lease(key, LONG)));
        equal(leases.filter((lease) => lease !== null).length, 1, `round ${round}`);
      }
    },
  },
  {
    name: "of many who find an expired lease one gets it",
    leases: true,
    async run({ open }) {
      const [stores, key] = [[open(), open()], newKey()];
      await stores[0].lease(key, SHORT);
      await pause(SHORT + 50);
      const leases = await Promise.all(Array.from({ length: 20 }, (_, index) => stores[index % 2].lease(key, LONG)));
      equal(leases.filter((lease) => lease !== null).length, 1, "holders");
    },
  },
  {
    name: "leases, records and other keys do not touch each other",
    leases: true,
    async run({ open }) {
      const [store, key] = [open(), newKey()];
      await store.set(key, "value", { ttlMs: LONG });
      const lease = await store.lease(key, LONG);
      check((await store.lease(newKey(), LONG)) !== null, "another key's lease");
      equal(await store.get(key), "value", "the record under a lease");
      await store.delete(key);
      await store.set(key, "again", { ttlMs: LONG });
      equal(await store.lease(key, LONG), null, "the lease after delete and set");
      await lease.release();
      equal(await store.get(key), "again", "the record after release");
      for (const odd of ["", "..", "a/b", "a:b"]) check((await store.lease(odd, SHORT)) !== null, `the lease of ${JSON.stringify(odd)}`);
    },
  },
  {
    name: "a store has leases or no such method",
    async run({ open, leases }) {
      equal(typeof open().lease, leases ? "function" : "undefined", "lease");
    },
  },
];

/** The tests that fit a subject. @param {Pick<Subject, "leases"> & { plants: boolean }} has */
export const testsFor = ({ leases, plants }) => contract.filter((test) => (leases || !test.leases) && (plants || !test.plants));
