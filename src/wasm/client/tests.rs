//! The binding by itself, in Node. What a whole call does is tested through the package, in every runtime.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{foreign::code_and_message, settings::check_settings, task};

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
    let endless = js("({ code: 'x'.repeat(20_000), message: 'x'.repeat(20_000) })");
    assert_eq!(code_and_message(&endless), (String::new(), "\n".to_owned()));
    let circular = js("(() => { const error = new Error('x'); error.cause = error; return error })()");
    assert_eq!(code_and_message(&circular).1.len(), 8);
}

#[wasm_bindgen_test]
fn a_host_without_marks_is_refused() {
    use super::operations::begin;

    let host = js(r#"({
        settings: "g5cd38", assumeServer: false, listening: false, budgetCredits: 20, budgetAt: 0,
        facts: () => 0, polluted: () => false, canFetch: () => true, now: () => 1.8e12, random: () => 0,
        accessToken: () => "synthetic0access0token",
    })"#);
    // No mark of any runtime: fail closed, before anything is read.
    let thrown = begin(
        "privateTokens.create",
        host.unchecked_into(),
        "{}",
        None,
        JsValue::UNDEFINED,
    )
    .err()
    .unwrap();
    assert_eq!(Reflect::get(&thrown, &"code".into()).unwrap(), "browser_refused");
}

#[wasm_bindgen_test]
fn a_task_is_moved_on_by_what_it_waited_for() {
    let promise = js_sys::Promise::resolve(&JsValue::UNDEFINED);
    let first = promise.clone();
    let task = task::begin(async move {
        let one = task::settled(first.clone()).await;
        let two = task::settled(first).await;
        Ok(js_sys::Array::of2(&one.1, &two.1).into())
    });
    let other = task::begin(async { Err("refused".into()) });
    assert_ne!(task, other);
    assert_eq!(
        task::step(task, 0, JsValue::UNDEFINED).unwrap(),
        JsValue::from(promise.clone())
    );
    assert_eq!(task::step(other, 0, JsValue::UNDEFINED).unwrap_err(), "refused");
    assert_eq!(task::step(task, 0, 1.into()).unwrap(), JsValue::from(promise.clone()));
    let told: js_sys::Array = task::step(task, 0, 2.into()).unwrap().unchecked_into();
    assert_eq!((told.get(0).as_f64(), told.get(1).as_f64()), (Some(1.0), Some(2.0)));
    // It is gone, and its number is free.
    assert!(task::step(task, 0, JsValue::UNDEFINED).is_err());
    assert_eq!(task::begin(async { Ok(JsValue::NULL) }), task);
}
