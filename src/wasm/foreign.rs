//! JavaScript values that a caller's code made: every look at them may throw, and nothing is what it says.

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Foreign;

    #[wasm_bindgen(method, indexing_getter, catch)]
    fn get(this: &Foreign, name: &str) -> Result<JsValue, JsValue>;

    /// The headers of an answer.
    pub(super) type ForeignHeaders;

    #[wasm_bindgen(method, catch)]
    pub(super) fn get(this: &ForeignHeaders, name: &str) -> Result<JsValue, JsValue>;

    /// A copy of a chunk's bytes, whatever the chunk says of itself.
    #[wasm_bindgen(js_name = Uint8Array)]
    pub(super) type Bytes;

    #[wasm_bindgen(constructor, catch, js_class = Uint8Array)]
    pub(super) fn copy_of(chunk: &JsValue) -> Result<Bytes, JsValue>;

    /// The time value of a `Date` of any realm; throws for everything else.
    #[wasm_bindgen(catch, js_namespace = ["Date", "prototype", "getTime"], js_name = call)]
    pub(super) fn date_time(value: &JsValue) -> Result<f64, JsValue>;
    #[wasm_bindgen(js_namespace = ArrayBuffer, js_name = isView)]
    pub(super) fn is_view(value: &JsValue) -> bool;
    /// Copies the keys of a null-prototype object.
    #[wasm_bindgen(js_namespace = Object, js_name = keys)]
    pub(super) fn own_keys(value: &JsValue) -> js_sys::Array;
}

/// A property of an object. One import for all names: each import weighs as much as a function.
pub(super) fn read(value: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    value.unchecked_ref::<Foreign>().get(name)
}

/// A property, `undefined` where it cannot be read.
pub(super) fn peek(value: &JsValue, name: &str) -> JsValue {
    read(value, name).unwrap_or_default()
}

/// Calls a method without arguments; throws where there is none.
pub(super) fn call(value: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    read(value, name)?.unchecked_ref::<Function>().call0(value)
}

/// Whether `value` is an object with such a method; never throws.
pub(super) fn has_function(value: &JsValue, name: &str) -> bool {
    value.is_object() && peek(value, name).is_function()
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
