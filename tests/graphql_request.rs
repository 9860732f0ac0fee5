//! A request to the GraphQL Storefront API: what is sent, and what each answer becomes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    error::{Error, GraphqlRefusalKind, Outcome},
    graphql::{Document, ErrorPolicy, GraphqlAnswer, GraphqlRequest, Variables, endpoint},
    http::{Method, Request, Response},
    operation::{Account, Operation, Repeat},
    types::{BearerToken, ChannelId, CorrelationId, CustomerAccessToken, StoreHash},
};
use serde_json::Value;
use util::{Exchange, answer, headers};

/// Claims `{"scopes":["Unauthenticated"]}`.
const TOKEN: &str = "synthetic.eyJzY29wZXMiOlsiVW5hdXRoZW50aWNhdGVkIl19.canary0token";
const CUSTOMER: &str = "canary0customer0access0token";
const VARIABLES: &str = r#"{"email":"a@example.com","password":"canary-password"}"#;
const CORRELATION: &str = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

/// The least that can be asked.
fn plain(document: &str) -> GraphqlRequest {
    GraphqlRequest {
        token: BearerToken::new(TOKEN).unwrap(),
        document: Document::new(document).unwrap().choose(None).unwrap(),
        variables: None,
        customer_access_token: None,
        correlation_id: None,
        error_policy: ErrorPolicy::None,
    }
}

fn whole(document: &str, error_policy: ErrorPolicy) -> GraphqlRequest {
    GraphqlRequest {
        variables: Some(Variables::new(VARIABLES).unwrap()),
        customer_access_token: Some(CustomerAccessToken::new(CUSTOMER).unwrap()),
        correlation_id: Some(CorrelationId::new(CORRELATION).unwrap()),
        error_policy,
        ..plain(document)
    }
}

fn sent(operation: &GraphqlRequest) -> Request {
    let store_hash = StoreHash::new("g5cd38").unwrap();
    operation.request(&Account {
        endpoint: &endpoint(&store_hash, ChannelId::new(1).unwrap()).unwrap(),
        store_hash: &store_hash,
        access_token: None,
    })
}

fn read(operation: &GraphqlRequest, response: &Response) -> Result<GraphqlAnswer, Error> {
    operation.response(&sent(operation), response)
}

#[test]
fn request_is_the_documented_one() {
    let document = "query Shop { site { id } }";
    let bearer = format!("Bearer {TOKEN}");
    let request = sent(&plain(document));
    assert_eq!(request.method, Method::Post);
    assert_eq!(request.url, "https://store-g5cd38-1.mybigcommerce.com/graphql");
    assert_eq!(
        headers(&request),
        [
            ("Accept", "application/json"),
            ("Authorization", bearer.as_str()),
            ("Content-Type", "application/json"),
        ]
    );
    assert_eq!(
        headers(&sent(&whole(document, ErrorPolicy::None))),
        [
            ("Accept", "application/json"),
            ("Authorization", bearer.as_str()),
            ("X-Bc-Customer-Access-Token", CUSTOMER),
            ("X-Bc-Error-On-Invalid-Customer-Access-Token", "true"),
            ("X-Correlation-Id", CORRELATION),
            ("Content-Type", "application/json"),
        ]
    );
}

