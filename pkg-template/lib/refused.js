// The refusal in places where no WebAssembly speaks: the entries of browsers, which have none, and hosts that cannot run it.
import { BrowserRefusedError } from "./errors.js";

const RESOLVED = "it was resolved for a browser, by the browser or react-native condition";
const MARKED = "it shows the marks of a browser, and does not run WebAssembly";

const ADVICE =
  "call it in code that runs on the server; to bundle for a server, use the node or workerd condition (esbuild --platform=node, webpack target node); " +
  "in Jest with jsdom, begin the test file with /** @jest-environment node */; in Vitest, set environment: \"node\"";

/** The error that says what to do instead. The message holds the advice too: test runners and consoles print nothing else. */
export const refused = () => refusal(RESOLVED);

/** For a host where the marks of a browser were found and the WebAssembly that judges them could not run. */
export const refusedByMarks = () => refusal(MARKED);

/** The same answers for whoever only asks. */
export const detectRuntime = () => ({ name: "browser", server: false, reason: RESOLVED });
export const detectedByMarks = () => ({ name: "browser", server: false, reason: MARKED });

/** @param {string} reason */
function refusal(reason) {
  const message = `bigcommerce-tokens does not run here (${reason}): it handles secrets and belongs on a server; ${ADVICE}`;
  return new BrowserRefusedError({ code: "browser_refused", message, hint: ADVICE, runtime: "browser" });
}
