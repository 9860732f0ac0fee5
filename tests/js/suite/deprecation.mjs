// The B2B sign-in is deprecated upstream. Said once per process, so this group runs before any other B2B call.
import { check, equal, matches } from "./support/check.mjs";
import { OPERATIONS, clientFor, withScenario } from "./support/api.mjs";
import { captureConsole, recordingLogger } from "./support/console.mjs";

const [PRIVATE, B2B] = OPERATIONS;
const isDeprecation = (text) => /deprecat/i.test(text);

/** Runs one call and gives back every deprecation warning it made, wherever that went. */
async function warnings(ctx, operation, options) {
  const { logger, lines } = recordingLogger();
  const events = [];
  const captured = captureConsole();
  try {
    await withScenario(ctx, [operation.answer()], ({ url }) => operation.create(clientFor(ctx, url, { logLevel: "warn", logger, onEvent: (event) => events.push(event), ...options })));
  } finally {
    captured.restore();
  }
  const logged = lines.filter(({ args }) => isDeprecation(args.map(String).join(" ")));
  const printed = captured.lines.filter((line) => isDeprecation(String(line)));
  return { logged, printed, events: events.filter((event) => event.type === "warning" && isDeprecation(JSON.stringify(event))) };
}

export const tests = [
  {
    name: "the deprecation warning comes once per process, can be silenced, and names the way out",
    async run(ctx) {
      const unrelated = await warnings(ctx, PRIVATE, {});
      equal([unrelated.logged.length, unrelated.printed.length], [0, 0], "warnings for a private token");
      const silent = await warnings(ctx, B2B, { logLevel: "off", onEvent: undefined });
      equal([silent.logged.length, silent.printed.length], [0, 0], "warnings with logLevel off");
      const first = await warnings(ctx, B2B, {});
      equal([first.logged.length, first.events.length], [1, 1], "warnings of the first call, logged and told");
      equal(first.logged[0].level, "warn", "level");
      matches(first.logged[0].args.map(String).join(" "), /X-Auth-Token|access token/i, "what to use instead");
      check(first.printed.length === 0, "nothing on the console when there is a logger");
      const second = await warnings(ctx, B2B, {});
      equal([second.logged.length, second.printed.length, second.events.length], [0, 0, 0], "warnings of the second call");
    },
  },
];
