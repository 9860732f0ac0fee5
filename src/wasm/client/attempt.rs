//! One request sent through the caller's fetch, with a deadline that covers the body.

use gloo_net::http::{Method as FetchMethod, Response as FetchResponse};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::{
    foreign::code_and_message,
    host::{Attempt, Ending, Host},
    plain::as_f64,
    response_head::ResponseHead,
};
use crate::{
    http::{Method, Request, Response},
    lifecycle::Failure,
    text::join,
};

/// How an attempt ended.
pub(super) enum AttemptEnd {
    Answered(Response, Box<ResponseHead>),
    TooLarge(Box<ResponseHead>),
    Failed(Failure),
    Misused(String),
    TimedOut,
    Aborted,
}

/// How many bytes of a body are read.
#[derive(Clone, Copy)]
pub(super) struct BodyLimits {
    pub(super) success: usize,
    pub(super) refusal: usize,
}

/// Sends `request` and reads up to `limits`, for at most `timeout_ms`; in a connection of its own where it may be sent `once` only
/// and the runtime does not see to that.
pub(super) async fn run(
    host: &Host,
    request: &Request,
    limits: BodyLimits,
    timeout_ms: u64,
    signal: &JsValue,
    once: bool,
) -> AttemptEnd {
    let attempt = host.attempt(as_f64(timeout_ms), signal, once);
    let ended = exchange(host, request, limits, &attempt).await;
    // Whatever is still under way ends with the attempt; after a whole answer there is nothing left to end.
    if matches!(ended, AttemptEnd::Answered(..)) {
        attempt.end();
    } else {
        attempt.abort();
    }
    ended
}

async fn exchange(host: &Host, request: &Request, limits: BodyLimits, attempt: &Attempt) -> AttemptEnd {
    if let Err(ended) = begun(Ending::of(host.send(attempt, &head(request), request.body())).await) {
        return ended;
    }
    let response = FetchResponse::from(attempt.clone().unchecked_into::<web_sys::Response>());
    let (kind, status) = (attempt.kind(), response.status());
    if status == 0 && kind == "error" {
        return AttemptEnd::Failed(Failure::Broken);
    }
    // A hidden redirect, whatever status a fetch gives it.
    let status = if kind == "opaqueredirect" { 0 } else { status };
    let answer = Box::new(ResponseHead::read(request, attempt, status));
    if response.redirected() {
        attempt.discard();
        // A fetch that followed a redirect on its own is told as one, whatever it found at the end.
        return bodiless(0, Some(response.url()), answer);
    }
    if matches!(status, 0 | 300..=399) {
        attempt.discard();
        return bodiless(status, attempt.header("location"), answer);
    }
    let refused = status >= 400;
    let limit = if refused { limits.refusal } else { limits.success };
    let read = if declares_more(attempt, limit) {
        Ending::TooLarge
    } else {
        Ending::of(attempt.read(as_f64(limit as u64))).await
    };
    let ended = match read {
        Ending::Done(bytes) => {
            let body = Zeroizing::new(bytes.unchecked_into::<Uint8Array>().to_vec());
            let location = None;
            return AttemptEnd::Answered(Response { status, location, body }, answer);
        }
        Ending::Aborted => AttemptEnd::Aborted,
        // The status alone says that the API refused; waiting longer for its words would turn that into a timeout.
        _ if refused => bodiless(status, None, answer),
        Ending::TooLarge => AttemptEnd::TooLarge(answer),
        Ending::Failed(_) => AttemptEnd::Failed(Failure::Broken),
        Ending::Misused(what) => AttemptEnd::Misused(what),
        Ending::TimedOut => AttemptEnd::TimedOut,
    };
    attempt.discard();
    attempt.abort();
    ended
}

/// Whether an answer began.
fn begun(sent: Ending) -> Result<(), AttemptEnd> {
    match sent {
        Ending::Done(_) => Ok(()),
        Ending::Failed(thrown) => {
            let (code, message) = code_and_message(&thrown);
            Err(AttemptEnd::Failed(Failure::judge(&code, &message)))
        }
        Ending::Misused(what) => Err(AttemptEnd::Misused(what)),
        Ending::TimedOut => Err(AttemptEnd::TimedOut),
        Ending::Aborted | Ending::TooLarge => Err(AttemptEnd::Aborted),
    }
}

/// An answer of which the head is enough.
fn bodiless(status: u16, location: Option<String>, answer: Box<ResponseHead>) -> AttemptEnd {
    let body = Zeroizing::default();
    AttemptEnd::Answered(Response { status, location, body }, answer)
}

/// Whether the answer announces a body beyond `limit`.
fn declares_more(attempt: &Attempt, limit: usize) -> bool {
    let declared = attempt
        .header("content-length")
        .and_then(|length| length.parse::<u64>().ok());
    declared.is_some_and(|length| length > limit as u64)
}

/// The URL, the method, and names and values of headers, a line each: one crossing instead of two for each header. No part can
/// hold a line break: every value was checked for it.
fn head(request: &Request) -> Zeroizing<String> {
    let method = match request.method {
        Method::Get => FetchMethod::GET,
        Method::Post => FetchMethod::POST,
        Method::Delete => FetchMethod::DELETE,
    };
    let target = request.target();
    let mut parts = vec![target.as_str(), method.as_str()];
    for (name, value) in request.headers() {
        parts.extend([name, value]);
    }
    Zeroizing::new(join(&parts, "\n"))
}
