// node tests/js/browser/run.mjs [part ...]: the guard in servers, in a real browser and in Jest.
import { summary } from "./check.mjs";
import { inChromium } from "./chromium.mjs";
import { jest } from "./jest.mjs";
import { servers } from "./servers.mjs";
import { factsScript, packageScript } from "./subject.mjs";

const parts = {
  servers,
  jest,
  chromium: async () => inChromium("Chromium", await packageScript()),
  // Without a built package: facts.js alone, which the part before tests as well.
  facts: async () => inChromium("Chromium, facts.js", await factsScript()),
};

const chosen = process.argv.length > 2 ? process.argv.slice(2) : ["servers", "jest", "chromium"];
for (const name of chosen) {
  if (!Object.hasOwn(parts, name)) throw new Error(`there is no part ${name}; parts: ${Object.keys(parts).join(" ")}`);
  await parts[name]();
}
process.exitCode = summary() ? 0 : 1;
