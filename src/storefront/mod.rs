//! The storefront token family on `api.bigcommerce.com`: its envelope and what its statuses mean.

mod create_private_token;

pub use create_private_token::CreatePrivateToken;

use crate::{
    answer::{complaints, take_token},
    error::{Error, Outcome, Refusal, RefusalKind},
    http::{Request, Response},
    json::Json,
    operation::Account,
    time::UnixSeconds,
    types::{Channels, ExpiresAt, IssuedJwt, Scope},
};

/// Where this API is unless the caller says otherwise.
pub const DEFAULT_ENDPOINT: &str = "https://api.bigcommerce.com";

/// A token that this API issued, and what is known of it.
#[derive(Clone, Debug)]
pub struct IssuedToken {
    /// The token.
    pub token: IssuedJwt,
    /// The earlier of the expiry that was asked for and the one the token claims; `None` for no expiry.
    pub expires_at: Option<UnixSeconds>,
    /// The channels that were asked for.
    pub channels: Channels,
    /// The scopes that were asked for; empty unless private.
    pub scopes: Vec<Scope>,
    /// The label that was asked for.
    pub name: Option<String>,
    /// The answer's `meta` object as JSON; `{}` where it is missing or gives a secret away.
    pub meta: String,
}

/// `{endpoint}/stores/{store_hash}/v3/storefront/{path}`
fn url(account: &Account<'_>, path: &str) -> String {
    format!(
        "{}/stores/{}/v3/storefront/{path}",
        account.endpoint.as_str(),
        account.store_hash.as_str()
    )
}

/// Puts the account's secret into the request.
fn authorize(request: &mut Request, account: &Account<'_>) {
    if let Some(access_token) = account.access_token {
        request.add_secret_header("X-Auth-Token", access_token.secret());
    }
}

/// Reads `{data: {token}, meta}`, the answer of every create operation of this family.
fn read_token(sent: &Request, response: &Response) -> Result<(IssuedJwt, String), Error> {
    refuse(sent, response)?;
    let mut body = response.json()?;
    let token = take_token(&mut body, "/data/token")?;
    let mut redactor = sent.redactor().clone();
    redactor.add(token.secret());
    let meta = body.get("meta").filter(|meta| meta.is_object()).map(Json::to_document);
    let meta = meta
        .filter(|text| !redactor.finds_secret_in(text))
        .unwrap_or_else(|| "{}".to_owned());
    Ok((token, meta))
}

/// The earlier of what was asked for and what the token claims.
fn effective_expiry(asked: ExpiresAt, token: &IssuedJwt) -> Option<UnixSeconds> {
    match (asked.moment(), token.claimed_expiry()) {
        (Some(asked), Some(claimed)) => Some(asked.min(claimed)),
        (asked, claimed) => asked.or(claimed),
    }
}

/// # Errors
/// Everything but a 2xx.
fn refuse(sent: &Request, response: &Response) -> Result<(), Error> {
    response.check_status(sent.redactor())?;
    if response.is_success() {
        return Ok(());
    }
    let status = response.status;
    let kind = RefusalKind::of_status(status);
    let body = Json::read_loosely(response.text().unwrap_or_default());
    Err(Error::Api(Box::new(Refusal {
        kind,
        status,
        title: body.text_at("/title").map(|title| sent.redactor().clean(title, 200)),
        errors: complaints(body.get("errors"), sent.redactor()),
        hint: hint(kind),
        outcome: refusal_outcome(status),
    })))
}

/// A gateway or a crash may have come after the token was made; the statuses for what the API does not do may not.
const fn refusal_outcome(status: u16) -> Outcome {
    match status {
        408 | 499 | 500 | 502..=504 | 506..=599 => Outcome::Unknown,
        _ => Outcome::Refused,
    }
}

const fn hint(kind: RefusalKind) -> Option<&'static str> {
    match kind {
        RefusalKind::Authentication => Some(
            "check that the access token belongs to this store hash; it is the API account's token for X-Auth-Token, not a storefront JWT",
        ),
        RefusalKind::Permission => Some(
            "give the API account the OAuth scope \"Storefront API Tokens\" (store_storefront_api, manage) and use the new access token",
        ),
        RefusalKind::NotFound => Some("check the store hash and, if you set one, the endpoint"),
        RefusalKind::Unprocessable => {
            Some("check that each channel exists in this store and that expiresAt is in seconds")
        }
        RefusalKind::RateLimit => {
            Some("all apps of a store share one quota; make fewer tokens, and keep each until it is about to expire")
        }
        _ => None,
    }
}
