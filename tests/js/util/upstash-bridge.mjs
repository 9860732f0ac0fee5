// As much of Upstash's REST interface as its client needs, on loopback in front of a real Redis.
import { createServer } from "node:http";

const encode = (value) => {
  if (Array.isArray(value)) return value.map(encode);
  return typeof value === "string" && value !== "OK" ? Buffer.from(value).toString("base64") : value;
};

async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** @param {{ call(...command: string[]): Promise<unknown> }} redis a client of ioredis @param {string} [token] @returns {Promise<{ url: string, token: string, close(): Promise<void> }>} */
export async function startUpstashBridge(redis, token = "synthetic0upstash0token") {
  const run = async (command) => {
    try {
      return { result: encode(await redis.call(...command.map(String))) };
    } catch (error) {
      return { error: error.message };
    }
  };
  const server = createServer(async (request, response) => {
    const authorized = request.headers.authorization === `Bearer ${token}`;
    const body = await readJson(request);
    const answer = !authorized ? { error: "WRONGPASS" } : request.url === "/pipeline" ? await Promise.all(body.map(run)) : await run(body);
    response.writeHead(authorized && answer.error === undefined ? 200 : 400, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
