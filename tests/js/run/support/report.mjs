// Gathers results, prints one line for each failing test and a closing count, and sets the exit code.

export class Report {
  #passed = 0;
  #failed = 0;

  constructor(title) {
    this.title = title;
  }

  /** @param {string} pass which pass of this runtime @param {{ name: string, ok: boolean, message?: string }} result */
  add(pass, result) {
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

  /** Prints the count; zero tests are a failure too. */
  close() {
    if (this.#passed + this.#failed === 0) this.broken("all", "no test was run");
    console.log(`${this.title}: ${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed > 0 ? 1 : 0;
  }
}

function oneLine(text = "") {
  const flat = text.replaceAll(/\s+/g, " ");
  return flat.length > 600 ? `${flat.slice(0, 600)}…` : flat;
}
