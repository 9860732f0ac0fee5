// The page in a real browser: what a person sees while a program talks to the sandbox.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium as driver } from "playwright-core";
import { chromium, needed } from "../../browser/paths.mjs";
import { createPrivateToken, createSandbox, createServerToServerToken } from "../util.mjs";

const SCHEMES = ["light", "dark"];
/** The contrast that WCAG 2 asks of text, level AA. */
const LEAST_CONTRAST = 4.5;

let browser;
before(async () => {
  needed(chromium, "install Chromium (Debian: apt-get install chromium), or name another by CHROMIUM");
  browser = await driver.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
});
after(() => browser?.close());

/** A page on a served sandbox, which fails its test for anything that the browser complains of. */
async function open(t, { options, ...context } = {}) {
  const sandbox = createSandbox(options);
  const { url, close } = await sandbox.listen();
  const page = await browser.newPage(context);
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  t.after(async () => {
    await page.close();
    await close();
    assert.deepEqual(complaints, []);
  });
  await page.goto(url);
  await page.getByRole("status").filter({ hasText: "Connected" }).waitFor();
  return { sandbox, url, page };
}

const rows = (page) => page.locator("tbody tr");
/** The texts of the cells of all rows, without the time. */
const cells = (page) => rows(page).evaluateAll((all) => all.map((row) => [...row.cells].slice(1, 3).map((cell) => cell.textContent).concat(row.querySelector("summary").textContent)));

test("before the first request the page says that there is none", async (t) => {
  const { page } = await open(t);
  assert.equal(await page.title(), "Sandbox sandbox1");
  assert.equal(await page.getByText("No requests yet.").isVisible(), true);
  assert.equal(await page.getByRole("status").textContent(), "Connected, 0 requests");
  assert.equal(await page.getByRole("table").isVisible(), false);
});

test("requests appear as they come, newest first, with their status and redacted headers", async (t) => {
  const { sandbox, url, page } = await open(t);
  await createPrivateToken(sandbox, { name: "shown" }, {}, url);
  await createServerToServerToken(sandbox, { password: "canary-5ecret" }, {}, url);
  await rows(page).nth(1).waitFor();
  await page.getByText("Connected, 2 requests").waitFor();
  await page.locator("td.warn").waitFor();
  assert.deepEqual(await cells(page), [
    ["400", "POST", "/api/io/auth/backend"],
    ["200", "POST", "/stores/sandbox1/v3/storefront/api-token-private"],
  ]);
  await page.getByText("/api/io/auth/backend").click();
  const open_ = rows(page).first();
  assert.match(await open_.locator("dl").innerText(), /x-auth-token\s+\[redacted\]/);
  assert.match(await open_.locator("pre").innerText(), /"password": "\[redacted\]"/);
  const seen = await page.content();
  for (const secret of ["canary-5ecret", sandbox.credentials.accessToken]) assert.equal(seen.includes(secret), false);
});

test("a request that waits is there before its answer", async (t) => {
  const { sandbox, url, page } = await open(t);
  sandbox.inject({ kind: "delay", ms: 3_600_000 });
  const answered = createPrivateToken(sandbox, {}, {}, url);
  await page.getByText("no answer yet").waitFor();
  sandbox.clock.advance(3_600_000);
  await page.locator("td.good", { hasText: "200" }).waitFor();
  await answered;
  assert.equal(await rows(page).count(), 1);
});

test("a reload shows what was received before, and Clear takes it away until more comes", async (t) => {
  const { sandbox, page } = await open(t);
  await createPrivateToken(sandbox);
  await page.reload();
  await rows(page).first().waitFor();
  await page.getByRole("button", { name: "Clear" }).click();
  assert.equal(await page.getByText("No requests yet.").isVisible(), true);
  await createPrivateToken(sandbox);
  await rows(page).first().waitFor();
  assert.equal(await rows(page).count(), 1);
});

test("markup that is sent stays text", async (t) => {
  const { sandbox, page } = await open(t);
  await sandbox.fetch("https://sandbox.invalid/<img src=x onerror=alert(1)>?a=<b>", { headers: { "X-Note": "<script>alert(1)</script>" } });
  await createPrivateToken(sandbox, { name: "<svg onload=alert(1)>" });
  await rows(page).nth(1).waitFor();
  assert.equal(await page.locator("main img, main script, main svg, main b").count(), 0);
});

test("the page says that the sandbox is gone", async (t) => {
  const sandbox = createSandbox();
  const { url, close } = await sandbox.listen();
  t.after(close);
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.goto(url);
  await page.getByText("Connected, 0 requests").waitFor();
  await close();
  await page.getByText(/^Connection lost, trying again/).waitFor();
});

for (const colorScheme of SCHEMES) {
  test(`every text can be read in ${colorScheme} mode`, async (t) => {
    const { sandbox, page } = await open(t, { colorScheme });
    sandbox.inject({ kind: "status", status: 500 });
    await createPrivateToken(sandbox);
    await createPrivateToken(sandbox, { scopes: [] });
    await createPrivateToken(sandbox);
    await page.locator("td.good").waitFor();
    await page.locator("summary").first().click();
    const found = await page.evaluate(() => {
      const channels = (text) => text.match(/[\d.]+/g).map(Number);
      const luminance = (text) => {
        const [red, green, blue] = channels(text).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const isClear = (text) => (channels(text)[3] ?? 1) === 0;
      const groundOf = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const { backgroundColor } = getComputedStyle(at);
          if (!isClear(backgroundColor)) return backgroundColor;
        }
        return "rgb(255, 255, 255)";
      };
      return [...document.querySelectorAll("body *")]
        .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "") && element.checkVisibility())
        .map((element) => {
          const [light, dark] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))].sort((a, b) => b - a);
          return { text: element.textContent.slice(0, 30), contrast: (light + 0.05) / (dark + 0.05) };
        });
    });
    assert.ok(found.length > 12, `${found.length} texts`);
    assert.deepEqual(found.filter(({ contrast }) => contrast < LEAST_CONTRAST), []);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(ground === "rgb(255, 255, 255)", colorScheme === "light");
  });
}

test("the keyboard alone reaches the button, the table and each request's details", async (t) => {
  const { sandbox, page } = await open(t);
  await createPrivateToken(sandbox);
  await rows(page).first().waitFor();
  const reached = [];
  for (let n = 0; n < 3; n += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.localName));
  }
  assert.deepEqual(reached, ["clear", "scroll", "summary"]);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("details[open]").count(), 1);
});

test("what assistive technology is told has names, roles and headings", async (t) => {
  const { sandbox, page } = await open(t);
  await createPrivateToken(sandbox);
  await rows(page).first().waitFor();
  const tree = await page.locator("body").ariaSnapshot();
  for (const part of ['heading "BigCommerce sandbox sandbox1" [level=1]', "status: Connected, 1 request", 'button "Clear"', 'region "Requests"', 'table "Requests"', 'columnheader "Status"']) {
    assert.ok(tree.includes(part), `${part} is not in\n${tree}`);
  }
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

test("a narrow window scrolls the table and not the page", async (t) => {
  const { sandbox, page } = await open(t, { viewport: { width: 320, height: 640 } });
  await sandbox.fetch(`https://sandbox.invalid/${"long".repeat(50)}`);
  await rows(page).first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
});
