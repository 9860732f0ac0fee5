// The control server: suites in any runtime create scenarios over HTTP and read back what each of them received.
import http from "node:http";
import { freePort } from "./free-port.mjs";
import { Scenario } from "./scenario.mjs";

/** @returns {Promise<{ url: string, close(): Promise<void> }>} */
export async function startScenarioServer() {
  /** @type {Map<string, Scenario>} */
  const scenarios = new Map();
  let next = 0;

  const routes = {
    "POST /scenarios": async (_id, body) => {
      const id = String((next += 1));
      const scenario = new Scenario(JSON.parse(body));
      const url = await scenario.listen();
      scenarios.set(id, scenario);
      return { id, url };
    },
    "POST /refused": async () => ({ url: `http://127.0.0.1:${await freePort()}` }),
    "GET /scenarios": async (id) => scenarios.get(id)?.log(),
    "DELETE /scenarios": async (id) => {
      const scenario = scenarios.get(id);
      scenarios.delete(id);
      await scenario?.close();
      return scenario?.log();
    },
  };

  const server = http.createServer(async (request, response) => {
    const [, collection, id] = (request.url ?? "").split("/");
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    try {
      const result = await routes[`${request.method} /${collection}`]?.(id, body);
      response.writeHead(result ? 200 : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(result ?? { error: "no such route or scenario" }));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  // Runtimes keep control connections in a pool; a short idle time here would cut one just as it is reused.
  server.keepAliveTimeout = 300_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await Promise.all([...scenarios.values()].map((scenario) => scenario.close()));
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
