// A fetch that adds the token where it belongs, and nowhere else. Where that is, Rust decides (src/lifecycle/audience.rs).
import { discard } from "../discard.js";
import { polluted } from "../errors.js";
import { statusOf } from "./answer.js";
import { checkSignal } from "./call-options.js";
import { readAddress, readCall } from "./request.js";
import { provider } from "./wasm.js";

/**
 * @param {import("../host.js").Host} host
 * @param {import("./keeper.js").Keeper} keeper
 * @param {((work: Promise<unknown>) => void) | undefined} waitUntil
 * @param {string} channels  those that the token is for
 * @returns {typeof globalThis.fetch}
 */
export function tokenFetch(host, keeper, waitUntil, channels) {
  /**
   * @param {any} input
   * @param {any} [init]
   */
  return async (input, init) => {
    const address = readAddress(input);
    const receiver = address === undefined ? "no" : receiverOf(host, address.url, channels);
    if (address === undefined || receiver === "no") return host.fetchFunction()(input, init);
    const call = readCall(address, input, init);
    const { signal, again } = call;
    checkSignal(signal, "init.signal", "provider.fetch");
    const used = await keeper.get({ signal, waitUntil });
    const { response, status } = await send(host, call, call.input, used.token);
    // At an address of another channel a good token is refused too.
    if (status !== 401 || receiver === "other" || again === undefined || !keeper.drop(used)) return response;
    const next = keeper.get({ signal, waitUntil });
    // Whoever cannot be given another token learns why, which the 401 does not say.
    const { token } = await next.catch((error) => {
      discard(response);
      throw error;
    });
    if (token === used.token) return response;
    discard(response);
    return (await send(host, call, again, token)).response;
  };
}

/**
 * Whether the token is for this URL: "yes", "no", or "other" where its channel is another.
 *
 * @param {import("../host.js").Host} host
 * @param {URL} url
 * @param {string} channels
 * @returns {string}
 */
function receiverOf({ storeHash, storefront = "" }, url, channels) {
  const endpoint = storefront === "" ? "" : new URL(storefront).href;
  return provider.enter("receiver", [storeHash, endpoint, url.origin, url.pathname, channels].join("\n"));
}

/**
 * @param {import("../host.js").Host} host
 * @param {import("./request.js").Call} call
 * @param {string | Request} input
 * @param {string} token
 */
async function send(host, call, input, token) {
  if (host.polluted()) throw polluted();
  const started = host.now();
  const headers = new Headers(call.headers);
  headers.set("Authorization", `Bearer ${token}`);
  const response = await host.fetch(input, { ...call.init, headers, redirect: "manual" });
  return { response, status: statusOf(response, token, host.now() - started) };
}
