// The one script that runs in every place: a fake before or after the subject loads, then the subject's own answers.
import { helpers } from "./fakes.mjs";

/** Sends by whatever the place has, taken before a fake can take it away. */
const sender = (url) => `
  const { stringify } = JSON;
  const post = typeof fetch === "function"
    ? ((send) => (body) => send(${JSON.stringify(url)}, { method: "POST", mode: "no-cors", body }))(fetch.bind(globalThis))
    : ((Processor, register) => (body) => register("reporter", class extends Processor {
        constructor() { super(); this.port.postMessage([${JSON.stringify(url)}, body]); }
        process() { return false; }
      }))(AudioWorkletProcessor, registerProcessor);`;

// A polyfill may need what a place does not have; as much of it as ran is the fake.
const attempt = ({ code }) => `try { ${code} } catch {}`;

/** A script that reports `{ facts, attempts }`, or `{ crash }`, to `url`. */
export function scriptFor({ subject, fake, when, url, origin }) {
  return `(() => {
    ${sender(url)}
    ${helpers}
    const work = async () => {
      ${when === "before" ? attempt(fake) : ""}
      ${subject}
      ${when === "after" ? attempt(fake) : ""}
      const facts = subject.runtimeFacts();
      return { facts, attempts: await subject.attempts(${JSON.stringify(origin)}) };
    };
    work().then((report) => post(stringify(report)), (error) => post(stringify({ crash: String(error?.stack ?? error) })));
  })();`;
}
