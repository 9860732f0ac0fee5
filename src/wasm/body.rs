//! Reading a body: with a bound, in bytes, from whatever kind of stream a fetch gives.

use js_sys::{Promise, Reflect, Symbol, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

use super::foreign::{self, Bytes, has_function, is_view};

/// Why there is no body.
pub(super) enum Unread {
    /// More bytes than allowed.
    TooLarge,
    /// The connection broke. What was thrown is not kept: runtimes quote what they could not read.
    Broken,
    /// The fetch gave something that is no body.
    Misuse(&'static str),
}

enum Source {
    /// What gives steps, and the method that does.
    Stream(JsValue, &'static str),
    Whole,
    Empty,
}

/// Reads at most `limit` bytes, counted decoded.
pub(super) async fn read(response: &JsValue, limit: usize) -> Result<Zeroizing<Vec<u8>>, Unread> {
    let mut bytes = Zeroizing::new(Vec::new());
    let (stream, next) = match source(response)? {
        Source::Empty => return Ok(bytes),
        Source::Whole => {
            let buffer = settle(foreign::call(response, "arrayBuffer")).await?;
            append(&mut bytes, &buffer, limit)?;
            return Ok(bytes);
        }
        Source::Stream(stream, next) => (stream, next),
    };
    loop {
        let step = settle(foreign::call(&stream, next)).await?;
        if !step.is_object() {
            return Err(Unread::Misuse("its body's stream did not give steps"));
        }
        if foreign::read(&step, "done").map_err(|_| Unread::Broken)?.is_truthy() {
            return Ok(bytes);
        }
        let chunk = foreign::read(&step, "value").map_err(|_| Unread::Broken)?;
        if !is_view(&chunk) {
            return Err(Unread::Misuse("its body's stream did not give bytes"));
        }
        append(&mut bytes, &chunk, limit)?;
    }
}

fn source(response: &JsValue) -> Result<Source, Unread> {
    let body = foreign::read(response, "body").map_err(|_| Unread::Broken)?;
    if body.is_null() {
        return Ok(Source::Empty);
    }
    if has_function(&body, "getReader") {
        let reader = foreign::call(&body, "getReader").map_err(|_| Unread::Misuse("its body was in use already"))?;
        return Ok(Source::Stream(reader, "read"));
    }
    // node-fetch gives a Node stream, which iterates.
    let iterate = Reflect::get(&body, &Symbol::async_iterator()).unwrap_or_default();
    if let Some(iterate) = iterate.dyn_ref::<js_sys::Function>() {
        let iterator = iterate.call0(&body).map_err(|_| Unread::Broken)?;
        if has_function(&iterator, "next") {
            return Ok(Source::Stream(iterator, "next"));
        }
    }
    if has_function(response, "arrayBuffer") {
        return Ok(Source::Whole);
    }
    Err(Unread::Misuse("its answer has no body that can be read"))
}

async fn settle(value: Result<JsValue, JsValue>) -> Result<JsValue, Unread> {
    let promise = Promise::resolve(&value.map_err(|_| Unread::Broken)?);
    JsFuture::from(promise).await.map_err(|_| Unread::Broken)
}

fn append(bytes: &mut Vec<u8>, chunk: &JsValue, limit: usize) -> Result<(), Unread> {
    let start = bytes.len();
    // A chunk far over the limit is not worth copying; one that lies about its size is counted after the copy.
    let claimed = chunk.unchecked_ref::<Uint8Array>().byte_length();
    if start.saturating_add(usize::try_from(claimed).unwrap_or(usize::MAX)) > limit {
        return Err(Unread::TooLarge);
    }
    let chunk = Bytes::copy_of(chunk)
        .map_err(|_| Unread::Broken)?
        .unchecked_into::<Uint8Array>();
    let length = usize::try_from(chunk.length()).unwrap_or(usize::MAX);
    if start.saturating_add(length) > limit {
        return Err(Unread::TooLarge);
    }
    bytes.extend_from_slice(&Zeroizing::new(chunk.to_vec()));
    Ok(())
}
