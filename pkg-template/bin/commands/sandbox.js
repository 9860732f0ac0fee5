import { CliError, usage } from "../failure.js";

/** @param {string | undefined} text */
function portOf(text) {
  if (text === undefined) return 0;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw usage("--port: expected a whole number from 0 to 65535");
  return Number(text);
}

/**
 * @param {{ listen(port: number): Promise<{ url: string, close(): Promise<void> }> }} made
 * @param {number} port
 */
async function listen(made, port) {
  if (process.getBuiltinModule === undefined) throw new CliError("config", "the sandbox listens in Node 20.16 and newer");
  try {
    return await made.listen(port);
  } catch (error) {
    const { code } = Object(error);
    if (code === "EADDRINUSE") throw new CliError("config", "--port: another program listens there", "leave --port out, and a free one is taken");
    if (code === "EACCES") throw new CliError("config", "--port: this port may not be used", "take one above 1023");
    throw error;
  }
}

/** @param {AbortSignal} signal @returns {Promise<void>} */
function untilEnded(signal) {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
}

/** @type {import("../command-line.js").Command} */
export const sandbox = {
  name: "sandbox",
  summary: "serve a stand-in for the APIs on this machine, with a page that shows the requests, until Ctrl-C",
  about: "Nothing in it is real: the secrets it prints are synthetic, and it is gone when it ends.",
  options: { port: { type: "string", value: "PORT", what: "where to listen, on 127.0.0.1; else a free port" } },
  examples: [
    { what: "on a port of your choice", line: "bigcommerce-tokens sandbox --port 4010" },
    { what: "its address for a script, once it listens", line: "bigcommerce-tokens sandbox --json" },
  ],
  async run(context) {
    const { createSandbox } = await import("../../entry/sandbox.js");
    const made = createSandbox();
    const server = await listen(made, portOf(context.values.port));
    const { storeHash, accessToken, email, password } = made.credentials;
    const endpoints = made.endpoints(server.url);
    const { paint } = context;
    context.print({
      data: { url: server.url, options: { storeHash, accessToken, endpoints }, user: { email, password } },
      lines: [
        `${paint("bold", "The sandbox listens at")} ${paint("cyan", server.url)}, until Ctrl-C. Its secrets are synthetic.`,
        "Open it in a browser to watch the requests that come.",
        "",
        "In a program:",
        "",
        "  const client = new BigCommerceTokens({",
        `    storeHash: ${JSON.stringify(storeHash)},`,
        `    accessToken: ${JSON.stringify(accessToken)},`,
        `    endpoints: ${JSON.stringify(endpoints)},`,
        "  });",
        "",
        "In a shell, for this command line:",
        "",
        `  export BIGCOMMERCE_STORE_HASH=${storeHash} BIGCOMMERCE_ACCESS_TOKEN=${accessToken}`,
        `  export BIGCOMMERCE_API_ENDPOINT=${server.url}`,
        `  export B2B_EMAIL=${email} B2B_PASSWORD=${password}`,
      ],
    });
    await untilEnded(context.signal);
    await server.close();
    return undefined;
  },
};
