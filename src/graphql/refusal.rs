use std::borrow::Cow;

use super::GraphqlRequest;
use crate::{
    error::{CustomerTokenReason, GraphqlRefusalKind, RefusalKind, TokenReason},
    json::Json,
    secret::Redactor,
    text::contains,
    types::Scope,
};

/// The most errors that are kept.
const MAX_ERRORS: usize = 100;
/// A longer error is kept by its message alone.
const MAX_ERROR_BYTES: usize = 8_192;
const MAX_MESSAGE_CHARS: usize = 1_000;

/// How the API says that a token is not good: how the message begins, what else is in it, what it means. In lower case.
///
/// # Source
/// BigCommerce, GraphQL Storefront API, status codes, read 2026-11-22; the text about origins as reported in public.
const REJECTIONS: [(&str, &str, TokenReason); 11] = [
    ("graphql credentials were missing", "", TokenReason::Missing),
    ("unknown jwt token", "", TokenReason::Revoked),
    ("'origin' header invalid", "", TokenReason::WrongOrigin),
    (INVALID, "jwt is expired", TokenReason::Expired),
    (INVALID, "channel id", TokenReason::WrongChannel),
    (INVALID, "store id", TokenReason::WrongStore),
    (INVALID, "not a jwt", TokenReason::NotAJwt),
    (INVALID, "signature", TokenReason::BadSignature),
    (INVALID, "no valid json", TokenReason::Malformed),
    (INVALID, "json of an unknown format", TokenReason::Malformed),
    (INVALID, "", TokenReason::Unknown),
];
const INVALID: &str = "graphql invalid credentials";

/// The refusal that needs the reader's action first: a token that is not good fails every field.
pub(super) fn kind(request: &GraphqlRequest, rejected: Option<TokenReason>, errors: &[Json]) -> GraphqlRefusalKind {
    if let Some(reason) = rejected {
        return GraphqlRefusalKind::TokenRejected(reason);
    }
    let lacks_scope = |error: &&Json| error.text_at("/extensions/code") == Some("INSUFFICIENT_ACCESS_SCOPE");
    if errors.iter().any(|error| lacks_scope(&error)) {
        let mut required = Vec::new();
        for error in errors.iter().filter(lacks_scope) {
            let listed = error.at("/extensions/requiredScopes").and_then(Json::as_list);
            for scope in listed
                .unwrap_or_default()
                .iter()
                .filter_map(Json::as_str)
                .filter_map(Scope::read)
            {
                if !required.contains(&scope.as_str()) {
                    required.push(scope.as_str());
                }
            }
        }
        return GraphqlRefusalKind::InsufficientScope {
            required,
            held: request.token.claimed_scopes(),
        };
    }
    let customer = errors.iter().find_map(|error| {
        // The text of a login that asks for a token in its answer where it would reach a browser.
        let in_body = message(error).starts_with("customer access token was requested");
        match error.text_at("/extensions/code") {
            Some("INVALID_CUSTOMER_ACCESS_TOKEN") => Some(CustomerTokenReason::Invalid),
            Some("MISSING_CUSTOMER_ACCESS_TOKEN") => Some(CustomerTokenReason::Missing),
            _ => in_body.then_some(CustomerTokenReason::WrongContext),
        }
    });
    customer.map_or(GraphqlRefusalKind::Request, GraphqlRefusalKind::CustomerAccessToken)
}

/// Credentials are checked before any field is looked at, so an error that names a field or a code is about something else.
pub(super) fn rejection(status: u16, errors: &[Json]) -> Option<TokenReason> {
    let is_bare = |error: &&Json| error.get("path").is_none() && error.at("/extensions/code").is_none();
    let known = errors.iter().filter(is_bare).find_map(|error| {
        let message = message(error);
        let meant = REJECTIONS
            .iter()
            .find(|(start, part, _)| message.starts_with(start) && (part.is_empty() || contains(&message, part)));
        meant.map(|meant| meant.2)
    });
    // BigCommerce's page on status codes says that all GraphQL errors come with 401; the known ones of another kind do not count.
    let is_other =
        |error: &Json| !is_bare(&error) || error.get("locations").is_some() || contains(&message(error), "too complex");
    known.or_else(|| (status == 401 && !errors.iter().any(is_other)).then_some(TokenReason::Unknown))
}

fn message(error: &Json) -> String {
    error.text_at("/message").unwrap_or_default().to_ascii_lowercase()
}

/// The errors as they came, but for those that give a secret away or have no end: their message remains, cleaned.
pub(super) fn cleaned(errors: &[Json], redactor: &Redactor) -> String {
    let mut text = String::from("[");
    for error in errors.iter().take(MAX_ERRORS) {
        text.push_str(if text.len() > 1 { "," } else { "" });
        text.push_str(&clean(error, redactor));
    }
    text.push(']');
    text
}

fn clean(error: &Json, redactor: &Redactor) -> String {
    let whole = error.to_document();
    if error.text_at("/message").is_some() && whole.len() <= MAX_ERROR_BYTES && !redactor.gives_away(&whole) {
        return whole;
    }
    let message = error.text_at("/message").map_or_else(
        || Cow::Borrowed("an error without a message"),
        |message| Cow::Owned(redactor.clean(message, MAX_MESSAGE_CHARS)),
    );
    Json::Object(vec![("message".to_owned(), Json::Text(message.into_owned()))]).to_document()
}

/// What to do about a refusal in the words of GraphQL.
pub(super) const fn hint(kind: &GraphqlRefusalKind) -> Option<&'static str> {
    Some(match kind {
        GraphqlRefusalKind::TokenRejected(reason) => token_hint(*reason),
        GraphqlRefusalKind::InsufficientScope { .. } => {
            "create a token with the scopes in requiredScopes besides those it has: no scope includes another"
        }
        GraphqlRefusalKind::CustomerAccessToken(CustomerTokenReason::WrongContext) => {
            "log in with a private token: other tokens give no customer access token"
        }
        GraphqlRefusalKind::CustomerAccessToken(_) => {
            "log the shopper in again, and pass the new customer access token"
        }
        GraphqlRefusalKind::Request => return None,
    })
}

const fn token_hint(reason: TokenReason) -> &'static str {
    match reason {
        TokenReason::Expired => "create a new token, and replace each some time before it expires",
        TokenReason::Revoked => "create a new token, and find out who revoked this one",
        TokenReason::WrongChannel => "create a token for this channel, or give the client the channelId of the token",
        TokenReason::WrongStore => "create a token for this store, or give the client the storeHash of the token",
        TokenReason::NotAJwt => {
            "pass the private token that privateTokens.create() gives, not the access token of the API account"
        }
        TokenReason::BadSignature => "check that the token is whole: it is often cut when it is copied",
        TokenReason::Malformed => "pass a token that BigCommerce issued; this one is somebody else's",
        TokenReason::Missing => "a proxy may have dropped the Authorization header",
        TokenReason::WrongOrigin => "use a private token, and let no proxy add an Origin header",
        TokenReason::Unknown => {
            "check with inspectToken() that it is a private token: storefront tokens made since 2026-07-01 are for browsers alone"
        }
    }
}

/// What to do about a refusal by a status alone.
pub(super) const fn status_hint(kind: RefusalKind) -> Option<&'static str> {
    match kind {
        RefusalKind::NotFound => Some("check store hash and channel: a channel has no GraphQL before it has a site"),
        RefusalKind::RateLimit => {
            Some("the API counts the complexity of what one address asks for: ask for less at a time")
        }
        _ => None,
    }
}
