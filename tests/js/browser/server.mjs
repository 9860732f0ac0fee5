// A loopback server: serves the scripts under test, takes their reports, and counts what must never arrive.
import { createServer } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** `api` counts requests to the paths of either API; a refused client leaves it at 0. */
export async function startServer() {
  const files = new Map();
  const reports = new Map();
  const state = { apiRequests: 0 };

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("cache-control", "no-store");
    if (pathname.startsWith("/stores/") || pathname.startsWith("/api/")) {
      state.apiRequests += 1;
      response.writeHead(200, { "content-type": "application/json" }).end('{"data":{"token":"synthetic"},"meta":{}}');
    } else if (pathname.startsWith("/report/")) {
      reports.get(pathname)?.(await text(request));
      response.writeHead(204).end();
    } else if (files.has(pathname)) {
      const { type, body, headers } = files.get(pathname);
      response.writeHead(200, { "content-type": type, "service-worker-allowed": "/", ...headers }).end(body);
    } else {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const origin = `http://127.0.0.1:${server.address().port}`;
  let count = 0;
  return {
    origin,
    state,
    /** Serves a text under a new address. */
    serve(body, type, { folder = "file", headers = {} } = {}) {
      const path = `/${folder}/${(count += 1)}`;
      files.set(path, { type, body, headers });
      return origin + path;
    },
    /** A new address to report to, and the promise of what is reported. */
    expectReport() {
      const path = `/report/${(count += 1)}`;
      const { promise, resolve } = deferred();
      reports.set(path, resolve);
      return { url: origin + path, report: promise.then(JSON.parse) };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function deferred() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
