//! The answer of every operation here that makes a token.
//!
//! # Source
//! BigCommerce, B2B Edition Authentication (OpenAPI), responses, read 2026-11-22. The token is there a string, the one of a list
//! of strings, or a field of the one object of a list.

use super::refusal::{Deed, refuse};
use crate::{
    answer::{earlier, take_token},
    error::Error,
    http::{Request, Response},
    json::Json,
    secret::Redactor,
    time::UnixSeconds,
    types::ApiToken,
};

/// A token and what the API said with it.
#[derive(Clone, Debug)]
pub struct B2bToken {
    /// The token.
    pub token: ApiToken,
    /// The name that the API gave back.
    pub name: Option<String>,
    /// The earlier of the expiry that was asked for and the one the token claims; server to server tokens claim none.
    pub expires_at: Option<UnixSeconds>,
    /// The API's message, such as `SUCCESS`.
    pub message: String,
}

/// Reads `{code, data, meta: {message}}`, wherever in `data` the token is.
///
/// # Errors
/// As [`refuse`]; [`Error::Protocol`] where no token is found.
pub(super) fn read(
    sent: &Request,
    response: &Response,
    deed: Deed,
    asked: Option<UnixSeconds>,
) -> Result<B2bToken, Error> {
    refuse(sent, response, deed)?;
    let mut body = response.json()?;
    let is_list = |pointer| body.at(pointer).is_some_and(|json| json.as_list().is_some());
    let (token, name) = if is_list("/data") {
        ("/data/0/token", "/data/0/name")
    } else if is_list("/data/token") {
        ("/data/token/0", "/data/name")
    } else {
        ("/data/token", "/data/name")
    };
    let token = take_token(sent, &mut body, token)?;
    let mut redactor = sent.redactor().clone();
    redactor.add(token.secret());
    Ok(B2bToken {
        expires_at: earlier(asked, token.claimed_expiry()),
        token,
        name: body.text_at(name).map(|name| redactor.clean(name, 256)),
        message: message(&body, &redactor),
    })
}

fn message(body: &Json, redactor: &Redactor) -> String {
    redactor.clean(body.text_at("/meta/message").unwrap_or_default(), 200)
}
