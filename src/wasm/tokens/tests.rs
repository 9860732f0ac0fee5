//! The binding by itself, in Node. What a whole call does is tested through the package, in every runtime.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{foreign::code_and_message, settings::check_settings};

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})"))
        .call0(&JsValue::NULL)
        .unwrap()
}

#[wasm_bindgen_test]
fn settings_list_every_fault_under_the_first_option() {
    let options = r#"{"storeHash":"../v2","accessToken":7,"timeoutMs":-1,"runtime":"browser","retries":1}"#;
    let error = check_settings(options).unwrap_err();
    let member = |name: &str| {
        Reflect::get(&error, &name.into())
            .unwrap()
            .as_string()
            .unwrap_or_default()
    };
    assert_eq!(
        (member("code").as_str(), member("option").as_str()),
        ("config", "storeHash")
    );
    for option in ["storeHash", "accessToken", "timeoutMs", "runtime", "retries"] {
        assert!(member("message").contains(option), "{}", member("message"));
    }
}

#[wasm_bindgen_test]
fn failures_are_read_down_their_causes() {
    let thrown = js(
        "Object.assign(new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) }))",
    );
    assert_eq!(
        code_and_message(&thrown),
        ("ECONNREFUSED".to_owned(), "fetch failed\nconnect\n".to_owned())
    );
    for expression in [
        "'text'",
        "undefined",
        "({ get message() { throw 1 }, get cause() { throw 2 } })",
    ] {
        assert_eq!(code_and_message(&js(expression)).0, "", "{expression}");
    }
    let circular = js("(() => { const error = new Error('x'); error.cause = error; return error })()");
    assert_eq!(code_and_message(&circular).1.len(), 8);
}

#[wasm_bindgen_test]
async fn results_cross_as_plain_objects() {
    use super::operations::call;

    let host = js(r#"({
        storeHash: "g5cd38", userAgent: "test", assumeServer: false, listening: false, budgetCredits: 20, budgetAt: 0,
        facts: () => 0, polluted: () => false, canFetch: () => true, now: () => 1.8e12, random: () => 0,
        accessToken: () => "synthetic0access0token",
    })"#);
    // No mark of any runtime: fail closed, before anything is read.
    let thrown = call(
        "privateTokens.create",
        host.unchecked_into(),
        "{}",
        None,
        JsValue::UNDEFINED,
    )
    .err()
    .unwrap();
    assert_eq!(Reflect::get(&thrown, &"code".into()).unwrap(), "browser_refused");
    let _ = JsFuture::from(js_sys::Promise::resolve(&Array::new())).await;
}
