//! The binding by itself, in Node. What a whole call does is tested through the package, in every runtime.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    body::{self, Unread},
    foreign::code_and_message,
    input::{Fields, Issues, date_seconds, milliseconds, text, whole_number},
    settings::check_settings,
};

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return ({expression})"))
        .call0(&JsValue::NULL)
        .unwrap()
}

fn code<T>(result: Result<T, crate::error::Fault>) -> &'static str {
    result.err().map_or("taken", |fault| fault.code.as_str())
}

#[wasm_bindgen_test]
fn whole_numbers_are_told_from_everything_else() {
    for (expression, expected) in [
        ("0", "taken"),
        ("-0", "taken"),
        ("9007199254740991", "taken"),
        ("9007199254740992", "unsafe_integer"),
        ("1e21", "unsafe_integer"),
        ("1.5", "not_integer"),
        ("NaN", "not_integer"),
        ("-Infinity", "not_integer"),
        ("-1", "out_of_range"),
        ("'5'", "type"),
        ("5n", "type"),
        ("true", "type"),
        ("null", "type"),
        ("new Number(5)", "type"),
        ("[5]", "type"),
        ("({ valueOf() { throw new Error('called') } })", "type"),
        ("Symbol('5')", "type"),
        ("Symbol.for('bigcommerce-tokens.accessor')", "accessor"),
    ] {
        assert_eq!(code(whole_number(&js(expression))), expected, "{expression}");
    }
    assert_eq!(code(milliseconds(&js("0"))), "out_of_range");
    assert_eq!(code(milliseconds(&js("2147483647"))), "taken");
    assert_eq!(code(milliseconds(&js("2147483648"))), "out_of_range");
}

#[wasm_bindgen_test]
fn text_is_well_formed_and_bounded_before_it_is_copied() {
    for (expression, expected) in [
        ("'abcd'", "taken"),
        ("''", "taken"),
        ("'\\u{1f600}'", "taken"),
        ("'\\ufffd'", "taken"),
        ("'abcde'", "too_long"),
        ("'x'.repeat(1e8)", "too_long"),
        ("'a\\ud800b'", "ill_formed"),
        ("'\\udfff'", "ill_formed"),
        ("new String('a')", "type"),
        ("1", "type"),
    ] {
        assert_eq!(code(text(&js(expression), 4)), expected, "{expression}");
    }
}

#[wasm_bindgen_test]
fn dates_are_known_by_what_they_are() {
    for (expression, expected) in [
        ("new Date(1885635176999)", Some(Ok(1_885_635_176))),
        ("new Date(NaN)", Some(Err("out_of_range"))),
        ("new Date(0)", Some(Err("in_the_past"))),
        ("new Date(-1)", Some(Err("in_the_past"))),
        ("1885635176", None),
        ("({ getTime: () => 1885635176000 })", None),
        ("Object.create(Date.prototype)", None),
    ] {
        let seconds = date_seconds(&js(expression));
        let told = seconds.map(|seconds| seconds.map_err(|fault| fault.code.as_str()));
        assert_eq!(told, expected, "{expression}");
    }
}

#[wasm_bindgen_test]
fn unknown_fields_are_named_with_the_nearest_known_one() {
    for (field, hint) in [
        ("channel_id", "did you mean channelId?"),
        ("channel_ids", "did you mean channelIds?"),
        ("ChannelID", "did you mean channelId?"),
        ("chanelId", "did you mean channelId?"),
        ("scope", "did you mean scopes?"),
        ("scpoes", "did you mean scopes?"),
        (
            "somethingElse",
            "expected a known field (channelId, channelIds, scopes), got another name",
        ),
        (
            "__proto__",
            "expected a known field (channelId, channelIds, scopes), got another name",
        ),
    ] {
        let data = js(&format!(
            "Object.assign(Object.create(null), {{ scopes: 1, ['{field}']: 1 }})"
        ));
        let mut issues = Issues::new();
        let mut fields = Fields::new(&data, "", &mut issues);
        for known in ["channelId", "channelIds", "scopes"] {
            fields.take(known);
        }
        fields.refuse_unknown();
        let [issue] = &issues[..] else {
            panic!("{field}: {issues:?}")
        };
        assert_eq!((issue.path.as_str(), issue.code.as_str()), (field, "unknown_field"));
        assert!(issue.message.ends_with(hint), "{field}: {}", issue.message);
    }
}

