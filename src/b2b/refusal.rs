//! What a refusal of this host means. It comes in five shapes, and its body may disagree with its status.
//!
//! # Source
//! BigCommerce, B2B Edition Authentication (OpenAPI) and its other documents, and two public clients; shapes, read 2026-11-22.

use crate::{
    answer::complaints,
    error::{Error, Outcome, Refusal, RefusalKind},
    http::{Request, Response},
    json::Json,
    text::contains,
};

/// What was asked for, as far as the meaning of a refusal depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// A store user's sign-in.
    SignIn,
    /// Listing or deleting server to server tokens, by one of them.
    ServerToServer,
    /// A customer's sign-in.
    CustomerSignIn,
    /// A storefront token by the account's access token.
    Storefront,
    /// A storefront token by a shopper's session.
    CurrentCustomer,
}

/// The HTTP status, the body's `code` and its words may disagree: whichever of them refuses wins.
///
/// The shapes: `{code, data: {errMsg}, meta: {message}}` with `errMsg` a string, or an object or a list of complaints;
/// `{code, message}`; `{detail}`; `{status, title, errors}`.
///
/// # Errors
/// Everything but a 2xx whose body neither refuses nor complains.
pub(super) fn refuse(sent: &Request, response: &Response, deed: Deed) -> Result<(), Error> {
    response.check_status(sent.redactor())?;
    let body = Json::read_loosely(response.text().unwrap_or_default());
    let status = if response.is_success() {
        match claimed_status(&body) {
            Some(code @ 400..=599) => code,
            // What complains has refused, by whatever status: 400 is what this host answers with to most.
            None | Some(0 | 200..=299) if complains(&body) => 400,
            // 0 stands for success in BigCommerce's own examples.
            None | Some(0 | 200..=299) => return Ok(()),
            Some(_) => {
                return Err(Error::protocol(
                    "code",
                    "expected a status in the body, got another number",
                ));
            }
        }
    } else {
        response.status
    };
    let title = [
        "/data/errMsg",
        "/data/errMsg/0",
        "/message",
        "/detail",
        "/title",
        "/meta/message",
    ];
    let title = title.into_iter().find_map(|pointer| body.text_at(pointer));
    let text = title.unwrap_or_default().to_ascii_lowercase();
    let kind = refusal_kind(status, &text);
    let redactor = sent.redactor();
    let mut errors = complaints(body.at("/data/errMsg"), redactor);
    errors.append(&mut complaints(body.get("errors"), redactor));
    Err(Error::Api(Box::new(Refusal {
        kind,
        status,
        title: title.map(|title| redactor.clean(title, 200)),
        errors,
        hint: hint(kind, status, deed, &text),
        outcome: Outcome::of_status(status),
    })))
}

/// Whether a body says why something was not done.
fn complains(body: &Json) -> bool {
    ["/data/errMsg", "/detail"]
        .into_iter()
        .any(|pointer| match body.at(pointer) {
            Some(Json::Text(text)) => !text.is_empty(),
            Some(Json::List(items)) => !items.is_empty(),
            Some(Json::Object(fields)) => !fields.is_empty(),
            _ => false,
        })
}

/// The status in a body, which a refusal's HTTP status may not agree with.
pub(super) fn claimed_status(body: &Json) -> Option<u16> {
    let code = body.get("code").or_else(|| body.get("status"));
    let number = match code? {
        Json::Text(digits) => digits.parse().ok()?,
        code => code.as_u64()?,
    };
    Some(u16::try_from(number).unwrap_or(u16::MAX))
}

/// This host answers a wrong password and a wrong role with 400 and tells them apart by text alone.
fn refusal_kind(status: u16, text: &str) -> RefusalKind {
    let wrong_password = contains(text, "password") && contains(text, "incorrect");
    match status {
        400 if wrong_password || contains(text, "auth failed") => RefusalKind::Authentication,
        400 if contains(text, "role forbidden") => RefusalKind::Permission,
        _ => RefusalKind::of_status(status),
    }
}

fn hint(kind: RefusalKind, status: u16, deed: Deed, text: &str) -> Option<&'static str> {
    Some(match (kind, deed) {
        (RefusalKind::Authentication, Deed::SignIn) => {
            "check e-mail and password of the B2B Edition user; do not try again in a loop, the account may be locked"
        }
        (RefusalKind::Authentication, Deed::CustomerSignIn) if status == 400 => {
            "check e-mail, password and channel of the customer; do not try again in a loop, the account may be locked"
        }
        (RefusalKind::Authentication, Deed::ServerToServer) => {
            "check that authToken is a server to server token of this store that was not deleted; it is not the access token"
        }
        (RefusalKind::Authentication, Deed::CurrentCustomer) => {
            "the JWT must be a fresh one from the Current Customer API, for a shopper who is signed in to this store"
        }
        (RefusalKind::Authentication, _) => {
            "check that the access token belongs to this store hash and that its API account has the OAuth scope \"B2B Edition\" (modify)"
        }
        (RefusalKind::Permission, Deed::SignIn) => {
            "only users with the built-in role Administrator or Store Owner may do this"
        }
        (RefusalKind::Permission, Deed::CustomerSignIn | Deed::Storefront) => {
            "give the API account the OAuth scope \"B2B Edition\" (modify) and use the new access token"
        }
        (RefusalKind::NotFound, Deed::ServerToServer) if contains(text, "no matching token") => {
            "this store has no such token, or no more: take the id from list()"
        }
        (RefusalKind::NotFound, Deed::SignIn | Deed::ServerToServer) => {
            "BigCommerce has deprecated this endpoint and it may be gone for your store: use X-Auth-Token with X-Store-Hash instead"
        }
        (RefusalKind::NotFound, _) => {
            "check that the store has B2B Edition and the API account the OAuth scope \"B2B Edition\" (modify): without it this host may say 404"
        }
        (RefusalKind::RateLimit, _) => "all integrations of a store share 150 requests per minute on this host",
        (RefusalKind::Server, _) => {
            "on this host a missing or wrong store hash is answered with a server error too: check it"
        }
        _ => return None,
    })
}
