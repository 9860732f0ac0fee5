// Lists: page by page, item by item, lazily, with one query and one signal for all of it.
import { check, equal, rejection } from "./support/check.mjs";
import { ACCESS_TOKEN, B2B_ISSUED_TOKEN, clientFor, failed, header, withScenario } from "./support/api.mjs";
import { instantClock } from "./support/clock.mjs";
import { AUTH_TOKEN, wireRecord } from "./support/every-operation.mjs";

/** Answers for a list of `total` tokens in pages of `size`; each token's jti is its number. */
const pages = (total, size) =>
  Array.from({ length: Math.max(1, Math.ceil(total / size)) }, (_, at) => {
    const data = Array.from({ length: Math.min(size, total - at * size) }, (_none, index) => wireRecord({ jti: String(at * size + index) }));
    return { status: 200, json: { data, meta: { pagination: { total, count: data.length, per_page: size, current_page: at + 1, total_pages: Math.ceil(total / size) } } } };
  });

const b2bPages = (total, size) =>
  Array.from({ length: Math.ceil(total / size) }, (_, at) => ({
    status: 200,
    json: {
      code: 200, data: Array.from({ length: Math.min(size, total - at * size) }, (_none, index) => ({ id: at * size + index, name: "n", token: B2B_ISSUED_TOKEN })),
      meta: { message: "SUCCESS", pagination: { totalCount: total, limit: size, offset: at * size } },
    },
  }));

const numbers = (from, to) => Array.from({ length: to - from }, (_, at) => String(from + at));
const queryOf = (request) => request.target.split("?")[1] ?? "";

async function all(list) {
  const found = [];
  for await (const { jti, id } of list) found.push(String(jti ?? id));
  return found;
}

