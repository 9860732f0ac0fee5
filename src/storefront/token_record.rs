//! What the API tells of a token it issued.
//!
//! # Source
//! BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), schema `IssuedToken`, read 2026-11-22.

use crate::{answer::Shape, json::Json, time::UnixSeconds};

/// The fields on the wire.
pub(super) const FIELDS: [(&str, Shape); 12] = [
    ("jti", Shape::Text),
    ("type", Shape::Text),
    ("channel_ids", Shape::Numbers),
    ("allowed_cors_origins", Shape::Texts),
    ("scopes", Shape::Scopes),
    ("is_revoked", Shape::Truth),
    ("is_expired", Shape::Truth),
    ("name", Shape::TextIfAny),
    ("principal", Shape::Named(&["id", "type"])),
    ("issued_at", Shape::Moment),
    ("expires_at", Shape::Moment),
    ("revoked_at", Shape::Moment),
];

/// A token of a list. The token itself is never told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRecord(Json);

impl TokenRecord {
    /// Takes an object that was read by [`FIELDS`].
    pub(super) const fn new(fields: Json) -> Self {
        Self(fields)
    }

    /// All of it as a JSON object, moments in Unix seconds; what the API did not tell is missing.
    pub fn to_json(&self) -> String {
        self.0.to_document()
    }

    /// The id, for revoking it.
    pub fn jti(&self) -> &str {
        self.text("jti").unwrap_or_default()
    }

    /// `simple`, `private` or `customer_impersonation`, or a type that is newer than this crate.
    pub fn kind(&self) -> &str {
        self.text("type").unwrap_or_default()
    }

    /// The channels it is good for.
    pub fn channel_ids(&self) -> impl Iterator<Item = u64> {
        self.list("channelIds").iter().filter_map(Json::as_u64)
    }

    /// The sites whose pages may use it; none unless it is a storefront token.
    pub fn allowed_cors_origins(&self) -> impl Iterator<Item = &str> {
        self.list("allowedCorsOrigins").iter().filter_map(Json::as_str)
    }

    /// What it may reach, in the short spelling; one that this crate does not know is as the API wrote it. None unless it is a
    /// private token.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.list("scopes").iter().filter_map(Json::as_str)
    }

    /// Whether it was revoked.
    pub fn is_revoked(&self) -> bool {
        self.0.get("isRevoked") == Some(&Json::Word("true"))
    }

    /// Whether it has expired.
    pub fn is_expired(&self) -> bool {
        self.0.get("isExpired") == Some(&Json::Word("true"))
    }

    /// The label it was given.
    pub fn name(&self) -> Option<&str> {
        self.text("name")
    }

    /// The id and the type of who issued it; for an API account the id is its client id.
    pub fn principal(&self) -> Option<(&str, &str)> {
        let principal = self.0.get("principal")?;
        let part = |name| principal.get(name).and_then(Json::as_str).unwrap_or_default();
        Some((part("id"), part("type")))
    }

    /// When it was issued.
    pub fn issued_at(&self) -> Option<UnixSeconds> {
        self.moment("issuedAt")
    }

    /// When it expires; `None` for never, too.
    pub fn expires_at(&self) -> Option<UnixSeconds> {
        self.moment("expiresAt")
    }

    /// When it was revoked.
    pub fn revoked_at(&self) -> Option<UnixSeconds> {
        self.moment("revokedAt")
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Json::as_str)
    }

    fn list(&self, name: &str) -> &[Json] {
        self.0.get(name).and_then(Json::as_list).unwrap_or_default()
    }

    fn moment(&self, name: &str) -> Option<UnixSeconds> {
        self.0.get(name).and_then(Json::as_u64).and_then(UnixSeconds::new)
    }
}
