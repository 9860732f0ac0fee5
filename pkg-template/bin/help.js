// The texts of --help, made from the same tables that the commands are read by.
import { EVERYWHERE } from "./command-line.js";
import { EXIT_CODES } from "./exit-codes.js";
import { columns } from "./terminal.js";

/** @typedef {import("./command-line.js").Command} Command */

const NAME = "bigcommerce-tokens";

const SECRETS = [
  "Secrets come from the environment (BIGCOMMERCE_ACCESS_TOKEN, B2B_PASSWORD), from a .env file, from a prompt that",
  "shows nothing, or from standard input. No flag takes one: a command line can be read by others.",
];

/** @param {readonly string[]} lines */
const indented = (lines) => lines.map((line) => `  ${line}`);

/** @param {Record<string, import("./command-line.js").Option>} options */
function optionRows(options) {
  return Object.entries(options).map(([name, { short, value, what, multiple }]) => {
    const flag = `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
    return [flag, multiple ? `${what}; may be repeated` : what];
  });
}

/** @param {Command} command */
const usageOf = ({ name, operands }) => `${NAME} ${name} [options]${operands === undefined ? "" : ` ${operands}`}`;

/** @param {readonly Command[]} commands */
export function overview(commands) {
  const exits = EXIT_CODES.map(({ exit, codes, what }) => [String(exit), what, codes.join(", ")]);
  return [
    "Creates BigCommerce API tokens and looks after them.",
    "",
    `usage: ${NAME} <command> [options]`,
    "",
    "commands:",
    ...indented(columns(commands.map(({ name, summary }) => [name, summary]))),
    "",
    "options of every command:",
    ...indented(columns(optionRows(EVERYWHERE))),
    "",
    ...SECRETS,
    "",
    "examples:",
    ...commands.flatMap(({ examples }) => examples.slice(0, 1)).flatMap(({ what, line }) => indented([`# ${what}`, line])),
    "",
    "exit codes, and the codes of the errors behind them:",
    ...indented(columns(exits)),
  ];
}

/** @param {Command} command */
export function helpOf(command) {
  return [
    command.summary,
    "",
    `usage: ${usageOf(command)}`,
    "",
    ...(command.about === undefined ? [] : [...command.about.split("\n"), ""]),
    "options:",
    ...indented(columns(optionRows({ ...command.options, ...EVERYWHERE }))),
    "",
    "examples:",
    ...command.examples.flatMap(({ what, line }) => indented([`# ${what}`, line])),
    "",
    `exit codes: ${NAME} --help`,
  ];
}

/** The same as data. @param {readonly Command[]} commands @param {Command | undefined} command */
export function helpData(commands, command) {
  if (command === undefined) return { usage: `${NAME} <command> [options]`, commands: commands.map(({ name, summary }) => ({ name, summary })), options: EVERYWHERE, exitCodes: EXIT_CODES };
  return { usage: usageOf(command), summary: command.summary, options: { ...command.options, ...EVERYWHERE }, examples: command.examples };
}
