// Loaded before an example in place of examples/sandbox.mjs: its requests go to a sandbox that several processes share.
import process from "node:process";

const { fetch } = globalThis;
const STORE = /^https:\/\/store-(\w+)-(\d+)\.mybigcommerce\.com\/graphql$/;
const API = "https://api.bigcommerce.com";

globalThis.fetch = (url, init) => {
  const target = String(url).replace(STORE, `${process.env.SANDBOX_URL}/stores/$1/channels/$2/graphql`).replace(API, process.env.SANDBOX_URL);
  if (!target.startsWith(process.env.SANDBOX_URL)) throw new Error(`a request left for ${new URL(target).origin}`);
  return fetch(target, init);
};
