//! What BigCommerce's change of June 2026 does to storefront tokens, and when.
//!
//! A storefront token is meant for browsers. One that was created after 2026-06-30 does not work server to server at all; one
//! that was created on that day or before stops there on 2027-03-31. In browsers nothing changes. Nothing is said of customer
//! impersonation tokens: they go on working.
//!
//! The documents name days and no time zone. The days of UTC are taken, and what lies within a day of a doubt is called
//! uncertain instead of good.
//!
//! # Source
//! BigCommerce, Authenticating requests to the GraphQL Storefront API, read 2026-11-22.

use crate::time::UnixSeconds;

const DAY: u64 = 86_400;

/// 2026-07-01T00:00:00Z: the first second that is past the last good day of creation in UTC.
const AFTER_LAST_GOOD_DAY: u64 = 1_782_864_000;

/// 2027-03-31T00:00:00Z: the first second, in UTC, of the day on which the older tokens stop.
pub const OLDER_TOKENS_STOP: UnixSeconds = match UnixSeconds::new(1_806_451_200) {
    Some(moment) => moment,
    None => unreachable!(),
};

/// What a storefront token is good for on a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StorefrontOnServer {
    /// Created too late: it never worked there.
    NeverWorked,
    /// Created on 2026-07-01 in UTC, or nobody knows when: it may not work, and stops on 2027-03-31 at the latest.
    Uncertain,
    /// It works until 2027-03-31.
    StopsOnCutOff,
    /// That day has come.
    Stopped,
}

/// Judges a storefront token that a server sends, by its time of issue.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::{migration::{StorefrontOnServer, storefront_on_server}, time::UnixSeconds};
///
/// let [june, november] = [1_782_000_000, 1_795_000_000].map(|moment| UnixSeconds::new(moment).unwrap());
/// assert_eq!(storefront_on_server(Some(june), november), StorefrontOnServer::StopsOnCutOff);
/// assert_eq!(storefront_on_server(Some(november), november), StorefrontOnServer::NeverWorked);
/// ```
pub fn storefront_on_server(issued_at: Option<UnixSeconds>, now: UnixSeconds) -> StorefrontOnServer {
    match issued_at.map(UnixSeconds::get) {
        Some(issued) if issued >= AFTER_LAST_GOOD_DAY + DAY => StorefrontOnServer::NeverWorked,
        _ if now >= OLDER_TOKENS_STOP => StorefrontOnServer::Stopped,
        Some(issued) if issued < AFTER_LAST_GOOD_DAY => StorefrontOnServer::StopsOnCutOff,
        _ => StorefrontOnServer::Uncertain,
    }
}
