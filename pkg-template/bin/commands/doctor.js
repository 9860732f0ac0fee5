import { usage } from "../failure.js";
import { findVariables } from "../doctor/env-files.js";
import { judge, report } from "../doctor/report.js";
import { lookAtSettings } from "../doctor/settings.js";
import { lookAt } from "../doctor/tokens.js";

/** @type {import("../command-line.js").Command} */
export const doctor = {
  name: "doctor",
  summary: "find the tokens of a project, and tell what is broken and what stops on which day",
  about: [
    "Reads .env*, .dev.vars* and the scripts of package.json below a folder, and the environment. Nothing is sent, and no token is",
    "printed. Ends with 1 if something is broken already. A variable that bundlers put into pages (NEXT_PUBLIC_, VITE_, ...) is judged",
    "as one that every visitor reads.",
  ].join("\n"),
  operands: "[FOLDER]",
  options: {},
  examples: [
    { what: "this folder and all below it", line: "bigcommerce-tokens doctor" },
    { what: "what is broken, for a script", line: "bigcommerce-tokens doctor . --json" },
  ],
  async run(context) {
    const [folder = ".", ...more] = context.operands;
    if (more.length > 0) throw usage("doctor looks at one folder, got more");
    const { inspectToken } = await import("../../entry/inspect.js");
    const { files, variables, skipped } = await findVariables(folder, context);
    const all = [...variables, ...Object.entries(context.env).map(([name, value = ""]) => ({ file: "environment", line: 0, name, value }))];
    const tokens = all.flatMap((variable) => lookAt(variable, (value, usedIn) => inspectToken(value, { usedIn })) ?? []);
    const judged = judge([...tokens, ...lookAtSettings(all)]);
    return {
      data: { folder, files, skipped, items: judged },
      lines: report({ judged, files, skipped }, context.paint),
      exit: judged.some(({ urgency }) => urgency === "broken") ? 1 : 0,
    };
  },
};
