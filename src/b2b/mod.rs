//! B2B Edition on `api-b2b.bigcommerce.com`: its envelope, and its refusals in five shapes.

mod create_server_to_server_token;

pub use create_server_to_server_token::{CreateServerToServerToken, ServerToServerToken};

use crate::{
    answer::complaints,
    error::{Error, Outcome, Refusal, RefusalKind},
    http::{Request, Response},
    json::Json,
    operation::Account,
    text::contains,
};

/// Where this API is unless the caller says otherwise, base path included.
pub const DEFAULT_ENDPOINT: &str = "https://api-b2b.bigcommerce.com/api/io";

/// `{endpoint}/{path}`
fn url(account: &Account<'_>, path: &str) -> String {
    format!("{}/{path}", account.endpoint.as_str())
}

/// Puts the account's secret into the request, and the store it is for: this host wants both or neither.
fn authorize(request: &mut Request, account: &Account<'_>) {
    if let Some(access_token) = account.access_token {
        request.add_secret_header("X-Auth-Token", access_token.secret());
        request.add_header("X-Store-Hash", account.store_hash.as_str());
    }
}

/// The HTTP status and the body's `code` may disagree: whichever of them refuses wins.
fn refuse(sent: &Request, response: &Response) -> Result<(), Error> {
    response.check_status(sent.redactor())?;
    let body = Json::read_loosely(response.text().unwrap_or_default());
    let status = if response.is_success() {
        match body
            .get("code")
            .and_then(Json::as_u64)
            .and_then(|code| u16::try_from(code).ok())
        {
            Some(code @ 400..=599) => code,
            _ => return Ok(()),
        }
    } else {
        response.status
    };
    let title = ["/data/errMsg", "/message", "/detail", "/title", "/meta/message"];
    let title = title.into_iter().find_map(|pointer| body.text_at(pointer));
    let kind = refusal_kind(status, title.unwrap_or_default());
    let redactor = sent.redactor();
    let mut errors = complaints(body.at("/data/errMsg"), redactor);
    errors.append(&mut complaints(body.get("errors"), redactor));
    Err(Error::Api(Box::new(Refusal {
        kind,
        status,
        title: title.map(|title| redactor.clean(title, 200)),
        errors,
        hint: hint(kind),
        outcome: if status < 500 && status != 408 {
            Outcome::Refused
        } else {
            Outcome::Unknown
        },
    })))
}

/// This host answers a wrong password and a wrong role with 400 and tells them apart by text alone.
fn refusal_kind(status: u16, text: &str) -> RefusalKind {
    let text = text.to_ascii_lowercase();
    match status {
        400 if contains(&text, "password") && contains(&text, "incorrect") => RefusalKind::Authentication,
        400 if contains(&text, "role forbidden") => RefusalKind::Permission,
        _ => RefusalKind::of_status(status),
    }
}

const fn hint(kind: RefusalKind) -> Option<&'static str> {
    match kind {
        RefusalKind::Authentication => Some(
            "check e-mail and password of the B2B Edition user; do not try again in a loop, the account may be locked",
        ),
        RefusalKind::Permission => Some("only users with the built-in role Administrator or Store Owner may do this"),
        RefusalKind::NotFound => Some(
            "BigCommerce has deprecated this endpoint and it may be gone for your store: use X-Auth-Token with X-Store-Hash instead",
        ),
        RefusalKind::RateLimit => Some("all integrations of a store share 150 requests per minute on this host"),
        RefusalKind::Server => {
            Some("on this host a missing or wrong store hash is answered with a server error too: check it")
        }
        _ => None,
    }
}
