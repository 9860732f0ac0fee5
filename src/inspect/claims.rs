//! The claims of a token, as far as they make sense. Who wrote them is not known: nothing here trusts a size or a form.

use crate::{
    json::Json,
    time::UnixSeconds,
    types::{ChannelId, MAX_CHANNELS, Scope},
};

/// The most origins that are shown; the API takes two.
const MAX_ORIGINS: usize = 100;
const MAX_ORIGIN_CHARS: usize = 255;

/// A claim that holds a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Missing,
    /// 0, which BigCommerce takes for "never".
    Never,
    At(UnixSeconds),
    /// Too large for seconds.
    Milliseconds,
    /// Text, a fraction, a negative number.
    Unreadable,
}

impl Moment {
    pub(super) fn at(self) -> Option<UnixSeconds> {
        if let Self::At(moment) = self {
            Some(moment)
        } else {
            None
        }
    }
}

/// Who issued a token, as its claims tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Issuer {
    /// BigCommerce, with the number that tells its kind, if any.
    BigCommerce { token_type: Option<u64> },
    /// BigCommerce, for one step of a sign-in.
    SessionSync,
    /// BigCommerce, for a page that wants to know its shopper.
    CurrentCustomer,
    /// BigCommerce's payments.
    Payments,
    /// B2B Edition, for a back end.
    B2bServer,
    /// B2B Edition, for a buyer.
    B2bStorefront,
    /// B2B Edition, for a person in the control panel.
    B2bControlPanel,
    /// Nobody that is known.
    Other,
}

pub(super) struct Claims {
    pub(super) issuer: Issuer,
    pub(super) issued_at: Moment,
    pub(super) expires_at: Moment,
    pub(super) channel_ids: Vec<ChannelId>,
    pub(super) origins: Vec<String>,
    /// `None` where there is no such claim: only private tokens have scopes.
    pub(super) scopes: Option<Vec<Scope>>,
    /// Made by a storefront for its own pages, not by an API account.
    pub(super) made_for_a_page: bool,
}

impl Claims {
    pub(super) fn read(claims: &Json) -> Self {
        let issuer = issuer(claims);
        let expiry = claims.get("exp").or_else(|| claims.get("eat"));
        Self {
            issuer,
            issued_at: moment(claims.get("iat")),
            expires_at: moment(expiry),
            channel_ids: channels(claims),
            origins: origins(claims.get("cors")),
            scopes: claims.get("scopes").or_else(|| claims.get("scope")).map(scopes),
            made_for_a_page: number(claims, "sub_type") == Some(0),
        }
    }
}

fn issuer(claims: &Json) -> Issuer {
    let has = |name| claims.get(name).is_some();
    match claims.get("iss").and_then(Json::as_str) {
        Some("BC") if text_is(claims, "operation", "session_sync") => Issuer::SessionSync,
        Some("BC") => Issuer::BigCommerce {
            token_type: number(claims, "token_type"),
        },
        Some("payments.bigcommerce.com") => Issuer::Payments,
        _ if has("customer") && has("store_hash") => Issuer::CurrentCustomer,
        // `db` is what sets B2B Edition's claims apart from anybody's.
        _ if has("store_hash") && has("db") => {
            if has("is_backend_user") {
                Issuer::B2bControlPanel
            } else if has("bc_customer_id") || has("exp") {
                Issuer::B2bStorefront
            } else {
                Issuer::B2bServer
            }
        }
        _ => Issuer::Other,
    }
}

fn text_is(claims: &Json, name: &str, text: &str) -> bool {
    claims.get(name).and_then(Json::as_str) == Some(text)
}

fn number(claims: &Json, name: &str) -> Option<u64> {
    claims.get(name).and_then(Json::as_u64)
}

fn moment(claim: Option<&Json>) -> Moment {
    match claim.map(Json::as_u64) {
        None => Moment::Missing,
        Some(None) => Moment::Unreadable,
        Some(Some(0)) => Moment::Never,
        Some(Some(number)) => UnixSeconds::new(number).map_or(Moment::Milliseconds, Moment::At),
    }
}

/// `cid` is an integer in tokens of 2024 and a list since; B2B Edition has names of its own.
fn channels(claims: &Json) -> Vec<ChannelId> {
    let claim = ["cid", "channel_ids", "bc_channel_id"]
        .into_iter()
        .find_map(|name| claims.get(name));
    let mut ids = Vec::new();
    for item in claim.map_or(&[][..], items) {
        let id = item.as_u64().and_then(|id| ChannelId::new(id).ok());
        ids.extend(id.filter(|id| ids.len() < MAX_CHANNELS && !ids.contains(id)));
    }
    ids
}

/// A list's items; anything else is its own only item.
fn items(claim: &Json) -> &[Json] {
    if let Json::List(items) = claim {
        items
    } else {
        std::slice::from_ref(claim)
    }
}

/// Only what can be shown on a terminal as it is.
fn origins(claim: Option<&Json>) -> Vec<String> {
    let texts = claim.map_or(&[][..], items).iter().filter_map(Json::as_str);
    let shown = texts.filter(|text| text.len() <= MAX_ORIGIN_CHARS && text.bytes().all(|byte| byte.is_ascii_graphic()));
    shown.take(MAX_ORIGINS).map(str::to_owned).collect()
}

/// A list, or a text with spaces as OAuth has it.
fn scopes(claim: &Json) -> Vec<Scope> {
    let mut scopes = Vec::new();
    for text in items(claim).iter().filter_map(Json::as_str) {
        for scope in text.split([' ', ',']).filter_map(Scope::read) {
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
    }
    scopes
}