export const tests = [
  {
    name: "for await gives every item of every page, in order",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, pages(5, 2), ({ url }) => all(clientFor(ctx, url).storefrontTokens.list({ limit: 2, sort: "expires_at" })));
      equal(result, numbers(0, 5), "items");
      equal(requests.map(queryOf), ["limit=2&sort=expires_at", "page=2&limit=2&sort=expires_at", "page=3&limit=2&sort=expires_at"], "queries");
    },
  },
  {
    name: "a list without a query asks for the first page alone",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, pages(1, 50), ({ url }) => all(clientFor(ctx, url).privateTokens.list()));
      equal([result, requests.map(queryOf)], [["0"], [""]], "items and queries");
    },
  },
  {
    name: "an empty list ends at once",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, pages(0, 50), async ({ url }) => {
        const list = clientFor(ctx, url).privateTokens.list();
        return [await all(list), (await list).items, (await list).next()];
      });
      equal([result, requests.length], [[[], [], null], 1], "items, next and requests");
    },
  },
  {
    name: "pages are asked for when they are needed, and no more after the loop is left",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, pages(6, 2), async (scenario) => {
        const seen = [];
        for await (const { jti } of clientFor(ctx, scenario.url).privateTokens.list({ limit: 2 })) {
          seen.push([jti, (await scenario.log()).requests.length]);
          if (jti === "2") break;
        }
        return seen;
      });
      equal(result, [["0", 1], ["1", 1], ["2", 2]], "items and requests so far");
      equal(requests.length, 2, "requests");
    },
  },
  {
    name: "next() gives page after page and null after the last; a page is walked in its own right",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, pages(5, 2), async ({ url }) => {
        const seen = [];
        const first = await clientFor(ctx, url).privateTokens.list({ limit: 2, direction: "desc" });
        for (let page = first; page !== null; page = await page.next()) seen.push([page.pagination.currentPage, page.items.map(({ jti }) => jti)]);
        return [seen, Object.isFrozen(first), Object.isFrozen(first.items), Object.isFrozen(first.items[0])];
      });
      equal(result, [[[1, ["0", "1"]], [2, ["2", "3"]], [3, ["4"]]], true, true, true], "pages, and that they are frozen");
      equal(requests.map(queryOf), ["limit=2&direction=desc", "page=2&limit=2&direction=desc", "page=3&limit=2&direction=desc"], "queries");
    },
  },
  {
    name: "the rest of a list is walked from any page",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, pages(5, 2), async ({ url }) => {
        const page = await clientFor(ctx, url).privateTokens.list({ limit: 2 });
        return all(/** @type {any} */ (page.next()));
      });
      equal([result, requests.length], [numbers(2, 5), 3], "items and requests");
    },
  },
  {
    name: "a list is one call when it is awaited, walked and asked for its response",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, pages(1, 50), async ({ url }) => {
        const list = clientFor(ctx, url).privateTokens.list();
        const [page, { data, status, attempts }, items] = await Promise.all([list, list.withResponse(), all(list)]);
        return [page === data, status, attempts, items];
      });
      equal([result, requests.length], [[true, 200, 1, ["0"]], 1], "page, status, attempts, items and requests");
    },
  },
  {
    name: "query and options are those of the call, also where they change later",
    async run(ctx) {
      const { requests } = await withScenario(ctx, pages(4, 2), async ({ url }) => {
        const query = { limit: 2 };
        const options = { headers: { "X-Correlation-Id": "c-1" } };
        const list = clientFor(ctx, url).privateTokens.list(query, options);
        query.limit = 9;
        options.headers["X-Correlation-Id"] = "c-2";
        return all(list);
      });
      equal(requests.map((request) => [queryOf(request), header(request, "x-correlation-id")]), [["limit=2", "c-1"], ["page=2&limit=2", "c-1"]], "queries and headers");
    },
  },
  {
    name: "a signal ends the walk between pages",
    async run(ctx) {
      const controller = new AbortController();
      const { requests, result } = await withScenario(ctx, pages(4, 2), async ({ url }) => {
        const list = clientFor(ctx, url).privateTokens.list({ limit: 2 }, { signal: controller.signal });
        const seen = [];
        const error = await rejection(async () => {
          for await (const { jti } of list) {
            seen.push(jti);
            if (jti === "1") controller.abort();
          }
        });
        return [seen, error.code, error.outcome];
      });
      equal([result, requests.length], [[["0", "1"], "aborted", "not_sent"], 1], "items, code, outcome and requests");
    },
  },
  {
    name: "a failure on a later page ends the walk with its error",
    async run(ctx) {
      const { result } = await withScenario(ctx, [pages(4, 2)[0], failed(401)], async ({ url }) => {
        const seen = [];
        const error = await rejection(async () => {
          for await (const { jti } of clientFor(ctx, url).privateTokens.list({ limit: 2 })) seen.push(jti);
        });
        return [seen, error.code, error.operation];
      });
      equal(result, [["0", "1"], "authentication", "privateTokens.list"], "items, code and operation");
    },
  },
  {
    name: "a list that fails and is only walked leaves no unhandled rejection",
    async run(ctx) {
      await withScenario(ctx, [failed(401)], async ({ url }) => {
        await rejection(() => all(clientFor(ctx, url).privateTokens.list()));
        await new Promise((resolve) => setTimeout(resolve, 20));
      });
    },
  },
  {
    name: "a wrong query is a rejection, of the loop too",
    async run(ctx) {
      const client = clientFor(ctx, "http://127.0.0.1:9");
      equal((await rejection(() => client.privateTokens.list({ limit: 251 }))).code, "validation", "code");
      equal((await rejection(() => all(client.privateTokens.list({ limit: 0 })))).code, "validation", "code of the loop");
    },
  },
  {
    name: "a page larger than a token's answer is read",
    async run(ctx) {
      const { result } = await withScenario(ctx, pages(250, 250), ({ url }) => all(clientFor(ctx, url).privateTokens.list({ limit: 250 })));
      equal(result.length, 250, "items");
    },
  },
  {
    name: "server to server tokens are walked by offset, each with its token hidden",
    async run(ctx) {
      const { requests, result } = await withScenario(ctx, b2bPages(5, 2), async ({ url }) => {
        const client = clientFor(ctx, url, { accessToken: undefined, clock: instantClock() });
        const items = [];
        for await (const item of client.b2b.serverToServerTokens.list({ authToken: AUTH_TOKEN, limit: 2 })) items.push(item);
        check(items.every((item) => item.token === B2B_ISSUED_TOKEN && !JSON.stringify(item).includes(B2B_ISSUED_TOKEN)), "tokens are there and hidden");
        return items.map(({ id }) => id);
      });
      equal(result, [0, 1, 2, 3, 4], "ids");
      equal(requests.map((request) => [queryOf(request), header(request, "authtoken")]), [["limit=2", AUTH_TOKEN], ["limit=2&offset=2", AUTH_TOKEN], ["limit=2&offset=4", AUTH_TOKEN]], "queries and tokens");
    },
  },
  {
    name: "a page shows its items and no secret of the call",
    async run(ctx) {
      const { result } = await withScenario(ctx, pages(1, 50), ({ url }) => clientFor(ctx, url).privateTokens.list());
      const shown = JSON.stringify(result);
      check(shown.includes('"jti":"0"') && !shown.includes(ACCESS_TOKEN), "JSON of a page");
    },
  },
];
