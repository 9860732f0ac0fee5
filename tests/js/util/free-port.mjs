// A port that stays free after it was found, until the one who asked takes it. One from `listen(0)` does not: as soon as
// it is let go, the system may hand it to a server of another test, and what was to be refused is answered there.
import { randomInt } from "node:crypto";
import net from "node:net";

/** Below every system's range of ports for `listen(0)` and for connections (Linux 32768, others 49152), above what fetch refuses to speak to (10080). */
const FIRST = 20_000;
const PAST_LAST = 30_000;

/** @returns {Promise<number>} */
export async function freePort() {
  for (let attempt = 1; ; attempt += 1) {
    const port = randomInt(FIRST, PAST_LAST);
    try {
      await listenOnce(port);
      return port;
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

/** @param {number} port @returns {Promise<void>} */
function listenOnce(port) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}
