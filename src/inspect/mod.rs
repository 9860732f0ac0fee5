//! Reads a token without sending it anywhere: its kind, its claims, and what is or will be wrong with it.
//!
//! Nothing is verified: BigCommerce publishes no key to verify a signature with, so a token tells what it claims and no more.
//! Every string can be inspected; one that is no token has a finding that says so. No finding holds a part of the token.

mod claims;
mod finding;
mod judge;
mod look;

pub use finding::{Finding, FindingCode, Severity};

use crate::{
    time::{UnixMillis, UnixSeconds},
    types::{ChannelId, MAX_TOKEN_BYTES, Scope},
};
use claims::Claims;
use look::Look;

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InspectedKind {
    /// For browsers (BigCommerce's "simple" token).
    Storefront,
    /// For servers. Told by its scopes: what else sets it apart is not published.
    Private,
    /// For servers that act for a shopper.
    CustomerImpersonation,
    /// Any of B2B Edition.
    B2b,
    /// No token of these, or one whose kind is not published.
    Unknown,
}

impl InspectedKind {
    /// The stable name, as JavaScript sees it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Storefront => "storefront",
            Self::Private => "private",
            Self::CustomerImpersonation => "customerImpersonation",
            Self::B2b => "b2b",
            Self::Unknown => "unknown",
        }
    }
}

/// Where a token is used, or is going to be: what is right in a browser may be useless on a server, or a leak the other way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UsedIn {
    /// A server, a worker, a build script.
    #[default]
    Server,
    /// A page that every visitor can read.
    Browser,
}

/// What a token says of itself, and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// What it is for.
    pub kind: InspectedKind,
    /// The channels it names. Empty where it names none.
    pub channel_ids: Vec<ChannelId>,
    /// When it was issued, if it says so.
    pub issued_at: Option<UnixSeconds>,
    /// `exp`, else BigCommerce's `eat`. `None` for a token without an end and for one whose claim makes no sense: the findings
    /// tell which.
    pub expires_at: Option<UnixSeconds>,
    /// The origins whose pages may send it.
    pub allowed_cors_origins: Vec<String>,
    /// The scopes it names, in the short spelling.
    pub scopes: Vec<Scope>,
    /// The most urgent first.
    pub findings: Vec<Finding>,
}

/// Reads a token.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::{inspect::{FindingCode, InspectedKind, UsedIn, inspect}, time::UnixMillis};
///
/// let found = inspect("synthetic access token", UsedIn::Server, UnixMillis(1_795_000_000_000));
/// assert_eq!(found.kind, InspectedKind::Unknown);
/// assert_eq!(found.findings[0].code, FindingCode::NotAJwt);
/// ```
///
/// # Source
/// BigCommerce, Authenticating requests to the GraphQL Storefront API, and tokens found in public files, read 2026-11-22.
pub fn inspect(token: &str, used_in: UsedIn, now: UnixMillis) -> Inspection {
    if token.len() > MAX_TOKEN_BYTES {
        return without_claims(FindingCode::TooLong, used_in);
    }
    let bare = look::bare(token);
    let mut inspection = match look::look(bare) {
        Look::Claims(json) => judge::judge(Claims::read(&json), used_in, now),
        Look::Other(code) => without_claims(code, used_in),
    };
    if bare.len() < token.len() && !bare.is_empty() {
        inspection.findings.push(Finding::new(FindingCode::NotBare));
    }
    inspection.findings = by_urgency(&inspection.findings);
    inspection
}

/// What is equally urgent stays in the order it was found. A library's sort would weigh more than the rest of this module.
fn by_urgency(findings: &[Finding]) -> Vec<Finding> {
    let mut sorted = Vec::with_capacity(findings.len());
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        sorted.extend(findings.iter().filter(|finding| finding.severity() == severity));
    }
    sorted
}

fn without_claims(code: FindingCode, used_in: UsedIn) -> Inspection {
    let mut findings = vec![Finding::new(code)];
    if used_in == UsedIn::Browser && code.is_secret() {
        findings.push(Finding::new(FindingCode::SecretInBrowser));
    }
    Inspection {
        kind: InspectedKind::Unknown,
        channel_ids: Vec::new(),
        issued_at: None,
        expires_at: None,
        allowed_cors_origins: Vec::new(),
        scopes: Vec::new(),
        findings,
    }
}
