//! Tokens, ids and variables of a GraphQL request: what each takes, and what a token says of itself.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    error::IssueCode::*,
    graphql::{Variables, endpoint, endpoint_at},
    types::{BearerToken, ChannelId, CorrelationId, CustomerAccessToken, StoreHash},
};
use util::check_fault;

/// Claims in base64url are written out, since a token in a test is synthetic to the last letter.
fn bearer(claims: &str) -> BearerToken {
    BearerToken::new(&format!("synthetic.{claims}.token")).unwrap()
}

#[test]
fn tokens_are_visible_ascii_without_a_scheme() {
    let too_long = "a".repeat(8_193);
    for (value, code) in [
        ("", TooShort),
        (too_long.as_str(), TooLong),
        ("Bearer synthetic.e30.token", Format),
        ("undefined", Format),
        ("[object Promise]", Format),
        ("synthetic.e30.token\n", Whitespace),
        ("synthetic\u{0}token", ControlCharacter),
        ("synthetic\u{e9}token", Format),
    ] {
        check_fault(BearerToken::new(value), code, value);
        check_fault(CustomerAccessToken::new(value), code, value);
    }
    assert_eq!(
        CustomerAccessToken::new("opaque0customer").unwrap().secret().expose(),
        "opaque0customer"
    );
}

#[test]
fn scopes_are_read_from_a_token_that_names_them() {
    for (claims, expected) in [
        // {"scopes":["Unauthenticated","TOKEN_SCOPE_B2B"]}
        (
            "eyJzY29wZXMiOlsiVW5hdXRoZW50aWNhdGVkIiwiVE9LRU5fU0NPUEVfQjJCIl19",
            Some(vec!["Unauthenticated", "B2B"]),
        ),
        // {"scopes":["Order"]}
        ("eyJzY29wZXMiOlsiT3JkZXIiXX0", None),
        // {"scopes":7}
        ("eyJzY29wZXMiOjd9", None),
        ("e30", None),
        ("!", None),
    ] {
        assert_eq!(bearer(claims).claimed_scopes(), expected, "{claims}");
    }
    assert_eq!(BearerToken::new("opaque").unwrap().claimed_scopes(), None);
}

#[test]
fn a_correlation_id_is_a_uuid() {
    for value in [
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "3F2504E0-4F89-41D3-9A0C-0305E82C3301",
    ] {
        assert_eq!(CorrelationId::new(value).unwrap().as_str(), value);
    }
    for value in [
        "",
        "3f2504e04f8941d39a0c0305e82c3301",
        "3f2504e0-4f89-41d3-9a0c-0305e82c330",
        "3f2504e0-4f89-41d3-9a0c-0305e82c33011",
        "3f2504e0-4f89-41d3-9a0c-0305e82c330g",
        "3f2504e0_4f89_41d3_9a0c_0305e82c3301",
        "{3f2504e0-4f89-41d3-9a0c-0305e82c330}",
        "3f2504e0-4f89-41d3-9a0c-0305e82c33\u{e9}",
    ] {
        check_fault(CorrelationId::new(value), Format, value);
    }
}

#[test]
fn variables_are_one_json_object_that_is_sent_as_it_came() {
    for json in ["{}", r#"{ "a" : 1.50e3, "b":"\u007d", "c":{"d":[null,true]} }"#] {
        assert_eq!(Variables::new(json).unwrap().json().expose(), json);
    }
    let too_long = format!(r#"{{"a":"{}"}}"#, "x".repeat(1_048_576));
    check_fault(Variables::new(&too_long), TooLong, &too_long);
    for json in [
        "",
        "null",
        "[]",
        "\"a\"",
        "{",
        "{}{}",
        r#"{"a":1,"a":2}"#,
        &format!(r#"{{"a":{}}}"#, "[".repeat(500)),
    ] {
        check_fault(Variables::new(json), Format, json);
    }
}

#[test]
fn variables_named_like_secrets_are_taken_for_secrets() {
    let variables = Variables::new(
        r#"{"email":"shopper@example.com","password":"synthetic-password","input":{"newPassword":"synthetic-second","loginJwt":["synthetic-jwt"]},
            "token":"short","cartToken":7,"tokenKind":"synthetic-kind","client_secret":"synthetic-secret"}"#,
    );
    let secrets: Vec<String> = variables
        .unwrap()
        .secrets()
        .iter()
        .map(|secret| secret.expose().to_owned())
        .collect();
    assert_eq!(
        secrets,
        [
            "synthetic-password",
            "synthetic-second",
            "synthetic-jwt",
            "synthetic-secret"
        ]
    );
    let many = vec![r#""synthetic-token""#; 21].join(",");
    let variables = Variables::new(&format!(r#"{{"token":[{many}]}}"#)).unwrap();
    assert_eq!(variables.secrets().len(), 20, "no flood of them is looked for");
}

#[test]
fn an_endpoint_is_the_channels_own_or_the_callers() {
    let hash = |value: &str| StoreHash::new(value).unwrap();
    let channel = ChannelId::new(1).unwrap();
    assert_eq!(
        endpoint(&hash("g5cd38"), channel).unwrap().as_str(),
        "https://store-g5cd38-1.mybigcommerce.com/graphql"
    );
    check_fault(endpoint(&hash(&"a".repeat(60)), channel), Format, &"a".repeat(60));
    for (given, expected) in [
        ("https://shop.example.com", "https://shop.example.com/graphql"),
        ("https://shop.example.com/", "https://shop.example.com/graphql"),
        (
            "https://shop.example.com/api/graphql",
            "https://shop.example.com/api/graphql",
        ),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/graphql"),
        ("http://localhost:8080/graphql", "http://localhost:8080/graphql"),
    ] {
        assert_eq!(endpoint_at(given).unwrap().as_str(), expected);
    }
    for value in [
        "http://shop.example.com",
        "https://user:pass@shop.example.com",
        "https://shop.example.com/graphql?a=b",
        "shop.example.com",
    ] {
        check_fault(endpoint_at(value), Format, value);
    }
}