#[test]
fn body_holds_the_document_the_name_and_the_variables() {
    let document = "query Shop { a(b: \"\\u007d\") }";
    assert_eq!(
        sent(&plain(document)).body(),
        Some(r#"{"query":"query Shop { a(b: \"\\u007d\") }","operationName":"Shop"}"#)
    );
    assert_eq!(
        sent(&whole("{ a }", ErrorPolicy::All)).body(),
        Some(r#"{"query":"{ a }","variables":{"email":"a@example.com","password":"canary-password"}}"#)
    );
}

#[test]
fn a_query_may_be_repeated_and_a_mutation_may_not() {
    assert_eq!(plain("query { a }").repeat(), Repeat::Freely);
    assert_eq!(plain("mutation { a }").repeat(), Repeat::OnlyIfNotSent);
}

#[test]
fn answers_become_data_or_a_refusal() {
    for exchange in Exchange::all(include_str!("fixtures/graphql_request.json")) {
        let (name, expected) = (exchange.name(), exchange.expected());
        match read(&whole("{ a }", ErrorPolicy::None), &exchange.response()) {
            Ok(answer) => {
                assert_eq!(expected["data"], answer.data, "{name}: data");
                assert_eq!(answer.errors, None, "{name}: errors");
            }
            Err(error) => check_refusal(name, &error, expected),
        }
    }
}

#[track_caller]
fn check_refusal(name: &str, error: &Error, expected: &Value) {
    assert_eq!(error.code(), expected["code"], "{name}: code");
    let shown = format!("{error} {error:?}");
    for secret in [TOKEN, CUSTOMER, "canary-password"] {
        assert!(!shown.contains(secret), "{name} shows a secret: {shown}");
    }
    match error {
        Error::Graphql(refusal) => {
            let errors: Value = serde_json::from_str(&refusal.errors).unwrap();
            assert!(errors.is_array(), "{name}: errors");
            if let Some(kept) = expected.get("errors") {
                assert_eq!(&errors, kept, "{name}: errors");
            }
            match &refusal.kind {
                GraphqlRefusalKind::TokenRejected(reason) => assert_eq!(reason.as_str(), expected["reason"], "{name}"),
                GraphqlRefusalKind::CustomerAccessToken(reason) => {
                    assert_eq!(reason.as_str(), expected["reason"], "{name}");
                }
                GraphqlRefusalKind::InsufficientScope { required, held } => {
                    assert_eq!(
                        Value::from(required.as_slice()),
                        expected["required"],
                        "{name}: required"
                    );
                    assert_eq!(
                        held.clone().map_or(Value::Null, Value::from),
                        expected["held"],
                        "{name}: held"
                    );
                }
                GraphqlRefusalKind::Request => assert!(refusal.kind.code() == "graphql", "{name}"),
            }
        }
        Error::Protocol { path, .. } => assert_eq!(path, &expected["path"], "{name}: path"),
        _ => {}
    }
}

#[test]
fn both_data_and_errors_are_given_to_who_asks_for_both() {
    for (status, body, expected) in [
        (200, r#"{"data":{"a":1}}"#, Ok((r#"{"a":1}"#, None))),
        (
            200,
            r#"{"data":{"a":null},"errors":[{"message":"x","path":["a"]}]}"#,
            Ok((r#"{"a":null}"#, Some(r#"[{"message":"x","path":["a"]}]"#))),
        ),
        (
            200,
            r#"{"data":null,"errors":[{"message":"x","extensions":{"code":"INSUFFICIENT_ACCESS_SCOPE"}}]}"#,
            Ok((
                "null",
                Some(r#"[{"message":"x","extensions":{"code":"INSUFFICIENT_ACCESS_SCOPE"}}]"#),
            )),
        ),
        (
            200,
            r#"{"data":{"a":1},"errors":[{"message":"you sent canary0customer0access0token","path":["a"]}]}"#,
            Ok((r#"{"a":1}"#, Some(r#"[{"message":"[redacted]"}]"#))),
        ),
        (200, r#"{"errors":[{"message":"x"}]}"#, Err("graphql")),
        (
            401,
            r#"{"data":{},"errors":[{"message":"x","path":["a"]}]}"#,
            Err("graphql"),
        ),
        (
            200,
            r#"{"data":null,"errors":[{"message":"GraphQL invalid credentials. JWT is expired"}]}"#,
            Err("token_rejected"),
        ),
        (200, r#"{"data":null}"#, Err("protocol")),
        (200, r#"{"data":{"a":1},[]:2}"#, Err("protocol")),
    ] {
        let found = read(&whole("{ a }", ErrorPolicy::All), &answer(status, body));
        match (&found, expected) {
            (Ok(found), Ok((data, errors))) => {
                assert_eq!((found.data.as_str(), found.errors.as_deref()), (data, errors), "{body}");
            }
            (Err(error), Err(code)) => assert_eq!(error.code(), code, "{body}"),
            _ => panic!("{body}: {found:?}"),
        }
    }
}

#[test]
fn only_a_mutation_may_have_left_something_behind() {
    for (status, body, query, mutation) in [
        (
            200,
            r#"{"data":null,"errors":[{"message":"x","path":["a"]}]}"#,
            Outcome::Refused,
            Outcome::Unknown,
        ),
        (
            200,
            r#"{"errors":[{"message":"x"}]}"#,
            Outcome::Refused,
            Outcome::Refused,
        ),
        (
            401,
            r#"{"errors":[{"message":"Unknown JWT token"}]}"#,
            Outcome::Refused,
            Outcome::Refused,
        ),
        (503, "", Outcome::Refused, Outcome::Unknown),
        (429, "", Outcome::Refused, Outcome::Refused),
    ] {
        for (document, outcome) in [("{ a }", query), ("mutation { a }", mutation)] {
            let error = read(&plain(document), &answer(status, body)).unwrap_err();
            assert_eq!(error.outcome(), outcome, "{document} {status} {body}");
        }
    }
}

#[test]
fn of_a_mutation_that_has_left_data_the_token_was_good() {
    for (document, data, code) in [
        ("{ a }", "null", "token_rejected"),
        ("{ a }", r#"{"a":1}"#, "token_rejected"),
        ("mutation { a }", "null", "token_rejected"),
        ("mutation { a }", r#"{"a":1}"#, "graphql"),
    ] {
        let body =
            format!(r#"{{"data":{data},"errors":[{{"message":"GraphQL invalid credentials. JWT is expired"}}]}}"#);
        let error = read(&plain(document), &answer(200, body)).unwrap_err();
        assert_eq!(error.code(), code, "{document} {data}");
    }
}

#[test]
fn a_refusal_says_which_scopes_to_ask_for() {
    let body = r#"{"data":null,"errors":[{"message":"no","extensions":{"code":"INSUFFICIENT_ACCESS_SCOPE","requiredScopes":["TOKEN_SCOPE_B2B","Customer"]}}]}"#;
    let error = read(&plain("{ a }"), &answer(200, body)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the token's scopes do not reach every field of the document, which needs B2B and Customer: no"
    );
    assert!(error.hint().is_some_and(|hint| hint.contains("requiredScopes")));
}

#[test]
fn a_refusal_says_as_much_as_the_api_did_and_what_to_do() {
    for (status, body, text, hint) in [
        (
            200,
            r#"{"errors":[{"message":"x"}]}"#,
            "the API answered with GraphQL errors: x",
            "",
        ),
        (200, r#"{"errors":[{}]}"#, "the API answered with GraphQL errors", ""),
        (404, "", "the API refused with status 404", "before it has a site"),
        (429, "", "the API refused with status 429", "complexity"),
        (403, "", "the API refused with status 403", ""),
    ] {
        let error = read(&plain("{ a }"), &answer(status, body)).unwrap_err();
        assert_eq!(error.to_string(), text);
        assert_eq!(error.hint().is_none(), hint.is_empty(), "{text}");
        assert!(error.hint().unwrap_or_default().contains(hint), "{text}");
    }
}

#[test]
fn a_flood_of_errors_is_kept_in_bounds() {
    let many = vec![r#"{"message":"canary-password","path":["a"]}"#; 50_000].join(",");
    let huge = format!(
        r#"{{"message":"{}","extensions":{{"a":"{}"}}}}"#,
        "m".repeat(5_000),
        "x".repeat(20_000)
    );
    let error = read(
        &whole("{ a }", ErrorPolicy::None),
        &answer(200, format!(r#"{{"errors":[{huge},{many}]}}"#)),
    );
    let Err(Error::Graphql(refusal)) = error else {
        panic!("expected a refusal, got {error:?}");
    };
    let errors: Vec<Value> = serde_json::from_str(&refusal.errors).unwrap();
    assert_eq!(errors.len(), 100);
    assert_eq!(
        errors.first(),
        Some(&serde_json::json!({ "message": "m".repeat(1_000) }))
    );
    assert_eq!(errors.last(), Some(&serde_json::json!({ "message": "[redacted]" })));
}

#[test]
fn data_of_any_depth_and_size_is_passed_on_unread() {
    for data in [
        format!("{{\"a\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000)),
        format!("{{\"a\":\"{}\"}}", "x".repeat(10_000_000)),
        format!("{{{}\"z\":1}}", "\"a\":1,".repeat(100_000)),
        r#"{"a":"\ud800","b":1e400}"#.to_owned(),
    ] {
        let body = format!(r#"{{"data":{data}}}"#);
        assert!(
            read(&plain("{ a }"), &answer(200, body)).is_ok_and(|answer| answer.data == data),
            "{data:.40}"
        );
    }
}
