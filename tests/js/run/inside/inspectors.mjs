// Every way the runtime itself prints a value.

/** @param {any} util the node:util module, where there is one @param {any} global @returns {{ name: string, show(value: unknown): string }[]} */
export function inspectors(util, global) {
  const list = [];
  if (util?.inspect) {
    const variants = [{}, { depth: 10 }, { showHidden: true, depth: 10 }, { getters: true, depth: 10 }, { customInspect: false, depth: 10 }, { showHidden: true, getters: true, customInspect: false, depth: 10 }, { showProxy: true, depth: 10 }];
    for (const options of variants) list.push({ name: `util.inspect ${JSON.stringify(options)}`, show: (value) => util.inspect(value, options) });
    for (const format of ["%s", "%o", "%O", "%j", ""]) list.push({ name: `util.format ${format}`, show: (value) => (format ? util.format(format, value) : util.format(value)) });
  }
  if (global.Deno?.inspect) for (const options of [{}, { depth: 10, showHidden: true, getters: true, showProxy: true }]) list.push({ name: `Deno.inspect ${JSON.stringify(options)}`, show: (value) => global.Deno.inspect(value, options) });
  if (global.Bun?.inspect) for (const options of [{}, { depth: 10, showHidden: true }]) list.push({ name: `Bun.inspect ${JSON.stringify(options)}`, show: (value) => global.Bun.inspect(value, options) });
  return list;
}
