/**
 * Reads the command line by Node's own parser, in its lenient mode: the messages of the strict one repeat what was given.
 *
 * @typedef {object} Option
 * @property {"string" | "boolean"} type
 * @property {string} [short]
 * @property {boolean} [multiple]
 * @property {string} [value] stands for the value in the help
 * @property {string} what
 *
 * @typedef {object} Command
 * @property {string} name
 * @property {string} summary one line, for the list of commands
 * @property {string} [about] more lines, for its own help
 * @property {string} [operands] stands for what follows the options, in the help
 * @property {boolean} [aboutToken] a token is its subject: what else would be an operand is taken for one and refused
 * @property {Record<string, Option>} options
 * @property {readonly { what: string, line: string }[]} examples
 * @property {(context: import("./context.js").Context) => Promise<import("./context.js").Report | undefined>} run
 *
 * @typedef {{ command: Command | undefined, values: Record<string, any>, operands: string[] }} CommandLine
 */
import { parseArgs } from "node:util";
import { usage } from "./failure.js";
import { refusePositional, refuseSecrets } from "./refused-secrets.js";
import { nearest } from "./suggest.js";

/** @type {Record<string, Option>} */
export const EVERYWHERE = {
  json: { type: "boolean", what: "print one JSON document, errors too" },
  help: { type: "boolean", short: "h", what: "print this help" },
  version: { type: "boolean", short: "v", what: "print the version" },
};

/** A name that may be repeated in a message: no secret is a word of letters and dashes alone. @param {string} name */
const isWord = (name) => /^[a-z][a-z-]{0,30}$/i.test(name) && (name.length < 16 || name.includes("-"));

/** @param {readonly string[]} argv @param {Record<string, Option>} options */
function parse(argv, options) {
  const config = Object.fromEntries(Object.entries(options).map(([name, { type, short, multiple }]) => [name, { type, ...(short && { short }), ...(multiple && { multiple }) }]));
  return parseArgs({ args: [...argv], options: config, strict: false, allowPositionals: true, tokens: true });
}

/** @param {string} rawName @param {Record<string, Option>} options */
function unknownOption(rawName, options) {
  const name = rawName.replace(/^-+/, "");
  const meant = nearest(name, Object.keys(options));
  const hint = meant === undefined ? "--help lists the options" : `did you mean --${meant}?`;
  return usage(`unknown option${isWord(name) ? ` ${rawName}` : ""}`, hint);
}

/** @param {readonly any[]} tokens of parseArgs @param {Record<string, Option>} options */
function checkKnown(tokens, options) {
  const unknown = tokens.find(({ kind, name }) => kind === "option" && !Object.hasOwn(options, name));
  if (unknown !== undefined) throw unknownOption(unknown.rawName, options);
}

/** @param {readonly any[]} tokens of parseArgs @param {Record<string, Option>} options */
function checkOptions(tokens, options) {
  checkKnown(tokens, options);
  const seen = new Set();
  for (const { kind, name, value, inlineValue } of tokens) {
    if (kind !== "option") continue;
    const option = options[name];
    if (option.type === "boolean" && value !== undefined) throw usage(`--${name} takes no value`);
    if (option.type === "string" && (value === undefined || value === "")) throw usage(`--${name} needs a value: --${name} ${option.value}`);
    if (option.type === "string" && !inlineValue && value.startsWith("-")) throw usage(`--${name} needs a value, got another option`, `a value that begins with a dash is written --${name}=${option.value}`);
    if (!option.multiple && seen.has(name)) throw usage(`--${name} is given twice`);
    seen.add(name);
  }
}

/** @param {string} name @param {readonly Command[]} commands */
function unknownCommand(name, commands) {
  // What is like no command may be anything, also a secret: it is not repeated.
  const meant = nearest(name, commands.map((command) => command.name));
  return meant === undefined ? usage("unknown command", "bigcommerce-tokens --help lists the commands") : usage(`unknown command ${name}`, `did you mean ${meant}?`);
}

/**
 * @param {readonly string[]} argv without Node and the program
 * @param {readonly Command[]} commands
 * @returns {CommandLine}
 */
export function readCommandLine(argv, commands) {
  refuseSecrets(argv);
  // The command may come after options, whose values are no commands: so every option there is must be known first.
  const all = Object.assign({}, ...commands.map(({ options }) => options), EVERYWHERE);
  const { tokens: roughly } = parse(argv, all);
  const [first, second] = roughly.filter(({ kind }) => kind === "positional");
  if (first === undefined) {
    const { values, tokens } = parse(argv, EVERYWHERE);
    checkOptions(tokens, EVERYWHERE);
    return { command: undefined, values, operands: [] };
  }
  // What follows an unknown option may be its value.
  checkKnown(roughly.slice(0, roughly.indexOf(first)), all);
  const asksForHelp = /** @type {any} */ (first).value === "help";
  const named = /** @type {any} */ (asksForHelp ? second : first);
  if (named === undefined) return { command: undefined, values: { help: true, json: argv.includes("--json") }, operands: [] };
  const command = commands.find(({ name }) => name === named.value);
  if (command === undefined) throw unknownCommand(named.value, commands);
  const rest = argv.filter((_, index) => index !== named.index && !(asksForHelp && index === first.index));
  const options = { ...command.options, ...EVERYWHERE };
  const { values, positionals, tokens } = parse(rest, options);
  checkOptions(tokens, options);
  if (positionals.length > 0 && command.operands === undefined && !values.help) {
    throw command.aboutToken ? refusePositional(command.name) : usage(`${command.name} takes options alone, got something else`, `bigcommerce-tokens ${command.name} --help`);
  }
  return { command, values: asksForHelp ? { ...values, help: true } : values, operands: positionals };
}
