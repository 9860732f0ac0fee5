//! The refusals of B2B Edition: five shapes, and statuses that body and head may not agree on.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    b2b::{self, CreateServerToServerToken},
    error::Error,
    operation::Operation,
    types::{B2bTokenName, Email, Password},
};
use util::{Owner, answer};

fn sign_in() -> CreateServerToServerToken {
    CreateServerToServerToken {
        email: Email::new("owner@example.com").unwrap(),
        password: Password::new("synthetic-pa55w0rd").unwrap(),
        name: B2bTokenName::new("n").unwrap(),
    }
}

#[test]
fn every_shape_at_every_status_is_read() {
    let operation = sign_in();
    let sent = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
    for (body, title, errors) in [
        (
            r#"{"code":CODE,"data":{"errMsg":"said"},"meta":{"message":"m"}}"#,
            "said",
            &[][..],
        ),
        (
            r#"{"code":CODE,"data":{"errMsg":{"email":["a","b"],"odd":7}},"meta":{"message":"said"}}"#,
            "said",
            &[("email", "a"), ("odd", "refused")],
        ),
        (
            r#"{"code":CODE,"data":{"errMsg":["said","b"]},"meta":{"message":"m"}}"#,
            "said",
            &[("0", "said"), ("1", "b")],
        ),
        (r#"{"code":CODE,"message":"said"}"#, "said", &[]),
        (r#"{"code":CODE,"detail":"said"}"#, "said", &[]),
        (
            r#"{"status":CODE,"title":"said","errors":{"1":"a"}}"#,
            "said",
            &[("1", "a")],
        ),
    ] {
        for status in [400, 401, 403, 404, 405, 409, 415, 422, 429, 500, 503, 599] {
            let body = body.replace("CODE", &status.to_string());
            // As the status says, and as the body alone says.
            for head in [status, 200] {
                let error = operation.response(&sent, &answer(head, body.clone())).unwrap_err();
                let Error::Api(refusal) = error else {
                    panic!("{head} {body}: {error:?}");
                };
                assert_eq!(refusal.status, status, "{head} {body}");
                assert_eq!(refusal.title.as_deref(), Some(title), "{head} {body}");
                let told: Vec<(&str, &str)> = refusal.errors.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
                assert_eq!(told, errors, "{head} {body}");
            }
        }
    }
}

#[test]
fn a_detail_without_a_code_is_read_by_its_status() {
    let operation = sign_in();
    let sent = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
    for (status, code) in [
        (401, "authentication"),
        (403, "permission"),
        (404, "not_found"),
        (500, "server"),
    ] {
        let error = operation
            .response(&sent, &answer(status, r#"{"detail":"no"}"#))
            .unwrap_err();
        assert_eq!(error.code(), code);
        assert_eq!(error.to_string(), format!("the API refused with status {status}: no"));
    }
    let error = operation.response(&sent, &answer(500, "")).unwrap_err();
    assert_eq!(error.to_string(), "the API refused with status 500");
}

#[test]
fn a_complaint_refuses_under_a_status_of_success() {
    let operation = sign_in();
    let sent = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
    let read = |body: &str| operation.response(&sent, &answer(200, body));
    for (body, code, title) in [
        (
            r#"{"code":200,"data":{"errMsg":"Role forbidden."}}"#,
            "permission",
            "Role forbidden.",
        ),
        (
            r#"{"code":0,"data":{"errMsg":"Email or password is incorrect."}}"#,
            "authentication",
            "Email or password is incorrect.",
        ),
        (
            r#"{"data":{"errMsg":["said"]},"meta":{"message":"SUCCESS"}}"#,
            "bad_request",
            "said",
        ),
        (
            r#"{"data":{"errMsg":{"email":"said"}},"meta":{"message":"m"}}"#,
            "bad_request",
            "m",
        ),
        (r#"{"detail":"said"}"#, "bad_request", "said"),
        (
            r#"{"code":200,"data":[{"name":"n","token":"synthetic-token"}],"detail":"said"}"#,
            "bad_request",
            "said",
        ),
    ] {
        let error = read(body).unwrap_err();
        assert_eq!(error.code(), code, "{body}");
        let Error::Api(refusal) = error else {
            panic!("{body}: {error:?}");
        };
        assert_eq!((refusal.status, refusal.title.as_deref()), (400, Some(title)), "{body}");
    }
    for nothing in ["null", "\"\"", "[]", "{}", "false"] {
        let body = r#"{"code":200,"data":{"name":"n","token":"synthetic-token","errMsg":NOTHING},"detail":NOTHING}"#;
        assert!(read(&body.replace("NOTHING", nothing)).is_ok(), "{nothing}");
    }
}
