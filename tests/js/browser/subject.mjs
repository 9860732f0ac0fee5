// What runs in every place: facts.js, and the whole package bundled as if the `browser` condition did not exist.
import { build } from "esbuild";
import { join } from "node:path";
import { needed, packageFolder, template } from "./paths.mjs";

const factsOnly = `
  export { runtimeFacts } from ${JSON.stringify(join(template, "lib/facts.js"))};
  export const attempts = () => [];
`;

const wholePackage = () => `
  import { BigCommerceError, BigCommerceTokens } from ${JSON.stringify(join(packageFolder, "entry/index.js"))};
  import { detectRuntime } from ${JSON.stringify(join(packageFolder, "entry/runtime.js"))};
  import { createStorefrontClient } from ${JSON.stringify(join(packageFolder, "entry/graphql.js"))};
  import { inspectToken } from ${JSON.stringify(join(packageFolder, "entry/inspect.js"))};
  export { runtimeFacts } from ${JSON.stringify(join(packageFolder, "lib/base.js"))};

  const credentials = { storeHash: "sandbox1", accessToken: "synthetic-access-token" };
  const env = { BIGCOMMERCE_STORE_HASH: "sandbox1", BIGCOMMERCE_ACCESS_TOKEN: "synthetic-access-token" };

  async function attempt(way, makeClient) {
    try {
      const client = makeClient();
      const sent = await client.privateTokens.create({ channelId: 1, scopes: ["Customer"], expiresIn: "1h" }).then(String, String);
      return { way, made: true, sent };
    } catch (error) {
      const { name, code, runtime, message } = error;
      return { way, name, code, runtime, message, is: BigCommerceError.is(error) };
    }
  }

  export async function attempts(origin) {
    const endpoints = { api: origin, b2b: origin + "/api/io", storefront: origin };
    const outcomes = [
      await attempt("constructor", () => new BigCommerceTokens({ ...credentials, endpoints })),
      await attempt("constructor, vouched for", () => new BigCommerceTokens({ ...credentials, endpoints, runtime: "server" })),
      await attempt("createStorefrontClient", () => createStorefrontClient({ storeHash: "sandbox1", channelId: 1, token: "synthetic" })),
      await attempt("createStorefrontClient, vouched for", () => createStorefrontClient({ storeHash: "sandbox1", channelId: 1, token: "synthetic", runtime: "server" })),
      await attempt("inspectToken", () => inspectToken("synthetic")),
      await attempt("fromEnv", () => BigCommerceTokens.fromEnv(env, { endpoints, runtime: "server" })),
    ];
    const { name, server } = detectRuntime();
    return [...outcomes, { way: "detectRuntime", detected: name, server }];
  }
`;

async function bundle(contents, format) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: template },
    bundle: true,
    write: false,
    format,
    globalName: format === "iife" ? "subject" : undefined,
    platform: "neutral",
    target: "es2022",
    logLevel: "silent",
  });
  return outputFiles[0].text;
}

/** A script that declares `subject` with `runtimeFacts()` and `attempts(origin)`. */
export const factsScript = () => bundle(factsOnly, "iife");
export const packageScript = () => {
  needed(join(packageFolder, "entry/index.js"), "run cargo xtask build, or name a built package in PKG_DIR");
  return bundle(wholePackage(), "iife");
};
/** A module that exports the same. */
export const factsModule = () => bundle(factsOnly, "esm");
