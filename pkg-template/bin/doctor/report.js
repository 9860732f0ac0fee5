// What was found, sorted by urgency, as a table and as data.
import { columns, counted, printable } from "../terminal.js";

/**
 * @typedef {import("./tokens.js").Item} Item
 * @typedef {import("./tokens.js").Finding} Finding
 * @typedef {"broken" | "stops" | "warning" | "good"} Urgency
 * @typedef {Item & { urgency: Urgency, date: Date | null }} Judged
 */

/** @type {Record<Urgency, { rank: number, style: import("../terminal.js").Style }>} */
const URGENCIES = { broken: { rank: 0, style: "red" }, stops: { rank: 1, style: "yellow" }, warning: { rank: 2, style: "yellow" }, good: { rank: 3, style: "green" } };

/** Whether a finding's date is the day on which something stops working. A long life has a date, too, and that is no hurry. @param {Finding} finding */
const isDeadline = ({ code, severity, date }) => date !== undefined && severity !== "info" && code !== "long_lived";

/** @param {readonly Finding[]} findings @returns {Urgency} */
function urgencyOf(findings) {
  if (findings.some(({ severity }) => severity === "error")) return "broken";
  if (findings.some(isDeadline)) return "stops";
  return findings.some(({ severity }) => severity === "warning") ? "warning" : "good";
}

/**
 * The first day on which something breaks, else the end of the token; of what is broken, the day on which it broke. A day to come would
 * say that it works until then.
 *
 * @param {Item} item @param {Urgency} urgency
 */
function dateOf({ findings, expiresAt }, urgency) {
  const told = urgency === "broken" ? findings.filter(({ severity }) => severity === "error") : findings.filter(isDeadline);
  const dates = told.flatMap(({ date }) => date ?? []).sort((a, b) => a.getTime() - b.getTime());
  return dates[0] ?? (urgency === "broken" ? null : expiresAt);
}

/** Something broken that has no date may always have been so, and comes first; what is good without one comes last. @param {Judged} judged */
const timeOf = ({ urgency, date }) => date?.getTime() ?? (urgency === "broken" ? -Infinity : Infinity);

/** @param {readonly Item[]} items @returns {Judged[]} */
export function judge(items) {
  const judged = items.map((item) => {
    const urgency = urgencyOf(item.findings);
    return { ...item, urgency, date: dateOf(item, urgency) };
  });
  const place = (/** @type {Judged} */ { file, line }) => `${file}:${String(line).padStart(8, "0")}`;
  return judged.sort((a, b) => URGENCIES[a.urgency].rank - URGENCIES[b.urgency].rank || compare(timeOf(a), timeOf(b)) || compare(place(a), place(b)));
}

/** @template {number | string} T @param {T} a @param {T} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** @param {Item} item */
const placeOf = ({ file, line }) => (line === 0 ? file : `${file}:${line}`);
/** @param {Date | null} date */
const day = (date) => date?.toISOString().slice(0, 10) ?? "-";

/** @param {readonly Judged[]} judged @param {(style: import("../terminal.js").Style, text: string) => string} paint */
function table(judged, paint) {
  const rows = judged.map((item) => [item.urgency, day(item.date), placeOf(item), item.name, item.kind, item.findings.map(({ code }) => code).join(", ") || "-"].map(printable));
  return columns([["urgency", "date", "where", "variable", "kind", "findings"], ...rows], (text, column, row) => {
    if (row === 0) return paint("bold", text);
    return column === 0 ? paint(URGENCIES[judged[row - 1].urgency].style, text) : text;
  });
}

/** Each finding once, with what to do. @param {readonly Judged[]} judged @param {(style: import("../terminal.js").Style, text: string) => string} paint */
function explanations(judged, paint) {
  const all = new Map(judged.flatMap(({ findings }) => findings).map((finding) => [finding.code, finding]));
  return [...all.values()].flatMap(({ code, message, action }) => ["", `${paint("bold", code)}: ${message}`, `  ${paint("cyan", "to do")} ${action}`]);
}

/**
 * @param {{ judged: readonly Judged[], files: readonly string[], skipped: readonly { file: string, why: string }[] }} found
 * @param {(style: import("../terminal.js").Style, text: string) => string} paint
 */
export function report({ judged, files, skipped }, paint) {
  const broken = judged.filter(({ urgency }) => urgency === "broken").length;
  const tokens = judged.filter(({ kind }) => kind !== "setting").length;
  return [
    ...(judged.length === 0 ? [] : [...table(judged, paint), ...explanations(judged, paint), ""]),
    `${counted(tokens, "token")} in ${counted(files.length, "file")} with variables: ${broken === 0 ? "nothing is broken today" : counted(broken, "thing is broken", "things are broken")}`,
    ...skipped.map(({ file, why }) => printable(`not read: ${file}: ${why}`)),
  ];
}
