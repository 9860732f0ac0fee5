// The same exchange by each way that people have of making it. A subject gives a function that makes one call.
import { BigCommerceTokens } from "bigcommerce-tokens";
import ky from "ky";
import OpenAI from "openai";
import createClient from "openapi-fetch";
import { ACCESS_TOKEN, BODY, HEADERS, PARAMS, PATH, STORE_HASH } from "./exchange.mjs";
import { Input, Output } from "./schemas.mjs";

/** @type {Record<string, (origin: string) => () => Promise<string>>} */
export const SUBJECTS = {
  "fetch"(origin) {
    return async () => {
      const response = await fetch(origin + PATH, { method: "POST", headers: HEADERS, body: JSON.stringify(BODY) });
      return (await response.json()).data.token;
    };
  },

  /** What a careful author adds by hand: a deadline, no redirects, the status, and a bounded body. */
  "fetch with care"(origin) {
    return async () => {
      const signal = AbortSignal.timeout(5_000);
      const response = await fetch(origin + PATH, { method: "POST", headers: HEADERS, body: JSON.stringify(BODY), redirect: "manual", signal });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const bytes = new Uint8Array(65_536);
      let length = 0;
      for await (const chunk of /** @type {any} */ (response.body)) {
        bytes.set(chunk, length);
        length += chunk.length;
      }
      return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length))).data.token;
    };
  },

  "bigcommerce-tokens"(origin) {
    const client = new BigCommerceTokens({ storeHash: STORE_HASH, accessToken: ACCESS_TOKEN, endpoints: { api: origin } });
    return async () => (await client.privateTokens.create(PARAMS)).token;
  },

  "fetch + zod"(origin) {
    return async () => {
      const body = JSON.stringify(Input.parse(BODY));
      const response = await fetch(origin + PATH, { method: "POST", headers: HEADERS, body });
      return Output.parse(await response.json()).data.token;
    };
  },

  "openapi-fetch"(origin) {
    const client = createClient({ baseUrl: origin, headers: HEADERS });
    const params = { path: { store_hash: STORE_HASH } };
    return async () => {
      const { data, error } = await client.POST("/stores/{store_hash}/v3/storefront/api-token-private", { params, body: BODY });
      if (error !== undefined) throw new Error("refused");
      return data.data.token;
    };
  },

  "ky"(origin) {
    const client = ky.create({ prefix: origin, headers: HEADERS });
    return async () => (await client.post(PATH, { json: BODY }).json()).data.token;
  },

  "openai"(origin) {
    const client = new OpenAI({ apiKey: "synthetic", baseURL: origin, defaultHeaders: HEADERS });
    return async () => (await client.post(PATH, { body: BODY })).data.token;
  },
};
