// A service of which any number may run: they share one token through Redis, and one of them refreshes it.
import { createServer } from "node:http";
import process from "node:process";
import { BigCommerceTokens } from "bigcommerce-tokens";
import { createTokenProvider } from "bigcommerce-tokens/provider";
import { redisStore, sealedStore } from "bigcommerce-tokens/stores";
import { Redis } from "ioredis";

// A command is given up after one try: the provider then goes on alone, and the next request finds Redis again.
const redis = new Redis(process.env.REDIS_URL ?? "redis://127.0.0.1:6379", { maxRetriesPerRequest: 1 });
redis.on("error", (error) => console.error(`redis: ${error.code ?? error.name}`));

const provider = createTokenProvider(BigCommerceTokens.fromEnv(), {
  request: { channelId: 1, scopes: ["Unauthenticated"] },
  // openssl rand -base64 32
  store: sealedStore(redisStore(redis), process.env.TOKEN_STORE_KEY),
});
const endpoint = `https://store-${process.env.BIGCOMMERCE_STORE_HASH}-1.mybigcommerce.com/graphql`;

const server = createServer(async (request, response) => {
  try {
    const answer = await provider.fetch(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ query: "{ site { settings { storeName } } }" }),
    });
    response.writeHead(answer.status, { "Content-Type": "application/json" }).end(await answer.text());
  } catch (error) {
    response.writeHead(502).end();
    console.error(error);
  }
});

server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));

process.once("SIGTERM", () => {
  server.close();
  redis.disconnect();
});
