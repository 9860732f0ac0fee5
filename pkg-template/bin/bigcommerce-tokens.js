#!/usr/bin/env node
// Written for every release of Node that knows import(), so that an old one is told what it lacks.
const [major] = process.versions.node.split(".");
if (Number(major) < 20) {
  console.error(`bigcommerce-tokens needs Node 20 or newer, this is ${process.version}`);
  process.exitCode = 2;
} else {
  import("./main.js").then(({ main }) => main(process.argv.slice(2)));
}
