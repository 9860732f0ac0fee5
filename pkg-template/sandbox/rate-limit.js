/**
 * A fixed window of requests, opened by the first request in it.
 *
 * @typedef {{ allowed: boolean, quota: number, left: number, resetMs: number, windowMs: number }} Budget
 */

/**
 * @param {{ requests: number, windowMs: number }} limit
 * @param {{ now(): number }} clock
 * @returns {(cost?: number) => Budget} takes one request, or what it costs, from the window
 */
export function createRateLimit({ requests, windowMs }, clock) {
  let openedAt = -Infinity;
  let used = 0;
  return (cost = 1) => {
    const now = clock.now();
    // A clock that was moved back behind the window's start opens a new one, else the window would never end.
    if (now >= openedAt + windowMs || now < openedAt) {
      openedAt = now;
      used = 0;
    }
    const allowed = used + cost <= requests;
    if (allowed) used += cost;
    return { allowed, quota: requests, left: requests - used, resetMs: openedAt + windowMs - now, windowMs };
  };
}