#[wasm_bindgen_test]
fn settings_list_every_fault_under_the_first_option() {
    let options = js(
        "Object.assign(Object.create(null), { storeHash: '../v2', accessToken: 7, timeoutMs: -1, runtime: 'browser', retries: 1 })",
    );
    let error = check_settings(&options).unwrap_err();
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
async fn bodies_of_every_kind_are_read_within_their_bound() {
    const STREAM: &str = "new ReadableStream({ start(c) { for (const part of PARTS) c.enqueue(part); c.close() } })";
    for (expression, expected) in [
        ("new Response('abc')", "abc"),
        ("new Response(null)", ""),
        ("new Response('abcdefgh')", "abcdefgh"),
        ("new Response('abcdefghi')", "too large"),
        ("new Response('x'.repeat(1e6))", "too large"),
        (
            "({ body: STREAM([new Uint8Array([97]), new DataView(new ArrayBuffer(0)), new Uint8Array([98])]) })",
            "ab",
        ),
        ("({ body: STREAM(['text']) })", "misuse"),
        ("({ body: STREAM([[97]]) })", "misuse"),
        (
            "({ body: { async *[Symbol.asyncIterator]() { yield new Uint8Array([97]); yield new Uint8Array([98]) } } })",
            "ab",
        ),
        (
            "({ body: { async *[Symbol.asyncIterator]() { throw new Error('cut') } } })",
            "broken",
        ),
        (
            "({ body: { getReader: () => ({ read: () => ({ done: true }) }) } })",
            "",
        ),
        ("({ body: { getReader: () => ({ read: () => 7 }) } })", "misuse"),
        ("({ body: { getReader: () => ({ read() { throw 1 } }) } })", "broken"),
        (
            "({ body: { getReader() { throw new TypeError('locked') } } })",
            "misuse",
        ),
        (
            "({ arrayBuffer: async () => new TextEncoder().encode('abc').buffer, body: undefined })",
            "abc",
        ),
        (
            "({ body: {}, arrayBuffer: async () => new TextEncoder().encode('abc') })",
            "abc",
        ),
        ("({ text: async () => 'abc' })", "misuse"),
        ("({ body: 'text' })", "misuse"),
        ("({ get body() { throw 1 } })", "broken"),
    ] {
        let expression = expression.replace("STREAM(", &format!("((PARTS) => {STREAM})("));
        let told = match body::read(&js(&expression), 8).await {
            Ok(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            Err(Unread::TooLarge) => "too large".to_owned(),
            Err(Unread::Broken) => "broken".to_owned(),
            Err(Unread::Misuse(_)) => "misuse".to_owned(),
        };
        assert_eq!(told, expected, "{expression}");
    }
}

#[wasm_bindgen_test]
async fn results_cross_as_plain_objects() {
    use super::operations::create_private_token;

    let host = js(r#"({
        storeHash: "g5cd38", userAgent: "test", assumeServer: false, listening: false, budgetCredits: 20, budgetAt: 0,
        facts: () => 0, polluted: () => false, canFetch: () => true, now: () => 1.8e12, random: () => 0,
        accessToken: () => "synthetic0access0token",
    })"#);
    // No mark of any runtime: fail closed, before anything is read.
    let thrown = create_private_token(host.unchecked_into(), &Object::new(), &JsValue::UNDEFINED)
        .err()
        .unwrap();
    assert_eq!(Reflect::get(&thrown, &"code".into()).unwrap(), "browser_refused");
    let _ = JsFuture::from(js_sys::Promise::resolve(&Array::new())).await;
}
