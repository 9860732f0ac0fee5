// Keeps one token: hands it out while it is fresh, and has it replaced. What to do, and when, is decided in Rust
// (src/lifecycle); here is who waits for it, and for how long.
import { BigCommerceError, ProtocolError, internal } from "../errors.js";
import { notice } from "./notices.js";
import { toProvidedToken } from "./provided-token.js";
import { carryOut } from "./steps.js";
import { aborted, hasAborted, keepAlive, newCycle, news, tell } from "./waiting.js";

/** @typedef {import("./waiting.js").Cycle} Cycle */

/**
 * Where requests end and take their I/O with them, nobody waits longer than a second for what another request began. Whoever
 * waits looks by timers of their own, since a promise of that request may never settle, and a clock may stand still.
 */
const LOOK_MS = 10;
const LOOKS = 100;
/** No caller needs more cycles than this: a bound for tokens that are dropped as fast as they are made. */
const MOST_CYCLES = 5;
/** After a second fault of the package in a row nobody begins anew for so long, twice that after a third: it may cost a token each time. */
const REST_MS = 5_000;
const LONGEST_REST_MS = 60_000;

/**
 * The token in hand.
 *
 * @typedef {object} Held
 * @property {string} generation
 * @property {string} token
 * @property {number} since  fresh from here, in milliseconds of the client's clock
 * @property {number} until  fresh before here
 * @property {import("../../types/provider.d.ts").ProvidedToken} answer
 *
 * What a caller wants.
 *
 * @typedef {object} Wish
 * @property {AbortSignal | undefined} [signal]
 * @property {((work: Promise<unknown>) => void) | undefined} [waitUntil]
 * @property {boolean} [force]
 */

/** A token that nobody can use: the API's clock or its answer is wrong. */
const expired = (/** @type {number} */ elapsedMs) =>
  new ProtocolError({
    code: "protocol",
    path: "data.token",
    message: "expected a token that is still to expire, got one that by its own claims, or by this clock, has expired already",
    hint: "check the clock of this machine; whether the token works elsewhere is unknown: list the tokens and revoke it",
    operation: "provider.getToken",
    attempts: 1,
    elapsedMs: Math.max(0, elapsedMs),
    outcome: "unknown",
  });

export class Keeper {
  #lifecycle;
  #io;
  /** Whether requests end here and take their I/O with them. */
  #tied;
  /** @type {Cycle | undefined} */
  #cycle;
  /** Why there is no token. @type {unknown} */
  #failure;
  /** @type {Held | undefined} */
  #held;
  /** Faults of the package itself, with no token since. */
  #faults = 0;
  #rest = { from: 0, until: 0 };

  /**
   * @param {import("./lifecycle.js").Lifecycle} lifecycle
   * @param {import("./io.js").ProviderIo} io
   * @param {boolean} tied
   */
  constructor(lifecycle, io, tied) {
    this.#lifecycle = lifecycle;
    this.#io = io;
    this.#tied = tied;
  }

  /** The token in hand while it is fresh. Nothing is asked of Rust for it. */
  fresh() {
    const held = this.#held;
    if (held === undefined) return undefined;
    const now = this.#io.now();
    return now >= held.since && now < held.until ? held : undefined;
  }

