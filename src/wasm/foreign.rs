//! JavaScript values that a caller's code made: every look at them may throw, and nothing is what it says.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What a fetch answered. Judged by shape: another realm's or another package's `Response` is as good.
    pub(super) type ForeignResponse;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn status(this: &ForeignResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch, js_name = type)]
    pub(super) fn kind(this: &ForeignResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn url(this: &ForeignResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn redirected(this: &ForeignResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch, js_name = bodyUsed)]
    pub(super) fn body_used(this: &ForeignResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn headers(this: &ForeignResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn body(this: &ForeignResponse) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = arrayBuffer)]
    pub(super) fn array_buffer(this: &ForeignResponse) -> Result<JsValue, JsValue>;

    /// The headers of an answer.
    pub(super) type ForeignHeaders;

    #[wasm_bindgen(method, catch)]
    pub(super) fn get(this: &ForeignHeaders, name: &str) -> Result<JsValue, JsValue>;

    /// A body, or what reads it.
    pub(super) type ForeignStream;

    #[wasm_bindgen(method, catch, js_name = getReader)]
    pub(super) fn get_reader(this: &ForeignStream) -> Result<ForeignStream, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub(super) fn read(this: &ForeignStream) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = next)]
    pub(super) fn next(this: &ForeignStream) -> Result<Promise, JsValue>;

    /// One step of a reader or an iterator.
    pub(super) type ForeignStep;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn done(this: &ForeignStep) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn value(this: &ForeignStep) -> Result<JsValue, JsValue>;

    /// Anything that was thrown.
    pub(super) type Thrown;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn code(this: &Thrown) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn message(this: &Thrown) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn cause(this: &Thrown) -> Result<JsValue, JsValue>;

    /// An abort signal, of this realm or another.
    pub(super) type ForeignSignal;

    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn aborted(this: &ForeignSignal) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    pub(super) fn reason(this: &ForeignSignal) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch, js_name = addEventListener)]
    pub(super) fn add_event_listener(this: &ForeignSignal) -> Result<JsValue, JsValue>;

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

/// Code and message of a thrown value and of what caused it, for [`Failure::judge`](crate::lifecycle::Failure::judge) alone.
pub(super) fn code_and_message(thrown: &JsValue) -> (String, String) {
    let mut code = String::new();
    let mut message = String::new();
    let mut current = thrown.clone();
    for _ in 0..4 {
        if !current.is_object() {
            break;
        }
        let error: &Thrown = current.unchecked_ref();
        if code.is_empty() {
            code = error.code().ok().and_then(|code| code.as_string()).unwrap_or_default();
        }
        message.push_str(
            &error
                .message()
                .ok()
                .and_then(|text| text.as_string())
                .unwrap_or_default(),
        );
        message.push('\n');
        let Ok(cause) = error.cause() else { break };
        current = cause;
    }
    (code, message)
}
