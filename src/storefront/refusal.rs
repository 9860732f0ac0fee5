//! What a refusal of this host means, by status, by what was asked for, and by family.
//!
//! # Source
//! BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), responses, and the page on status codes, read 2026-11-22.

use super::Family;
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
    Create,
    List,
    Revoke,
    RevokeById,
    RevokeAll,
}

impl Deed {
    /// Routes that the API has had from about August 2026 on: a gateway may not know them yet.
    const fn is_newer(self) -> bool {
        matches!(self, Self::List | Self::RevokeById | Self::RevokeAll)
    }

    const fn revokes(self) -> bool {
        matches!(self, Self::Revoke | Self::RevokeById)
    }
}

/// # Errors
/// Everything but a 2xx.
pub(super) fn refuse(sent: &Request, response: &Response, family: Family, deed: Deed) -> Result<(), Error> {
    response.check_status(sent.redactor())?;
    if response.is_success() {
        return Ok(());
    }
    let status = response.status;
    let body = Json::read_loosely(response.text().unwrap_or_default());
    let title = body.text_at("/title").map(|title| sent.redactor().clean(title, 200));
    let errors = complaints(body.get("errors"), sent.redactor());
    let texts = errors.iter().map(|(_, text)| text).chain(&title);
    let texts: Vec<String> = texts.map(|text| text.to_ascii_lowercase()).collect();
    let says = |words: &str| texts.iter().any(|text| contains(text, words));
    let unknown_jti = says("no token found");
    let kind = match status {
        404 | 405 if deed.is_newer() => RefusalKind::NotFound,
        422 if deed.revokes() && says("revoked") && says("limit") => RefusalKind::RevokedTokenQuota,
        _ => RefusalKind::of_status(status),
    };
    Err(Error::Api(Box::new(Refusal {
        kind,
        status,
        title,
        errors,
        hint: hint(kind, family, deed, unknown_jti),
        outcome: Outcome::of_status(status),
    })))
}

const fn hint(kind: RefusalKind, family: Family, deed: Deed, unknown_jti: bool) -> Option<&'static str> {
    Some(match (kind, deed) {
        (RefusalKind::Authentication, _) => {
            "check that the access token belongs to this store hash; it is the API account's token for X-Auth-Token, not a storefront JWT"
        }
        // This route is that of the storefront tokens, whatever is revoked by it.
        (RefusalKind::Permission, Deed::Revoke) => Family::Storefront.scope_hint(),
        (RefusalKind::Permission, _) => family.scope_hint(),
        (RefusalKind::NotFound, Deed::RevokeById) if unknown_jti => {
            "the API tells only of tokens of this family that this API account issued: take the jti from list() of the same family and account"
        }
        (RefusalKind::NotFound, _) if deed.is_newer() => {
            "this store's API may not have this route yet: listing, revoking by jti and revoking all are newer than the rest; check the store hash and the endpoint too"
        }
        (RefusalKind::NotFound, _) => "check the store hash and, if you set one, the endpoint",
        (RefusalKind::RevokedTokenQuota, _) => {
            "a store holds so many revoked tokens until they expire by themselves: let tokens expire instead; in an emergency, revokeAll is exempt"
        }
        (RefusalKind::Unprocessable, Deed::Create) => {
            "check that each channel exists in this store and that expiresAt is in seconds"
        }
        (RefusalKind::Unprocessable, Deed::Revoke) => {
            "only a token that this API account issued can be revoked by it: check which account made it, and that the whole token was given"
        }
        (RefusalKind::RateLimit, Deed::Create) => {
            "all apps of a store share one quota; make fewer tokens, and keep each until it is about to expire"
        }
        (RefusalKind::RateLimit, _) => "all apps of a store share one quota",
        _ => return None,
    })
}
