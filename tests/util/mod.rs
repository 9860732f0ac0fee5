//! What the tests share: an account, a response, and checks that point at their caller.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses a part of it")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

pub mod driver;
pub mod retry;
pub mod tokens;

use bigcommerce_tokens::{
    b2b::B2bToken,
    error::{Error, Fault, IssueCode},
    http::{Request, Response},
    operation::{Account, Operation},
    storefront::IssuedToken,
    time::UnixSeconds,
    types::{AccessToken, Endpoint, StoreHash},
};
use serde_json::Value;

/// Synthetic, and long enough to be found in any text that gives it away.
pub const ACCESS_TOKEN: &str = "synthetic0access0token0canary00";

/// The account behind `ACCESS_TOKEN`.
pub struct Owner {
    endpoint: Endpoint,
    store_hash: StoreHash,
    access_token: Option<AccessToken>,
}

impl Owner {
    pub fn of(endpoint: &str) -> Self {
        Self {
            endpoint: Endpoint::new(endpoint).unwrap(),
            store_hash: StoreHash::new("g5cd38").unwrap(),
            access_token: Some(AccessToken::new(ACCESS_TOKEN).unwrap()),
        }
    }

    pub fn without_access_token(mut self) -> Self {
        self.access_token = None;
        self
    }

    pub fn request<O: Operation>(&self, operation: &O) -> Request {
        operation.request(&Account {
            endpoint: &self.endpoint,
            store_hash: &self.store_hash,
            access_token: self.access_token.as_ref(),
        })
    }
}

/// An answer with this status and body.
pub fn answer(status: u16, body: impl Into<Vec<u8>>) -> Response {
    Response {
        status,
        location: None,
        body: zeroize::Zeroizing::new(body.into()),
    }
}

/// The headers of a request in the order they were set.
pub fn headers(request: &Request) -> Vec<(&str, &str)> {
    request.headers().collect()
}

/// One row of `tests/fixtures/*.json`: an exchange as documented or seen, with where and when that was read.
pub struct Exchange(Value);

impl Exchange {
    pub fn all(json: &str) -> Vec<Self> {
        let rows: Vec<Value> = serde_json::from_str(json).expect("a fixture is a JSON array");
        assert!(!rows.is_empty(), "a fixture without rows tests nothing");
        rows.into_iter().map(Self).collect()
    }

    pub fn name(&self) -> &str {
        assert!(
            self.0["source"].is_string() && self.0["read"].is_string(),
            "a fixture names its source and date"
        );
        self.0["behaviour"].as_str().expect("a fixture has a name")
    }

    pub fn response(&self) -> Response {
        let body = match &self.0["body"] {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            json => json.to_string(),
        };
        answer(
            u16::try_from(self.0["status"].as_u64().expect("a status")).unwrap(),
            body,
        )
    }

    pub fn expected(&self) -> &Value {
        &self.0["expected"]
    }
}

/// Reads every fixture's answer: a result goes to `check` with its fixture's name and `expected`, an error must be the one expected.
#[track_caller]
pub fn check_answers<O: Operation>(
    operation: &O,
    endpoint: &str,
    fixtures: &str,
    check: impl Fn(&str, &O::Output, &Value),
) {
    let sent = Owner::of(endpoint).request(operation);
    for exchange in Exchange::all(fixtures) {
        let (name, expected) = (exchange.name(), exchange.expected());
        match operation.response(&sent, &exchange.response()) {
            Ok(result) => {
                assert!(expected.get("code").is_none(), "{name}: a result, not an error");
                check(name, &result, expected);
            }
            Err(error) => check_error(name, &error, expected),
        }
    }
}

/// Checks code, outcome, title and path of an error against a fixture's `expected`.
#[track_caller]
pub fn check_error(name: &str, error: &Error, expected: &Value) {
    assert_eq!(error.code(), expected["code"], "{name}: code");
    assert_eq!(error.outcome().as_str(), expected["outcome"], "{name}: outcome");
    if let Some(words) = expected["hint"].as_str() {
        assert!(
            error.hint().unwrap_or_default().contains(words),
            "{name}: hint {:?}",
            error.hint()
        );
    }
    match error {
        Error::Api(refusal) => {
            if let Some(status) = expected["status"].as_u64() {
                assert_eq!(u64::from(refusal.status), status, "{name}: status");
            }
            assert_eq!(refusal.title.as_deref(), expected["title"].as_str(), "{name}: title");
            let errors: Value = refusal
                .errors
                .iter()
                .map(|(field, text)| (field.clone(), Value::from(text.as_str())))
                .collect();
            let none = Value::Object(serde_json::Map::new());
            assert_eq!(&errors, expected.get("errors").unwrap_or(&none), "{name}: errors");
        }
        Error::Protocol { path, .. } => assert_eq!(path, &expected["path"], "{name}: path"),
        Error::Redirect { to_origin, .. } => {
            assert_eq!(to_origin.as_deref(), expected["toOrigin"].as_str(), "{name}: origin");
        }
        _ => panic!("{name}: an error of an unknown kind"),
    }
}

/// Checks that a constructor refuses a value with this code, saying what it expected and what came, but not the value.
#[track_caller]
pub fn check_fault<T>(result: Result<T, Fault>, code: IssueCode, value: &str) {
    let Err(fault) = result else {
        panic!("{value:.60?} was taken");
    };
    assert_eq!(fault.code, code, "{value:.60?}");
    assert!(
        fault.message.starts_with("expected ") && fault.message.contains(", got "),
        "{}",
        fault.message
    );
    assert!(
        value.len() < 5 || !fault.message.contains(value),
        "{value:.60?} is in its message"
    );
}

/// Checks what a constructor takes, and with which codes it refuses.
#[track_caller]
pub fn check_text<T>(read: fn(&str) -> Result<T, Fault>, good: &[&str], bad: &[(&str, IssueCode)]) {
    for value in good {
        assert!(read(value).is_ok(), "{value:.60?} was refused");
    }
    for (value, code) in bad {
        check_fault(read(value), *code, value);
    }
}

/// Checks a token that the storefront's API issued against a fixture's `expected`.
#[track_caller]
pub fn check_issued_token(name: &str, issued: &IssuedToken, expected: &Value) {
    assert_eq!(issued.token.secret().expose(), expected["token"], "{name}: token");
    assert_eq!(issued.meta, expected["meta"], "{name}: meta");
    let expiry = issued.expires_at.map(UnixSeconds::get);
    assert_eq!(expiry, expected["expiresAt"].as_u64(), "{name}: expiry");
}

/// Checks what B2B Edition gave against a fixture's `expected`.
#[track_caller]
pub fn check_b2b_token(name: &str, issued: &B2bToken, expected: &Value) {
    assert_eq!(issued.token.secret().expose(), expected["token"], "{name}: token");
    assert_eq!(issued.name.as_deref(), expected["name"].as_str(), "{name}: name");
    assert_eq!(issued.message, expected["message"], "{name}: message");
    let expiry = issued.expires_at.map(UnixSeconds::get);
    assert_eq!(expiry, expected["expiresAt"].as_u64(), "{name}: expiry");
}
