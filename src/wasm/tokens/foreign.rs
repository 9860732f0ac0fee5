//! JavaScript values that a caller's code made: every look at them may throw, and nothing is what it says.

use wasm_bindgen::prelude::*;

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
            code = peek(&current, "code").as_string().unwrap_or_default();
        }
        message.push_str(&peek(&current, "message").as_string().unwrap_or_default());
        message.push('\n');
        current = peek(&current, "cause");
    }
    (code, message)
}
