//! The options of a client and of a call: what is kept of them, and what is said of what they cannot be.

use super::{
    tests::{Faults, paths_and_codes},
    *,
};
use crate::types::Endpoint;

fn settings(client: Client, options: &str) -> Result<ClientSettings, Faults> {
    let mut issues = Issues::new();
    let settings = client_settings(unpack(options), client, &mut issues);
    match settings {
        Some(settings) if issues.is_empty() => Ok(settings),
        _ => Err(paths_and_codes(issues)),
    }
}

/// Settings that are good.
#[track_caller]
fn kept(client: Client, options: &str) -> ClientSettings {
    settings(client, options).expect("options without a fault")
}

/// Faults of `more` beside a store hash.
fn faults(client: Client, more: &str) -> Faults {
    let options = concat(&[r#"{"storeHash":"g5cd38","#, more, "}"]);
    settings(client, &options).err().unwrap_or_default()
}

#[test]
fn settings_of_a_client_are_kept_as_given() {
    let kept = kept(
        Client::Tokens,
        r#"{"storeHash":"g5cd38","accessToken":["kind","a function"],"timeoutMs":1,"totalTimeoutMs":2,"maxRetries":0,
        "maxRetryAfterMs":0,"logLevel":"off","runtime":"server","fetch":["kind","a function"],"clock":["shape",true],
        "endpoints":{"api":"https://one.example","b2b":"https://two.example/","storefront":"https://three.example"},
        "appInfo":{"name":"shop","version":"1.2"},"fetchOptions":{"dispatcher":["kind","an object"]}}"#,
    );
    assert_eq!(kept.store_hash.as_str(), "g5cd38");
    let places = [kept.api, kept.b2b, kept.storefront, kept.graphql];
    assert_eq!(
        places.each_ref().map(|place| place.as_ref().map(Endpoint::as_str)),
        [
            Some("https://one.example"),
            Some("https://two.example"),
            Some("https://three.example"),
            None
        ]
    );
    assert_eq!(
        [
            kept.timeout_ms,
            kept.total_timeout_ms,
            kept.max_retries,
            kept.max_retry_after_ms
        ],
        [Some(1), Some(2), Some(0), Some(0)]
    );
    assert_eq!((kept.log_level.as_deref(), kept.assume_server), (Some("off"), true));
    assert!(
        kept.user_agent.as_str().ends_with("shop/1.2"),
        "{}",
        kept.user_agent.as_str()
    );
}

#[test]
fn settings_left_out_stand_for_their_defaults() {
    let kept = kept(Client::Tokens, r#"{"storeHash":"g5cd38"}"#);
    assert!(kept.api.is_none() && kept.timeout_ms.is_none() && kept.log_level.is_none() && !kept.assume_server);
}

#[test]
fn a_graphql_client_sends_to_its_channel_or_where_it_is_told() {
    for (more, place) in [
        ("", "https://store-g5cd38-7.mybigcommerce.com/graphql"),
        (r#","endpoint":"https://shop.example""#, "https://shop.example/graphql"),
    ] {
        for token in [r#""synthetic0token""#, r#"["shape",true]"#] {
            let options = concat(&[r#"{"storeHash":"g5cd38","channelId":7,"token":"#, token, more, "}"]);
            let kept = kept(Client::Graphql, &options);
            assert_eq!(kept.graphql.as_ref().map(Endpoint::as_str), Some(place), "{token}");
        }
    }
}

#[test]
fn a_setting_that_cannot_be_is_told_by_its_path() {
    for (more, path, code) in [
        (r#""accessToken":7"#, "accessToken", "type"),
        (r#""fetch":"fetch""#, "fetch", "type"),
        (r#""fetch":["shape",true]"#, "fetch", "type"),
        (r#""onEvent":["shape",false]"#, "onEvent", "type"),
        (r#""logger":["kind","a function"]"#, "logger", "type"),
        (r#""clock":["shape",false]"#, "clock", "type"),
        (r#""timeoutMs":0"#, "timeoutMs", "out_of_range"),
        (r#""totalTimeoutMs":2147483648"#, "totalTimeoutMs", "out_of_range"),
        (r#""maxRetries":11"#, "maxRetries", "out_of_range"),
        (r#""maxRetryAfterMs":-1"#, "maxRetryAfterMs", "out_of_range"),
        (r#""logLevel":"loud""#, "logLevel", "not_allowed"),
        (r#""runtime":"browser""#, "runtime", "not_allowed"),
        (r#""endpoints":{"api":"http://one.example"}"#, "endpoints.api", "format"),
        (
            r#""endpoints":{"apis":"https://one.example"}"#,
            "endpoints.apis",
            "unknown_field",
        ),
        (r#""appInfo":{"version":"1"}"#, "appInfo.name", "required"),
        (r#""appInfo":{"name":"shop","url":"\n"}"#, "appInfo.url", "format"),
        (r#""fetchOptions":7"#, "fetchOptions", "type"),
        (
            r#""fetchOptions":{"redirect":"follow"}"#,
            "fetchOptions.redirect",
            "not_allowed",
        ),
        (
            r#""fetchOptions":{"agent":["accessor"]}"#,
            "fetchOptions.agent",
            "accessor",
        ),
        (r#""endpoint":"https://shop.example""#, "endpoint", "unknown_field"),
        (r#""retries":1"#, "retries", "unknown_field"),
    ] {
        assert_eq!(faults(Client::Tokens, more), [(path.to_owned(), code)], "{more}");
    }
}

#[test]
fn every_fault_of_a_client_is_told() {
    let graphql = faults(
        Client::Graphql,
        r#""token":7,"channelId":0,"endpoint":"http://shop.example","logLevel":7"#,
    );
    let paths: Vec<&str> = graphql.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["token", "channelId", "endpoint", "logLevel"]);
    assert_eq!(settings(Client::Tokens, "7").err(), Some(vec![(String::new(), "type")]));
    assert_eq!(
        settings(Client::Graphql, "{}").err(),
        Some(Vec::from(
            ["storeHash", "token", "channelId"].map(|path| (path.to_owned(), "required"))
        ))
    );
}

#[test]
fn options_of_a_call_are_kept_as_given() {
    let mut issues = Issues::new();
    let packed = r#"{"signal":["shape",true],"timeoutMs":3,"totalTimeoutMs":4,"maxRetries":10,"headers":{"X-Trace":"7"},"variables":{}}"#;
    let given: GivenOptions = call_options(unpack(packed), &["variables"], &mut issues);
    assert_eq!(paths_and_codes(issues), []);
    assert_eq!(
        [given.timeout_ms, given.total_timeout_ms, given.max_retries],
        [Some(3), Some(4), Some(10)]
    );
    assert_eq!(given.headers.len(), 1);
}

#[test]
fn an_option_of_a_call_that_cannot_be_is_told_by_its_path() {
    let headers = (0..33).map(|number| concat(&["\"x-", &number.to_string(), "\":\"1\""]));
    let too_many = concat(&[r#"{"headers":{"#, &headers.collect::<Vec<_>>().join(","), "}}"]);
    for (packed, path, code) in [
        ("7", "options", "type"),
        (r#"{"signal":7}"#, "options.signal", "type"),
        (r#"{"timeoutMs":0}"#, "options.timeoutMs", "out_of_range"),
        (r#"{"maxRetries":11}"#, "options.maxRetries", "out_of_range"),
        (r#"{"variables":{}}"#, "options.variables", "unknown_field"),
        (r#"{"headers":["list"]}"#, "options.headers", "type"),
        (
            r#"{"headers":{"Cookie":"a"}}"#,
            r#"options.headers["Cookie"]"#,
            "forbidden_header",
        ),
        (
            r#"{"headers":{"X-Trace":"a\nb"}}"#,
            r#"options.headers["X-Trace"]"#,
            "control_character",
        ),
        (&too_many, "options.headers", "too_long"),
    ] {
        let mut issues = Issues::new();
        call_options(unpack(packed), &[], &mut issues);
        assert_eq!(paths_and_codes(issues), [(path.to_owned(), code)], "{packed}");
    }
}
