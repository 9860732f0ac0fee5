// A real browser: in every place and with every fake the marks name a browser and no client is made.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as driver } from "playwright-core";
import { table, within } from "./check.mjs";
import { installExtensions } from "./extension.mjs";
import { allFakes } from "./fakes.mjs";
import { hasBrowserMark, names } from "./marks.mjs";
import { chromium, needed } from "./paths.mjs";
import { places } from "./places.mjs";
import { scriptFor } from "./script.mjs";
import { startServer } from "./server.mjs";

const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
];

/** What an untouched place shows. A window without a page has lost its constructors. */
const untouched = {
  "iframe taken out of its page": ["UNFORGEABLE_WINDOW", "IMMUTABLE_GLOBAL", "BROWSER_SHAPE"],
  page: ["UNFORGEABLE_WINDOW", "NATIVE_DOM", "IMMUTABLE_GLOBAL", "BROWSER_SHAPE"],
  worker: ["NATIVE_WORKER_SCOPE", "IMMUTABLE_GLOBAL", "BROWSER_SHAPE"],
  worklet: ["NATIVE_WORKLET_SCOPE", "IMMUTABLE_GLOBAL"],
};

const kindOf = (place) => (place.includes("worklet") ? "worklet" : place.includes("worker") || place.includes("background") ? "worker" : "page");

/** What no code can take away: of a page two marks, of the others one. */
const lasting = (place) => (kindOf(place) === "page" ? ["UNFORGEABLE_WINDOW", "IMMUTABLE_GLOBAL"] : ["IMMUTABLE_GLOBAL"]);

function judgeReport({ place, fake, when }, report, server) {
  assert.equal(report.crash, undefined, report.crash);
  const marks = names(report.facts);
  assert.ok(hasBrowserMark(report.facts), `no mark of a browser: ${marks.join(" ") || "none"}`);
  for (const mark of lasting(place)) {
    if (fake.hides !== mark || when === "after") assert.ok(marks.includes(mark), `${mark} is missing: ${marks.join(" ")}`);
  }
  if (fake.name === "nothing faked") {
    const extension = place.startsWith("extension") ? ["EXTENSION"] : [];
    assert.deepEqual(marks, [...extension, ...(untouched[place] ?? untouched[kindOf(place)])]);
  }
  for (const { way, ...outcome } of report.attempts) {
    if (way === "detectRuntime") {
      assert.equal(outcome.server, false, `detectRuntime() calls it a server, ${outcome.detected}`);
      assert.equal(outcome.detected, "browser");
    } else {
      assert.deepEqual({ name: outcome.name, code: outcome.code, is: outcome.is }, { name: "BrowserRefusedError", code: "browser_refused", is: true }, `${way}: ${JSON.stringify(outcome)}`);
    }
  }
  assert.equal(server.state.apiRequests, 0, "a request reached the API");
}

/** Runs one subject everywhere. `subject` is a script that declares `subject`. */
export async function inChromium(title, subject) {
  needed(chromium, "install Chromium (Debian: apt-get install chromium), or name another by CHROMIUM");
  const server = await startServer();
  const profile = await mkdtemp(join(tmpdir(), "bigcommerce-tokens-chromium-"));
  let browser;
  try {
    const cases = (await allFakes()).flatMap((fake) => ["before", "after"].map((when) => ({ fake, when })));
    const prepare = ({ fake, when }) => {
      const { url, report } = server.expectReport();
      return { report, text: scriptFor({ subject, fake, when, url, origin: server.origin }) };
    };
    const extensions = await installExtensions(join(profile, "extensions"), cases, prepare, server);
    browser = await driver.launchPersistentContext(join(profile, "user-data"), {
      executablePath: chromium,
      // Not Playwright's own headless mode, which has no extensions: the flag above asks for Chromium's.
      headless: false,
      ignoreDefaultArgs: ["--disable-extensions"],
      args: [...flags, ...extensions.flags],
    });
    const page = await browser.newPage();
    for (const { name: place, start } of places) {
      const rows = cases.map(({ fake, when }) => ({ name: `${fake.name}, ${when} loading`, place, fake, when }));
      await table(`${title}, ${place}`, rows, async (row) => {
        const { report, text } = prepare(row);
        await start(page, server.serve(text, "text/javascript"), server);
        judgeReport(row, await within(60, "the script's report", report), server);
      });
    }
    for (const { place, rows, visit } of extensions.places) {
      await visit?.(page);
      await table(`${title}, ${place}`, rows, async (row) => judgeReport({ ...row, place }, await within(60, "the script's report", row.report), server));
    }
  } finally {
    await browser?.close();
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
}
