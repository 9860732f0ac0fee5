//! What `pkg-template/lib/host.js` offers: the client's settings as they are kept, and the few things only JavaScript can do.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::task::settled;
use crate::time::UnixMillis;

#[wasm_bindgen]
extern "C" {
    /// One client. Settings are checked by [`super::settings`] when the client is made.
    pub(super) type Host;

    /// What [`super::settings::Settings`] reads.
    #[wasm_bindgen(method, getter)]
    pub(super) fn settings(this: &Host) -> String;
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
    /// Whether `Object.prototype` carries something that fetch would take for an option.
    #[wasm_bindgen(method)]
    pub(super) fn polluted(this: &Host) -> bool;
    /// Milliseconds since the Unix epoch.
    #[wasm_bindgen(method, js_name = now)]
    fn now_ms(this: &Host) -> f64;
    /// From 0 to below 1.
    #[wasm_bindgen(method)]
    pub(super) fn random(this: &Host) -> f64;
    /// The access token or what promises it; throws what a callback throws.
    #[wasm_bindgen(method, catch, js_name = accessToken)]
    pub(super) fn access_token(this: &Host) -> Result<JsValue, JsValue>;
    /// Begins an attempt and its deadline. What may be sent `once` only gets a connection of its own where the runtime would send it
    /// again unasked.
    #[wasm_bindgen(method)]
    pub(super) fn attempt(this: &Host, ms: f64, signal: &JsValue, once: bool) -> Attempt;
    /// Calls fetch; resolves once the answer begins, and never rejects.
    #[wasm_bindgen(method)]
    pub(super) fn send(this: &Host, attempt: &Attempt, head: &str, body: Option<&str>) -> Promise;
    /// Waits for a promise of the caller's.
    #[wasm_bindgen(method)]
    pub(super) fn within(this: &Host, ms: f64, signal: &JsValue, promise: &JsValue) -> Promise;
    /// Waits by the client's clock; resolves at the latest then.
    #[wasm_bindgen(method)]
    pub(super) fn pause(this: &Host, ms: f64, signal: &JsValue) -> Promise;
    /// Tells listeners and the logger.
    #[wasm_bindgen(method)]
    pub(super) fn emit(this: &Host, event: JsValue);

    /// One request under way. Once an answer began it has the properties of a `Response`, each checked and copied.
    #[derive(Clone)]
    pub(super) type Attempt;

    /// The `type` of the answer.
    #[wasm_bindgen(method, getter, js_name = type)]
    pub(super) fn kind(this: &Attempt) -> String;
    /// The answer's own headers object.
    #[wasm_bindgen(method, getter)]
    pub(super) fn headers(this: &Attempt) -> JsValue;
    /// A header of the answer.
    #[wasm_bindgen(method)]
    pub(super) fn header(this: &Attempt, name: &str) -> Option<String>;
    /// Reads the body up to a limit in bytes.
    #[wasm_bindgen(method)]
    pub(super) fn read(this: &Attempt, limit: f64) -> Promise;
    /// Lets go of a body that nobody reads.
    #[wasm_bindgen(method)]
    pub(super) fn discard(this: &Attempt);
    /// Ends what is under way.
    #[wasm_bindgen(method)]
    pub(super) fn abort(this: &Attempt);
    /// Ends the deadline.
    #[wasm_bindgen(method)]
    pub(super) fn end(this: &Attempt);
}

/// How waiting ended.
pub(super) enum Ending {
    /// It is done, with this result.
    Done(JsValue),
    /// It failed, and this was thrown.
    Failed(JsValue),
    TimedOut,
    Aborted,
    /// The caller's fetch did not behave; what it did, in words of ours.
    Misused(String),
    TooLarge,
}

impl Ending {
    /// Waits for a promise of a [`Host`] or an [`Attempt`]. None of them rejects.
    pub(super) async fn of(promise: Promise) -> Self {
        let (kind, value) = settled(promise).await;
        Self::new(kind, value)
    }

    /// The numbers are those of `lib/wait.js`.
    fn new(kind: u32, value: JsValue) -> Self {
        match kind {
            0 => Self::Done(value),
            2 => Self::TimedOut,
            3 => Self::Aborted,
            4 => Self::Misused(value.as_string().unwrap_or_default()),
            5 => Self::TooLarge,
            // It is 1; nothing else is ever told.
            _ => Self::Failed(value),
        }
    }
}

/// The client's clock.
pub(super) fn now(host: &Host) -> UnixMillis {
    as_millis(host.now_ms())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "casts from floats saturate, NaN is 0"
)]
pub(super) const fn as_millis(ms: f64) -> UnixMillis {
    UnixMillis(ms as u64)
}
