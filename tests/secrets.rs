//! No way of printing shows a secret.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use std::fmt::Debug;

use bigcommerce_tokens::{
    b2b::{self, CreateServerToServerToken},
    operation::Operation,
    secret::Secret,
    types::{AccessToken, B2bTokenName, Email, IssuedJwt, Password},
};
use util::{ACCESS_TOKEN, Owner, answer};

const PASSWORD: &str = "canary-password-7531";
const EMAIL: &str = "canary-person@example.com";
const TOKEN: &str = "canary.issued.token";

#[track_caller]
fn check_hidden(what: &str, shown: &dyn Debug) {
    for text in [format!("{shown:?}"), format!("{shown:#?}")] {
        for secret in [ACCESS_TOKEN, PASSWORD, EMAIL, TOKEN] {
            assert!(!text.contains(secret), "{what} shows a secret: {text}");
        }
    }
}

#[test]
fn debug_shows_no_secret() {
    let operation = CreateServerToServerToken {
        email: Email::new(EMAIL).unwrap(),
        password: Password::new(PASSWORD).unwrap(),
        name: B2bTokenName::new("n").unwrap(),
    };
    let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
    let response = answer(
        200,
        format!(r#"{{"code":200,"data":[{{"name":"n","token":"{TOKEN}"}}],"meta":{{"message":"SUCCESS"}}}}"#),
    );
    let issued = operation.response(&request, &response).unwrap();
    assert_eq!(issued.token.secret().expose(), TOKEN);

    check_hidden("secret", &Secret::new(PASSWORD));
    check_hidden("access token", &AccessToken::new(ACCESS_TOKEN).unwrap());
    check_hidden("token", &IssuedJwt::new(TOKEN).unwrap());
    check_hidden("operation", &operation);
    check_hidden("request", &request);
    check_hidden("redactor", request.redactor());
    check_hidden("response", &response);
    check_hidden("result", &issued);
}

#[test]
fn errors_repeat_nothing_that_a_server_echoes() {
    let operation = CreateServerToServerToken {
        email: Email::new(EMAIL).unwrap(),
        password: Password::new(PASSWORD).unwrap(),
        name: B2bTokenName::new("n").unwrap(),
    };
    let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
    for secret in [ACCESS_TOKEN, PASSWORD, EMAIL] {
        for (status, body) in [
            (400, format!(r#"{{"code":400,"data":{{"errMsg":"{secret}"}}}}"#)),
            (
                400,
                format!(r#"{{"code":400,"data":{{"errMsg":{{"{secret}":["{secret}"]}}}}}}"#),
            ),
            (
                422,
                format!(r#"{{"title":"{secret}","errors":{{"{secret}":"{secret}"}}}}"#),
            ),
            (403, format!(r#"{{"detail":"{secret}"}}"#)),
            (500, secret.to_owned()),
            (200, secret.to_owned()),
            (200, format!(r#"{{"data":[{{"token":{{"{secret}":1}}}}]}}"#)),
        ] {
            let error = operation.response(&request, &answer(status, body)).unwrap_err();
            for text in [format!("{error}"), format!("{error:?}"), format!("{:?}", error.hint())] {
                assert!(!text.contains(secret), "{text}");
            }
        }
    }
}
