// What the build takes from the graphql package into vendor/graphql.js. Its index would bring the whole package along.
export { Lexer } from "graphql/language/lexer.mjs";
export { parse } from "graphql/language/parser.mjs";
export { Source } from "graphql/language/source.mjs";
