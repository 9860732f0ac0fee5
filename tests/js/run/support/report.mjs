// Gathers results, prints one line for each failing test and a closing count, and sets the exit code.

export class Report {
  #passed = 0;
  #failed = 0;
  /** @type {{ pass: string, name: string, ms: number }[]} */
  #times = [];

  constructor(title) {
    this.title = title;
  }

  /** @param {string} pass which pass of this runtime @param {{ name: string, ok: boolean, ms?: number, message?: string }} result */
  add(pass, result) {
    this.#times.push({ pass, name: result.name, ms: result.ms ?? 0 });
    if (result.ok) {
      this.#passed += 1;
      return;
    }
    this.#failed += 1;
    console.log(`FAIL ${this.title} [${pass}] ${result.name}: ${oneLine(result.message)}`);
  }

  /** Counts a whole pass that could not be carried out as one failure. */
  broken(pass, message) {
    this.add(pass, { name: "the pass itself", ok: false, message });
  }

  /** Prints the count, and with `--slow` the slowest tests; zero tests are a failure too. */
  close() {
    if (process.argv.includes("--slow")) {
      const totals = new Map();
      for (const { pass, ms } of this.#times) totals.set(pass, (totals.get(pass) ?? 0) + ms);
      for (const [pass, ms] of totals) console.log(`${String(ms).padStart(7)} ms [${pass}] in all`);
      for (const { pass, name, ms } of this.#times.sort((a, b) => b.ms - a.ms).slice(0, 25)) console.log(`${String(ms).padStart(7)} ms [${pass}] ${name}`);
    }
    if (this.#passed + this.#failed === 0) this.broken("all", "no test was run");
    console.log(`${this.title}: ${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed > 0 ? 1 : 0;
  }
}

function oneLine(text = "") {
  const flat = text.replaceAll(/\s+/g, " ");
  return flat.length > 600 ? `${flat.slice(0, 600)}…` : flat;
}
