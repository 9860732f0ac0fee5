/**
 * A stateful stand-in for BigCommerce's token APIs, written from their documents alone: it shares no code with the library,
 * so that it can disagree with it. `types/sandbox.d.ts` says which behaviour is documented and which is invented.
 */
import { createAnswer } from "./answer.js";
import { signCurrentCustomer } from "./b2b/storefront-tokens.js";
import { createClock } from "./clock.js";
import { createExchange } from "./exchange.js";
import { createFaults } from "./faults.js";
import { createFetch } from "./fetch.js";
import { listen } from "./listen.js";
import { readOptions } from "./options/index.js";
import { createRecorder } from "./record.js";
import { createStore } from "./store.js";

/** Never resolves: a client that was given this address but not the sandbox's `fetch` reaches nobody. */
const NOWHERE = "https://sandbox.invalid";

/** @param {import("../types/sandbox.d.ts").SandboxOptions} [options] @returns {import("../types/sandbox.d.ts").Sandbox} */
export function createSandbox(options) {
  const settings = readOptions(options);
  const clock = createClock();
  const store = createStore(settings);
  const faults = createFaults();
  const recorder = createRecorder(settings);
  const exchange = createExchange({ answer: createAnswer(store, settings.limits, clock), faults, recorder, clock });
  const [account] = settings.accounts;
  const [user] = settings.users;
  const [customer] = settings.customers;
  return Object.freeze({
    fetch: createFetch(exchange, clock),
    listen: (port = 0) => listen({ exchange, clock, page: { storeHash: settings.storeHash, watch: recorder.watch } }, port),
    /** @param {import("../types/sandbox.js").Fault} fault */
    inject: (fault) => faults.inject(fault),
    requests: recorder.requests,
    issued: store.issued,
    clock,
    credentials: Object.freeze({
      storeHash: settings.storeHash,
      accessToken: account.token,
      email: user.email,
      password: user.password,
      customer: Object.freeze({ id: customer.id, email: customer.email, password: customer.password }),
    }),
    endpoints(url = NOWHERE) {
      const origin = url.replace(/\/+$/, "");
      return { api: origin, b2b: `${origin}/api/io`, storefront: origin };
    },
    async currentCustomerJwt(customerId = customer.id) {
      const known = store.customers.byId(customerId);
      if (!known) throw new TypeError("currentCustomerJwt: expected the id of a customer of this store");
      return signCurrentCustomer(store, known, clock.now());
    },
    graphqlEndpoint(url = NOWHERE, channelId = settings.channelIds[0]) {
      return `${url.replace(/\/+$/, "")}/stores/${settings.storeHash}/channels/${channelId}/graphql`;
    },
  });
}
