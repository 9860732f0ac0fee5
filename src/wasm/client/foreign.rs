//! JavaScript values that a caller's code made: every look at them may throw, and nothing is what it says.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

/// In UTF-16 units.
const MAX_LENGTH: u32 = 10_000;

#[wasm_bindgen]
extern "C" {
    type Foreign;

    #[wasm_bindgen(method, indexing_getter, catch)]
    fn get(this: &Foreign, name: &str) -> Result<JsValue, JsValue>;
}

/// A property, `undefined` where it cannot be read.
pub(super) fn peek(value: &JsValue, name: &str) -> JsValue {
    value.unchecked_ref::<Foreign>().get(name).unwrap_or_default()
}

/// A text of ordinary length: what is longer would take memory that the wasm never gives back.
fn text_at(value: &JsValue, name: &str) -> String {
    let text = peek(value, name);
    match text.dyn_ref::<JsString>() {
        Some(text) if text.length() <= MAX_LENGTH => text.into(),
        _ => String::new(),
    }
}

/// Code and message of a thrown value and of what caused it, for [`Failure::judge`](crate::lifecycle::Failure::judge) alone.
pub(super) fn code_and_message(thrown: &JsValue) -> (String, String) {
    let mut code = String::new();
    let mut message = String::new();
    let mut current = thrown.clone();
    for _ in 0..4 {
        if !current.is_object() {
            break;
        }
        if code.is_empty() {
            code = text_at(&current, "code");
        }
        message.push_str(&text_at(&current, "message"));
        message.push('\n');
        current = peek(&current, "cause");
    }
    (code, message)
}
