//! The guard's verdict, for the constructor, the transport and `bigcommerce-tokens/runtime`.

use wasm_bindgen::prelude::*;

use super::{
    error::{CallError, Context},
    plain::Plain,
};
use crate::runtime::{Detection, RuntimeFacts, detect, judge};

/// Says what runtime the marks stand for: `{name, server, reason}`.
#[wasm_bindgen(js_name = detectRuntime)]
pub fn detect_runtime(facts: u32) -> JsValue {
    let Detection { name, server, reason } = detect(RuntimeFacts::from_bits(facts));
    let mut plain = Plain::default();
    plain.set("name", name);
    plain.set("server", server);
    plain.set("reason", reason);
    plain.to_js()
}

/// Refuses every runtime that is not known to be a server.
///
/// # Errors
/// The description of a `BrowserRefusedError`.
#[wasm_bindgen(js_name = refuseBrowser)]
pub fn refuse_browser(facts: u32, assume_server: bool) -> Result<(), JsValue> {
    admit(facts, assume_server).map_err(|error| error.describe(&Context::default()))
}

pub(super) fn admit(facts: u32, assume_server: bool) -> Result<(), CallError> {
    judge(RuntimeFacts::from_bits(facts), assume_server)
        .map(drop)
        .map_err(CallError::BrowserRefused)
}
