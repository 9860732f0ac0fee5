//! One request sent through the caller's fetch, with a deadline that covers the body.

use gloo_net::http::Method as FetchMethod;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

use super::{
    answer::{Answer, read_header},
    body::{self, Unread},
    foreign::{code_and_message, has_function, peek},
    host::Host,
    watch::{Interrupted, Watching, as_f64},
};
use crate::{
    http::{MAX_BODY_BYTES, MAX_REFUSAL_BYTES, Method, Request, Response},
    lifecycle::Failure,
    text::concat,
};

/// How an attempt ended.
pub(super) enum Ended {
    Answered(Response, Box<Answer>),
    TooLarge(Box<Answer>),
    Failed(Failure),
    Misused(&'static str),
    TimedOut,
    Aborted,
}

impl From<Interrupted> for Ended {
    fn from(interrupted: Interrupted) -> Self {
        match interrupted {
            Interrupted::Aborted => Self::Aborted,
            Interrupted::TimeIsUp => Self::TimedOut,
        }
    }
}

/// Sends `request` and reads what comes back, for at most `timeout_ms`.
pub(super) async fn run(host: &Host, request: &Request, timeout_ms: u64, signal: &JsValue) -> Ended {
    let watch = Watching::new(host.deadline(as_f64(timeout_ms), signal));
    let ended = exchange(host, request, &watch).await;
    let ended = ended.unwrap_or_else(|ended| ended);
    // Whatever is still under way ends with the attempt; after a whole answer there is nothing left to end.
    if !matches!(ended, Ended::Answered(..)) {
        watch.abort();
    }
    ended
}

async fn exchange(host: &Host, request: &Request, watch: &Watching) -> Result<Ended, Ended> {
    let promise = send(host, request, watch)?;
    let fetched = watch.until(JsFuture::from(js_sys::Promise::resolve(&promise))).await?;
    let fetched = fetched.map_err(|thrown| failed(&thrown))?;
    let response = recognize(&fetched).map_err(Ended::Misused)?;
    let status = response.status();
    let header = |name: &str| read_header(&fetched, name);
    if status == 0 && peek(&fetched, "type") == "error" {
        return Err(Ended::Failed(Failure::Broken));
    }
    let answer = Box::new(Answer::read(host, request, &fetched, status));
    if response.redirected() || matches!(status, 0 | 300..=399) {
        host.discard(&fetched);
        let location = if response.redirected() {
            Some(response.url())
        } else {
            header("location")
        };
        // A fetch that followed a redirect on its own is told as one, whatever it found at the end.
        let status = if response.redirected() { 0 } else { status };
        return Ok(Ended::Answered(
            Response {
                status,
                location,
                body: Zeroizing::default(),
            },
            answer,
        ));
    }
    let refused = status >= 400;
    let limit = if refused { MAX_REFUSAL_BYTES } else { MAX_BODY_BYTES };
    let declared = header("content-length").and_then(|length| length.parse::<u64>().ok());
    let read = if declared.is_some_and(|length| length > limit as u64) {
        Err(Unread::TooLarge)
    } else {
        match watch.until(body::read(&fetched, limit)).await {
            Ok(read) => read,
            // The status alone says that the API refused; waiting longer for its words would turn that into a timeout.
            Err(Interrupted::TimeIsUp) if refused => Err(Unread::TooLarge),
            Err(interrupted) => {
                host.discard(&fetched);
                return Err(interrupted.into());
            }
        }
    };
    let body = match read {
        Ok(body) => body,
        Err(unread) => {
            host.discard(&fetched);
            watch.abort();
            match unread {
                _ if refused => Zeroizing::default(),
                Unread::TooLarge => return Err(Ended::TooLarge(answer)),
                Unread::Broken => return Err(Ended::Failed(Failure::Broken)),
                Unread::Misuse(what) => return Err(Ended::Misused(what)),
            }
        }
    };
    Ok(Ended::Answered(
        Response {
            status,
            location: None,
            body,
        },
        answer,
    ))
}

fn send(host: &Host, request: &Request, watch: &Watching) -> Result<JsValue, Ended> {
    let method = match request.method {
        Method::Get => FetchMethod::GET,
        Method::Post => FetchMethod::POST,
        Method::Delete => FetchMethod::DELETE,
    };
    // One crossing instead of two for each header. No part can hold a line break: every value was checked for it.
    let mut head = Zeroizing::new(concat(&[request.url.as_str(), "\n", method.as_str()]));
    for (name, value) in request.headers() {
        for part in ["\n", name, "\n", value] {
            head.push_str(part);
        }
    }
    host.send(&head, request.body(), &watch.signal())
        .map_err(|thrown| failed(&thrown))
}

fn failed(thrown: &JsValue) -> Ended {
    let (code, message) = code_and_message(thrown);
    Ended::Failed(Failure::judge(&code, &message))
}

/// Looks once at everything that is used later, so that an answer that is none cannot throw halfway.
fn recognize(fetched: &JsValue) -> Result<gloo_net::http::Response, &'static str> {
    if !fetched.is_object() {
        return Err("it answered with something that is no object");
    }
    let status = peek(fetched, "status").as_f64();
    if !status.is_some_and(|status| status.fract() == 0.0 && (0.0..=999.0).contains(&status)) {
        return Err("its answer has no status");
    }
    if !has_function(&peek(fetched, "headers"), "get") {
        return Err("its answer has no headers");
    }
    if peek(fetched, "bodyUsed").is_truthy() {
        return Err("its answer was read already");
    }
    if peek(fetched, "redirected").is_truthy() && !peek(fetched, "url").is_string() {
        return Err("its answer was redirected from nowhere");
    }
    let raw: web_sys::Response = fetched.clone().unchecked_into();
    Ok(gloo_net::http::Response::from(raw))
}
