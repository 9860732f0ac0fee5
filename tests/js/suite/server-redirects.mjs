// A redirect is never followed: every runtime would carry the secrets to the other origin.
import { check, equal, rejection } from "./support/check.mjs";
import { ACCESS_TOKEN, OPERATIONS, PASSWORD, clientFor, openScenario, withScenario } from "./support/api.mjs";
import { expectClean } from "./support/leaks.mjs";

const STATUSES = [300, 301, 302, 303, 304, 305, 307, 308];

/** `location` gets the origins of this server and of a second one; `to` is what the error may say. */
const targets = [
  { what: "another origin", location: (_own, other) => `${other}/elsewhere?x=1`, to: (_own, other) => other },
  { what: "the same origin", location: (own) => `${own}/moved`, to: (own) => own },
  { what: "a relative path", location: () => "/moved", to: (own) => [null, own] },
  { what: "another host without scheme", location: () => "//evil.example/x", to: () => [null, "http://evil.example"] },
  { what: "https", location: () => "https://evil.example:8443/x", to: () => "https://evil.example:8443" },
  { what: "an address with a user", location: () => `https://${PASSWORD.replace("!", "")}:x@evil.example/`, to: () => [null, "https://evil.example"] },
  { what: "a script", location: () => "javascript:alert(1)", to: () => null },
  { what: "nothing", location: () => undefined, to: () => null },
];

const headersFor = (location) => (location === undefined ? {} : { Location: location });

/** The server's own origin is known only after it listens, so `{{origin}}` stands for it in the plan. */
async function refusedRedirect(ctx, operation, status, target) {
  const second = await openScenario(ctx, { answers: [operation.answer()] });
  const location = target.location("{{origin}}", second.url);
  let own = "";
  const { requests, result } = await withScenario(ctx, [{ status, headers: headersFor(location) }], (scenario) => {
    own = scenario.url;
    return rejection(() => operation.create(clientFor(ctx, scenario.url)));
  });
  const { requests: leaked, connections } = await second.close();
  equal(leaked.length, 0, "requests at the redirect's target");
  equal(connections, 0, "connections at the redirect's target");
  equal(requests.length, 1, "requests at the first server");
  check(result instanceof ctx.lib.RedirectRefusedError, `expected a RedirectRefusedError, got ${result?.name} ${result?.code}: ${result?.message}`);
  equal(result.code, "redirect_refused", "code");
  equal(result.status, status, "status");
  check([target.to(own, second.url)].flat().includes(result.toOrigin), `toOrigin ${result.toOrigin}`);
  equal(result.attempts, 1, "attempts");
  expectClean(ctx, result, [ACCESS_TOKEN, PASSWORD, "elsewhere?x=1"], "the error");
}

export const tests = [
  ...OPERATIONS.flatMap((operation) =>
    STATUSES.map((status) => ({
      name: `${status} to another origin is refused (${operation.name})`,
      run: (ctx) => refusedRedirect(ctx, operation, status, targets[0]),
    }))),
  ...targets.slice(1).map((target) => ({
    name: `307 to ${target.what} is refused`,
    run: (ctx) => refusedRedirect(ctx, OPERATIONS[1], 307, target),
  })),
];
