// Extensions: one per fake, each with a background worker, a content script and a page of its own.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Chromium names an unpacked extension after its folder: the first half of the path's SHA-256, in the letters a to p. */
function idOf(folder) {
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join("");
}

const manifest = (name) => ({
  manifest_version: 3,
  name,
  version: "1.0",
  background: { service_worker: "background.js" },
  content_scripts: [{ matches: ["http://127.0.0.1/content/*"], js: ["content.js"] }],
  host_permissions: ["http://127.0.0.1/*"],
  content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" },
});

/** Writes the extensions and gives Chromium's flags, and for each kind of place its rows and the visit that starts it. */
export async function installExtensions(root, cases, prepare, server) {
  const background = [];
  const content = [];
  const pages = [];
  const folders = [];
  for (const [index, { fake, when }] of cases.entries()) {
    const folder = join(root, String(index));
    await mkdir(folder, { recursive: true });
    folders.push(folder);
    const row = { name: `${fake.name}, ${when} loading`, fake, when };
    const write = async (file, rows) => {
      const { report, text } = prepare(row);
      await writeFile(join(folder, file), text);
      rows.push({ ...row, report });
    };
    await write("background.js", background);
    await write("content.js", content);
    await write("page.js", pages);
    await writeFile(join(folder, "page.html"), '<!doctype html><script src="page.js"></script>');
    await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest(row.name)));
  }
  // Under a path of its own, or every page of every other test would start all content scripts.
  const blank = server.serve("<!doctype html><title>any page</title>", "text/html", { folder: "content" });
  const visitPages = async (page) => {
    for (const folder of folders) await page.goto(`chrome-extension://${idOf(folder)}/page.html`);
  };
  return {
    flags: [`--disable-extensions-except=${folders.join(",")}`, `--load-extension=${folders.join(",")}`],
    places: [
      { place: "extension's background", rows: background },
      { place: "extension's content script", rows: content, visit: (page) => page.goto(blank) },
      { place: "extension's page", rows: pages, visit: visitPages },
    ],
  };
}
