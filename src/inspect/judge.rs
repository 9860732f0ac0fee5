//! From claims to a kind and findings.

use super::{
    Finding, FindingCode, InspectedKind, Inspection, UsedIn,
    claims::{Claims, Issuer, Moment},
};
use crate::{
    migration::{OLDER_TOKENS_STOP, StorefrontOnServer, storefront_on_server},
    text::find,
    time::{UnixMillis, UnixSeconds},
};

const DAY: u64 = 86_400;
/// A leap year: "more than a year" is said only when it is so by any calendar.
const YEAR: u64 = 366 * DAY;
const SOON: u64 = 30 * DAY;
/// How far two honest clocks may be apart.
const SKEW: u64 = 300;

const SIMPLE: u64 = 1;
const CUSTOMER_IMPERSONATION: u64 = 2;

pub(super) fn judge(claims: Claims, used_in: UsedIn, now: UnixMillis) -> Inspection {
    let now = now.seconds();
    let kind = kind(&claims);
    let mut findings: Vec<Finding> = about_kind(&claims, kind).map(Finding::new).into_iter().collect();
    if claims.made_for_a_page && matches!(claims.issuer, Issuer::BigCommerce { .. }) {
        findings.push(Finding::new(FindingCode::MadeForAPage));
    }
    // That a token does not work where it stands is more urgent than how long it lives.
    match used_in {
        UsedIn::Server => judge_on_server(&claims, kind, now, &mut findings),
        UsedIn::Browser if is_for_servers(claims.issuer, kind) => {
            findings.push(Finding::new(FindingCode::SecretInBrowser));
        }
        UsedIn::Browser => {}
    }
    judge_times(&claims, now, &mut findings);
    if claims.origins.iter().any(|origin| !is_origin(origin)) {
        findings.push(Finding::new(FindingCode::UnusableOrigin));
    }
    Inspection {
        kind,
        channel_ids: claims.channel_ids,
        issued_at: claims.issued_at.at(),
        expires_at: claims.expires_at.at(),
        allowed_cors_origins: claims.origins,
        scopes: claims.scopes.unwrap_or_default(),
        findings,
    }
}

fn kind(claims: &Claims) -> InspectedKind {
    match claims.issuer {
        // Scopes are private tokens' alone, whatever number they turn out to carry.
        Issuer::BigCommerce { .. } if claims.scopes.is_some() => InspectedKind::Private,
        Issuer::BigCommerce {
            token_type: Some(SIMPLE),
        } => InspectedKind::Storefront,
        Issuer::BigCommerce {
            token_type: Some(CUSTOMER_IMPERSONATION),
        } => InspectedKind::CustomerImpersonation,
        Issuer::B2bServer | Issuer::B2bStorefront | Issuer::B2bControlPanel => InspectedKind::B2b,
        _ => InspectedKind::Unknown,
    }
}

fn about_kind(claims: &Claims, kind: InspectedKind) -> Option<FindingCode> {
    Some(match (claims.issuer, kind) {
        (Issuer::BigCommerce { .. }, InspectedKind::CustomerImpersonation) => FindingCode::ImpersonationToken,
        (Issuer::BigCommerce { .. }, InspectedKind::Unknown) => FindingCode::UnknownKind,
        (Issuer::BigCommerce { .. }, _) => return None,
        (Issuer::SessionSync, _) => FindingCode::SessionSyncJwt,
        (Issuer::CurrentCustomer, _) => FindingCode::CurrentCustomerJwt,
        (Issuer::Payments, _) => FindingCode::PaymentToken,
        (Issuer::B2bServer, _) => FindingCode::B2bAuthToken,
        (Issuer::B2bStorefront, _) => FindingCode::B2bStorefrontToken,
        (Issuer::B2bControlPanel, _) => FindingCode::B2bControlPanelToken,
        (Issuer::Other, _) => FindingCode::UnknownIssuer,
    })
}

fn judge_times(claims: &Claims, now: u64, findings: &mut Vec<Finding>) {
    let moments = [claims.issued_at, claims.expires_at];
    if moments.contains(&Moment::Milliseconds) {
        findings.push(Finding::new(FindingCode::TimeInMilliseconds));
    }
    if moments.contains(&Moment::Unreadable) {
        findings.push(Finding::new(FindingCode::UnreadableTime));
    }
    if let Some(issued) = claims.issued_at.at().filter(|issued| issued.get() > now + SKEW) {
        findings.push(Finding::on(FindingCode::IssuedInFuture, issued));
    }
    match claims.expires_at {
        Moment::At(expiry) => judge_expiry(claims.issued_at.at(), expiry, now, findings),
        // An authToken of B2B Edition never has an end: its own finding says so.
        Moment::Missing | Moment::Never if claims.issuer != Issuer::B2bServer => {
            findings.push(Finding::new(FindingCode::NoExpiry));
        }
        _ => {}
    }
}

fn judge_expiry(issued: Option<UnixSeconds>, expiry: UnixSeconds, now: u64, findings: &mut Vec<Finding>) {
    // Expired from its second on.
    let left = expiry.get().saturating_sub(now);
    if left == 0 {
        findings.push(Finding::on(FindingCode::Expired, expiry));
        return;
    }
    if left <= SOON {
        findings.push(Finding::on(FindingCode::ExpiresSoon, expiry));
    }
    let from = issued.map_or(now, UnixSeconds::get);
    if expiry.get().saturating_sub(from) > YEAR {
        findings.push(Finding::on(FindingCode::LongLived, expiry));
    }
}

fn judge_on_server(claims: &Claims, kind: InspectedKind, now: u64, findings: &mut Vec<Finding>) {
    if kind == InspectedKind::Storefront {
        // A clock past the year 5138 is past the cut-off too.
        let now = UnixSeconds::new(now).unwrap_or(OLDER_TOKENS_STOP);
        findings.push(match storefront_on_server(claims.issued_at.at(), now) {
            StorefrontOnServer::NeverWorked => Finding::new(FindingCode::StorefrontTokenUseless),
            StorefrontOnServer::Uncertain => Finding::on(FindingCode::StorefrontTokenUncertain, OLDER_TOKENS_STOP),
            StorefrontOnServer::StopsOnCutOff => Finding::on(FindingCode::StorefrontTokenStops, OLDER_TOKENS_STOP),
            StorefrontOnServer::Stopped => Finding::on(FindingCode::StorefrontTokenStopped, OLDER_TOKENS_STOP),
        });
    }
    if !claims.origins.is_empty() {
        findings.push(Finding::new(FindingCode::OriginsOnServer));
    }
}

fn is_for_servers(issuer: Issuer, kind: InspectedKind) -> bool {
    matches!(kind, InspectedKind::Private | InspectedKind::CustomerImpersonation)
        || matches!(issuer, Issuer::B2bServer | Issuer::B2bControlPanel)
}

/// Scheme, host and port, as a browser writes them.
fn is_origin(origin: &str) -> bool {
    let rest = find(origin, "://").and_then(|at| origin.get(at + "://".len()..));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.bytes().any(|byte| matches!(byte, b'/' | b'?' | b'#')))
}
