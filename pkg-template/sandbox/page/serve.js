/**
 * The page at the root of a served sandbox, and the stream behind it. It stands beside the API: no fault meets it, and it is not recorded.
 *
 * @typedef {import("node:http").IncomingMessage} Incoming
 * @typedef {import("node:http").ServerResponse} Outgoing
 * @typedef {import("../record.js").Watched} Watched
 * @typedef {{ storeHash: string, watch: ReturnType<typeof import("../record.js").createRecorder>["watch"] }} Source
 */
import { html } from "./html.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";

const HEADERS = {
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};
/** Another name would be a foreign site's that had itself pointed at this machine. */
const OWN_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
const LONGEST_BODY = 4000;
/** A reader who is this far behind is let go; the page comes back by itself. */
const MOST_WAITING = 1024 * 1024;

/** @param {unknown} body */
function textOf(body) {
  if (body === null) return null;
  const text = typeof body === "string" ? body : JSON.stringify(body, null, 2);
  return text.length > LONGEST_BODY ? `[${text.length} characters]` : text;
}

/** @param {Watched} watched */
const eventOf = ({ number, record }) => `event: request\ndata: ${JSON.stringify({ number, ...record, body: textOf(record.body) })}\n\n`;

/** @param {Outgoing} outgoing @param {Source} source */
function stream(outgoing, { watch }) {
  outgoing.writeHead(200, { ...HEADERS, "Content-Type": "text/event-stream" });
  outgoing.write("event: hello\ndata: {}\n\n");
  const stop = watch((watched) => {
    outgoing.write(eventOf(watched));
    if (outgoing.writableLength > MOST_WAITING) outgoing.destroy();
  });
  outgoing.once("close", stop);
}

/** @type {Record<string, (outgoing: Outgoing, source: Source) => void>} */
const PATHS = {
  "/": (outgoing, source) => outgoing.writeHead(200, { ...HEADERS, "Content-Type": "text/html; charset=utf-8" }).end(html(source)),
  "/sandbox/page.css": (outgoing) => outgoing.writeHead(200, { ...HEADERS, "Content-Type": "text/css; charset=utf-8" }).end(STYLE),
  "/sandbox/page.js": (outgoing) => outgoing.writeHead(200, { ...HEADERS, "Content-Type": "text/javascript; charset=utf-8" }).end(SCRIPT),
  "/sandbox/events": stream,
};

/**
 * @param {Incoming} incoming
 * @param {Outgoing} outgoing
 * @param {Source} source
 * @returns {boolean} whether the request was for the page
 */
export function servePage(incoming, outgoing, source) {
  const [path] = (incoming.url ?? "").split("?");
  const isForPage = incoming.method === "GET" && Object.hasOwn(PATHS, path) && OWN_HOST.test(incoming.headers.host ?? "");
  if (isForPage) PATHS[path](outgoing, source);
  return isForPage;
}
