// The Durable Object behind durableObjectStore(): records and leases, judged by one clock.
//
// Between two calls to storage no other request enters, so what reads and then writes is one step. It has no base class, since
// "cloudflare:workers" exists nowhere else, and is asked by fetch, which needs none.

/** How many entries storage deletes at once. */
const BATCH = 128;

export class TokenLeaseObject {
  #storage;

  /** @param {import("../types/stores.d.ts").DurableObjectStateLike} state */
  constructor(state) {
    this.#storage = state.storage;
  }

  /** @param {any} request */
  async fetch(request) {
    const { operation, ...command } = await request.json();
    const result = await this.#run(operation, command);
    return Response.json({ result }, { status: result === undefined ? 400 : 200 });
  }

  /** Forgets what is over, and comes back for what is not. */
  async alarm() {
    const entries = [...(await this.#storage.list())];
    const now = Date.now();
    const over = entries.filter(([, { deadline }]) => !(now < deadline)).map(([name]) => name);
    while (over.length > 0) await this.#storage.delete(over.splice(0, BATCH));
    const deadlines = entries.map(([, { deadline }]) => deadline).filter((deadline) => now < deadline);
    if (deadlines.length > 0) await this.#storage.setAlarm(Math.min(...deadlines));
  }

  /** @param {string} operation @param {any} command */
  async #run(operation, { key, value, holder, lifeMs }) {
    const [record, lease] = [`record:${key}`, `lease:${key}`];
    switch (operation) {
      case "get":
        return (await this.#living(record))?.value ?? null;
      case "set":
        return this.#put(record, { value }, lifeMs);
      case "delete":
        return this.#storage.delete(record);
      case "lease":
        return (await this.#living(lease)) === undefined && this.#put(lease, { holder }, lifeMs);
      case "release":
        return (await this.#living(lease))?.holder === holder && this.#storage.delete(lease);
      default:
        return undefined;
    }
  }

  /** @param {string} name @returns {Promise<any>} */
  async #living(name) {
    const entry = await this.#storage.get(name);
    return Date.now() < entry?.deadline ? entry : undefined;
  }

  /** @param {string} name @param {object} content @param {number} lifeMs */
  async #put(name, content, lifeMs) {
    const deadline = Date.now() + lifeMs;
    await this.#storage.put(name, { ...content, deadline });
    // One alarm is enough: it sets the next.
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(deadline);
    return true;
  }
}
