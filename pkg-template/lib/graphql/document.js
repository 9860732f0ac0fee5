// The text of a document, whatever tool made it: a string, a TypedDocumentString, or a parsed document. Those of
// graphql-codegen have no text of their own, and a text that others carry leaves out fragments that were added later; so a
// parsed one is always written anew, by this file instead of the `graphql` package, which would weigh twenty times as much.

/** @typedef {{ readonly kind: string, readonly [part: string]: any }} Node */

/** @type {WeakMap<object, string>} */
const written = new WeakMap();

/**
 * @param {any} document
 * @returns {any} a string; anything else as it is, for Rust to refuse by its kind
 */
export function textOf(document) {
  try {
    if (document instanceof String) return String(document);
    if (document?.kind !== "Document") return document;
    const text = written.get(document) ?? write(document);
    written.set(document, text);
    return text;
  } catch {
    // A node that no document has, or something that throws when it is looked at: the whole is none.
    return document;
  }
}

/** @type {Record<string, (node: any) => string>} */
const WRITERS = {
  Document: ({ definitions }) => all(definitions, " "),
  OperationDefinition: ({ operation, name, variableDefinitions, directives, selectionSet }) =>
    `${operation}${name ? ` ${write(name)}` : ""}${within("(", variableDefinitions, ")")}${all(directives)}${write(selectionSet)}`,
  FragmentDefinition: ({ name, typeCondition, directives, selectionSet }) =>
    `fragment ${write(name)} on ${write(typeCondition)}${all(directives)}${write(selectionSet)}`,
  VariableDefinition: ({ variable, type, defaultValue, directives }) =>
    `${write(variable)}:${write(type)}${defaultValue ? `=${write(defaultValue)}` : ""}${all(directives)}`,
  SelectionSet: ({ selections }) => `{${all(selections, " ")}}`,
  Field: ({ alias, name, arguments: given, directives, selectionSet }) =>
    `${alias ? `${write(alias)}:` : ""}${write(name)}${within("(", given, ")")}${all(directives)}${selectionSet ? write(selectionSet) : ""}`,
  FragmentSpread: ({ name, directives }) => `...${write(name)}${all(directives)}`,
  InlineFragment: ({ typeCondition, directives, selectionSet }) =>
    `...${typeCondition ? `on ${write(typeCondition)}` : ""}${all(directives)}${write(selectionSet)}`,
  Argument: ({ name, value }) => `${write(name)}:${write(value)}`,
  Directive: ({ name, arguments: given }) => ` @${write(name)}${within("(", given, ")")}`,
  Name: ({ value }) => value,
  NamedType: ({ name }) => write(name),
  ListType: ({ type }) => `[${write(type)}]`,
  NonNullType: ({ type }) => `${write(type)}!`,
  Variable: ({ name }) => `$${write(name)}`,
  IntValue: ({ value }) => value,
  FloatValue: ({ value }) => value,
  EnumValue: ({ value }) => value,
  BooleanValue: ({ value }) => String(value),
  NullValue: () => "null",
  // Every escape of JSON is one of GraphQL.
  StringValue: ({ value }) => JSON.stringify(value),
  ListValue: ({ values }) => `[${all(values, ",")}]`,
  ObjectValue: ({ fields }) => `{${all(fields, ",")}}`,
  ObjectField: ({ name, value }) => `${write(name)}:${write(value)}`,
};

/** @param {Node} node @returns {string} */
function write(node) {
  return /** @type {(node: Node) => string} */ (WRITERS[node.kind])(node);
}

/** @param {readonly Node[]} [nodes] */
function all(nodes = [], between = "") {
  return nodes.map(write).join(between);
}

/** @param {string} open @param {readonly Node[] | undefined} nodes @param {string} close */
function within(open, nodes, close) {
  return nodes?.length ? `${open}${all(nodes, ",")}${close}` : "";
}
