//! What `pkg-template/lib/host.js` offers: the client's settings, and the few things only JavaScript can do.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// One client. Settings are checked by [`super::settings`] when the client is made.
    pub(super) type Host;

    #[wasm_bindgen(method, getter, js_name = storeHash)]
    pub(super) fn store_hash(this: &Host) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn api(this: &Host) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(super) fn b2b(this: &Host) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = userAgent)]
    pub(super) fn user_agent(this: &Host) -> String;
    #[wasm_bindgen(method, getter, js_name = timeoutMs)]
    pub(super) fn timeout_ms(this: &Host) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = totalTimeoutMs)]
    pub(super) fn total_timeout_ms(this: &Host) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = maxRetries)]
    pub(super) fn max_retries(this: &Host) -> Option<f64>;
    #[wasm_bindgen(method, getter, js_name = maxRetryAfterMs)]
    pub(super) fn max_retry_after_ms(this: &Host) -> Option<f64>;
    /// Whether the caller vouches for an unknown server runtime.
    #[wasm_bindgen(method, getter, js_name = assumeServer)]
    pub(super) fn assume_server(this: &Host) -> bool;
    /// Whether events go anywhere.
    #[wasm_bindgen(method, getter)]
    pub(super) fn listening(this: &Host) -> bool;

    #[wasm_bindgen(method, getter, js_name = budgetCredits)]
    pub(super) fn budget_credits(this: &Host) -> u32;
    #[wasm_bindgen(method, setter, js_name = budgetCredits)]
    pub(super) fn set_budget_credits(this: &Host, credits: u32);
    #[wasm_bindgen(method, getter, js_name = budgetAt)]
    pub(super) fn budget_at(this: &Host) -> f64;
    #[wasm_bindgen(method, setter, js_name = budgetAt)]
    pub(super) fn set_budget_at(this: &Host, at_ms: f64);

    /// The marks of the runtime, see [`crate::runtime`].
    #[wasm_bindgen(method)]
    pub(super) fn facts(this: &Host) -> u32;
    /// Whether there is a fetch to call.
    #[wasm_bindgen(method, js_name = canFetch)]
    pub(super) fn can_fetch(this: &Host) -> bool;
    /// Whether the access token comes from a callback.
    #[wasm_bindgen(method, getter, js_name = asksForToken)]
    pub(super) fn asks_for_token(this: &Host) -> bool;
    /// Whether `Object.prototype` carries something that fetch would take for an option.
    #[wasm_bindgen(method)]
    pub(super) fn polluted(this: &Host) -> bool;
    /// Milliseconds since the Unix epoch.
    #[wasm_bindgen(method)]
    pub(super) fn now(this: &Host) -> f64;
    /// From 0 to below 1.
    #[wasm_bindgen(method)]
    pub(super) fn random(this: &Host) -> f64;
    /// The access token, a promise of it, or `undefined`; throws what the caller's callback throws.
    #[wasm_bindgen(method, catch, js_name = accessToken)]
    pub(super) fn access_token(this: &Host) -> Result<JsValue, JsValue>;
    /// Calls the caller's fetch with `redirect: "manual"`; what comes back may be anything. `head` holds the URL, the method,
    /// and names and values of headers, a line each.
    #[wasm_bindgen(method, catch)]
    pub(super) fn send(this: &Host, head: &str, body: Option<&str>, signal: &JsValue) -> Result<JsValue, JsValue>;
    /// Lets go of an answer that nobody will read.
    #[wasm_bindgen(method)]
    pub(super) fn discard(this: &Host, response: &JsValue);
    /// A running deadline: resolves with `false` after `ms` of real time, with `true` when `signal` aborts before.
    #[wasm_bindgen(method)]
    pub(super) fn deadline(this: &Host, ms: f64, signal: &JsValue) -> Watch;
    /// The same by the client's clock, for waits between attempts.
    #[wasm_bindgen(method)]
    pub(super) fn pause(this: &Host, ms: f64, signal: &JsValue) -> Watch;
    /// Tells listeners and the logger.
    #[wasm_bindgen(method)]
    pub(super) fn emit(this: &Host, event: JsValue);

    /// A timer joined with a signal.
    pub(super) type Watch;

    #[wasm_bindgen(method, getter)]
    pub(super) fn promise(this: &Watch) -> Promise;
    /// The signal for what is under way as long as the timer runs.
    #[wasm_bindgen(method, getter)]
    pub(super) fn signal(this: &Watch) -> JsValue;
    /// Ends what goes by the signal.
    #[wasm_bindgen(method)]
    pub(super) fn abort(this: &Watch);
    /// Ends the timer.
    #[wasm_bindgen(method)]
    pub(super) fn cancel(this: &Watch);
}
