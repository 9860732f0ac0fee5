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
    b2b::{
        self, CreateCustomerToken, CreateServerToServerToken, CreateStorefrontToken, CustomerLogin,
        DeleteServerToServerToken, ListServerToServerTokens, StorefrontTokenFromCurrentCustomerJwt,
    },
    http::Request,
    operation::Operation,
    secret::Secret,
    storefront::{self, Family, RevokeToken},
    types::{
        AccessToken, ApiToken, AuthToken, B2bTokenName, ChannelId, CustomerAccessToken, CustomerId, Email, IsoMoment,
        Jwt, Password, ServerToServerTokenId, Validity,
    },
};
use util::{ACCESS_TOKEN, Owner, answer};

const PASSWORD: &str = "canary-password-7531";
const EMAIL: &str = "canary-person@example.com";
const TOKEN: &str = "canary.issued.token";
const AUTH_TOKEN: &str = "canary-auth-token-8642";
const JWT: &str = "canary0session.e30.token";
const CUSTOMER_ACCESS_TOKEN: &str = "canary0shopper_1721406629";

#[track_caller]
fn check_hidden(what: &str, shown: &dyn Debug) {
    for text in [format!("{shown:?}"), format!("{shown:#?}")] {
        for secret in [
            ACCESS_TOKEN,
            PASSWORD,
            EMAIL,
            TOKEN,
            AUTH_TOKEN,
            JWT,
            CUSTOMER_ACCESS_TOKEN,
        ] {
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
    check_hidden("token", &ApiToken::new(TOKEN).unwrap());
    check_hidden("operation", &operation);
    check_hidden("request", &request);
    check_hidden("redactor", request.redactor());
    check_hidden("response", &response);
    check_hidden("result", &issued);
}

/// What sets each operation with a secret of its own apart: how it is shown, its request, and its secrets.
fn operations() -> Vec<(String, Request, Vec<&'static str>)> {
    fn built<O: Operation + Debug>(
        host: &str,
        operation: &O,
        secrets: &[&'static str],
    ) -> (String, Request, Vec<&'static str>) {
        let shown = format!("{operation:?} {operation:#?}");
        (shown, Owner::of(host).request(operation), secrets.to_vec())
    }
    let auth_token = || AuthToken::new(AUTH_TOKEN).unwrap();
    vec![
        built(
            storefront::DEFAULT_ENDPOINT,
            &RevokeToken {
                family: Family::Private,
                token: Jwt::new(JWT).unwrap(),
            },
            &[JWT, ACCESS_TOKEN],
        ),
        built(
            b2b::DEFAULT_ENDPOINT,
            &ListServerToServerTokens {
                auth_token: auth_token(),
                limit: None,
                offset: None,
            },
            &[AUTH_TOKEN],
        ),
        built(
            b2b::DEFAULT_ENDPOINT,
            &DeleteServerToServerToken {
                auth_token: auth_token(),
                id: ServerToServerTokenId::new(1).unwrap(),
                name: None,
                email: Some(Email::new(EMAIL).unwrap()),
            },
            &[AUTH_TOKEN, EMAIL],
        ),
        built(
            b2b::DEFAULT_ENDPOINT,
            &CreateCustomerToken {
                email: Email::new(EMAIL).unwrap(),
                password: Password::new(PASSWORD).unwrap(),
                channel_id: ChannelId::new(1).unwrap(),
                name: B2bTokenName::new("n").unwrap(),
                validity: Validity::default(),
            },
            &[EMAIL, PASSWORD, ACCESS_TOKEN],
        ),
        built(
            b2b::DEFAULT_ENDPOINT,
            &CreateStorefrontToken {
                customer_id: CustomerId::new(1).unwrap(),
                channel_id: None,
                customer_access_token: Some(CustomerLogin {
                    value: CustomerAccessToken::new(CUSTOMER_ACCESS_TOKEN).unwrap(),
                    expires_at: IsoMoment::parse("2027-12-31T00:00:00Z").unwrap(),
                }),
            },
            &[CUSTOMER_ACCESS_TOKEN, ACCESS_TOKEN],
        ),
        built(
            b2b::DEFAULT_ENDPOINT,
            &StorefrontTokenFromCurrentCustomerJwt {
                jwt: Jwt::new(JWT).unwrap(),
                channel_id: None,
            },
            &[JWT],
        ),
    ]
}

#[test]
fn no_operation_shows_a_secret_of_its_own_and_each_is_redacted() {
    for (shown, request, secrets) in operations() {
        check_hidden("operation", &shown);
        check_hidden("request", &request);
        check_hidden("url", &request.url);
        for secret in secrets {
            let sent = request.headers().any(|(_, value)| value == secret)
                || request.body().is_some_and(|body| body.contains(secret))
                || request.target().contains(secret);
            assert!(sent, "{shown}: a secret of this test is not sent");
            assert_eq!(request.redactor().clean(secret, 200), "[redacted]", "{shown}");
        }
    }
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