  /**
   * A token, waited for if need be.
   *
   * @param {Wish} wish
   * @returns {Promise<Held>}
   */
  async get({ signal, waitUntil, force = false }) {
    const spent = this.#stopwatch();
    if (hasAborted(signal)) throw aborted(signal, spent(), "not_sent");
    // Whoever forces wants another token than this one.
    const over = force ? this.#held?.generation : undefined;
    let forced = force;
    if (this.#rests()) throw this.#why();
    for (let cycles = 0; cycles < MOST_CYCLES; ) {
      const { answer, cycle: number, step } = this.#ask(forced);
      const held = this.#held;
      if (answer === "use" && held !== undefined) return held;
      if (answer === "fail") throw this.#why();
      let cycle = this.#cycle;
      const failedBefore = cycle?.failure;
      if (answer === "join" && cycle !== undefined) {
        await (this.#tied ? this.#follow(cycle, signal, spent) : news(cycle, signal, spent));
      } else if (answer === "begin" || answer === "refresh") {
        cycle = newCycle(number);
        const goesOn = keepAlive(this.#run(cycle, step), waitUntil) || !this.#tied;
        if (answer === "refresh" && held !== undefined && goesOn) return held;
        await news(cycle, signal, spent);
        // Its I/O ends with this request, which therefore waits for all of it.
        while (!goesOn && !cycle.ended) await news(cycle, signal, spent);
      } else {
        throw this.#lose(internal());
      }
      if (cycle.ended) {
        const got = this.#held;
        if (cycle.usable && got !== undefined && got.generation !== over) return got;
        if (cycle.failure !== failedBefore) throw cycle.failure;
        // What this caller wants was no part of it: it had made its token, or failed, before that caller came, who asks again.
        cycles += 1;
      }
      if (hasAborted(signal)) throw aborted(signal, spent(), "unknown");
      forced = over !== undefined && over === this.#held?.generation;
    }
    throw this.#why();
  }

  /**
   * Drops a token that an API refused, unless it was replaced already or must stay.
   *
   * @param {Held} used
   * @returns {boolean} whether another can be had
   */
  drop(used) {
    const word = this.#lifecycle.invalidate(used.generation);
    if (word === "dropped" && this.#held?.generation === used.generation) this.#held = undefined;
    if (word === "kept") this.#io.warn(...notice("kept"));
    return word !== "kept";
  }

  /**
   * Lets go of a token that is dead, and lets every machine know that shares the store: also of one that only the store has, which
   * would come from there later.
   *
   * @param {string} dead
   */
  async invalidate(dead) {
    if (this.#held?.token === dead && !this.drop(this.#held)) return;
    const record = this.#io.hasStore() ? await this.#io.load() : undefined;
    if (record === undefined) return;
    const stone = this.#lifecycle.tombstone(this.#io.key, dead, record);
    if (stone === undefined) return;
    // What is older is dead with it; so is the very token, if another caller took it from the store meanwhile.
    if (!stone.holds) this.#held = undefined;
    await this.#io.save(stone.record, stone.ttlMs);
  }

  /** @param {boolean} forced */
  #ask(forced) {
    // Whoever finds nothing, and somebody at work, has to wait: a crowd need not ask Rust one by one.
    if (!forced && this.#held === undefined && this.#cycle !== undefined) return { answer: "join", cycle: "", step: "" };
    return this.#lifecycle.ask(forced);
  }

  /**
   * Carries a cycle through. Never rejects.
   *
   * @param {Cycle} cycle
   * @param {string} first
   */
  async #run(cycle, first) {
    this.#cycle = cycle;
    try {
      let step = first;
      while (!step.startsWith("done")) {
        const done = await carryOut(step, this.#io, () => this.#lifecycle.record(this.#io.key, this.#held?.token ?? ""));
        step = this.#advance(cycle, done);
      }
      cycle.usable = step === "done 1";
    } catch (fault) {
      cycle.failure = this.#lose(fault);
    }
    cycle.ended = true;
    if (this.#cycle === cycle) this.#cycle = undefined;
    tell(cycle);
  }

  /**
   * @param {Cycle} cycle
   * @param {import("./steps.js").Done} done
   * @returns {string} the next step
   */
  #advance(cycle, { event, token, failure }) {
    const before = this.#held?.generation;
    const turn = this.#lifecycle.advance(cycle.number, this.#io.key, event);
    this.#hold(turn.held, turn.token || token);
    const isUseless = token !== undefined && Number(this.#held?.generation ?? 0) < Number(event[1]) && turn.step.startsWith("done");
    const why = isUseless ? expired(this.#io.now() - Number(event[2])) : failure;
    if (why !== undefined) {
      this.#failure = cycle.failure = why;
      if (this.#held !== undefined) this.#io.warn(...notice(`refresh ${isUseless ? "protocol" : event[1]}`));
    }
    if (turn.notice !== "") this.#io.warn(...notice(turn.notice));
    // A late token may be what another cycle's callers wait for.
    if (this.#held?.generation !== before) for (const each of new Set([cycle, this.#cycle])) if (each !== undefined) tell(each);
    return turn.step;
  }

  /**
   * @param {string[]} line  as Rust tells what is in the hand
   * @param {string | undefined} token  what it may have become
   */
  #hold([generation = "", since, until, refreshAt, expiresAt], token) {
    const [from, to] = [Number(since), Number(until)];
    if (generation === "") {
      this.#held = undefined;
    } else if (this.#held?.generation === generation) {
      this.#held = { ...this.#held, since: from, until: to };
    } else if (token === undefined) {
      throw new BigCommerceError(internal());
    } else {
      const answer = toProvidedToken(token, Number(expiresAt), Number(refreshAt));
      this.#held = { generation, token, since: from, until: to, answer };
      this.#faults = 0;
    }
  }

  /**
   * Waits for another request's cycle, and lets the next in line take over when it takes too long.
   *
   * @param {Cycle} cycle
   * @param {AbortSignal | undefined} signal
   * @param {() => number} spent
   */
  async #follow(cycle, signal, spent) {
    const generation = this.#held?.generation;
    for (let looks = 0; looks < LOOKS; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      if (hasAborted(signal)) throw aborted(signal, spent(), "unknown");
      if (cycle.ended || this.#cycle !== cycle || this.#held?.generation !== generation) return;
    }
    if (this.#cycle !== cycle) return;
    this.#lifecycle.abandon(cycle.number);
    this.#cycle = undefined;
  }

  /** Milliseconds from here on. @returns {() => number} */
  #stopwatch() {
    const started = this.#io.now();
    return () => Math.max(0, this.#io.now() - started);
  }

  /** Why there is no token. */
  #why() {
    return this.#failure ?? new BigCommerceError(internal());
  }

  /** After a fault of the package itself: the provider begins anew, but not again and again. @param {unknown} fault */
  #lose(fault) {
    this.#failure = fault instanceof Error ? fault : new BigCommerceError(internal());
    this.#held = undefined;
    this.#lifecycle.forget();
    this.#faults += 1;
    const from = this.#io.now();
    const restMs = this.#faults < 2 ? 0 : Math.min(REST_MS * 2 ** (this.#faults - 2), LONGEST_REST_MS);
    this.#rest = { from, until: from + restMs };
    return this.#failure;
  }

  /** Not where the clock was set back meanwhile. */
  #rests() {
    const now = this.#io.now();
    return now >= this.#rest.from && now < this.#rest.until;
  }
}
