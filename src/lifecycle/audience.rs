use crate::types::StoreHash;

/// Whether a token of a store may be sent to a URL, given by its origin and path as a URL parser writes them.
///
/// It may be sent to the GraphQL Storefront API of its own store, of any channel, and to the endpoint that the owner configured, by
/// the exact origin; nowhere else.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::{lifecycle::may_receive, types::StoreHash};
///
/// # fn main() -> Result<(), bigcommerce_tokens::error::Fault> {
/// let store_hash = StoreHash::new("g5cd38")?;
/// assert!(may_receive(&store_hash, None, "https://store-g5cd38-1.mybigcommerce.com", "/graphql"));
/// assert!(!may_receive(&store_hash, None, "https://store-g5cd38.mybigcommerce.com.example.org", "/graphql"));
/// # Ok(())
/// # }
/// ```
///
/// # Source
/// BigCommerce, GraphQL Storefront API: `https://store-{hash}-{channel}.mybigcommerce.com/graphql`, without the channel for the default
/// one. Read 2026-11-22.
pub fn may_receive(store_hash: &StoreHash, endpoint: Option<&str>, origin: &str, path: &str) -> bool {
    let is_configured = endpoint.is_some_and(|endpoint| {
        let base = endpoint.strip_prefix(origin).map(|base| base.trim_end_matches('/'));
        // What is left of the endpoint is its path, or the origin was only the beginning of another.
        base.filter(|base| base.is_empty() || base.starts_with('/'))
            .is_some_and(|base| path == base || path.strip_prefix(base).is_some_and(is_graphql))
    });
    is_configured || is_graphql(path) && own_host(store_hash, origin).is_some()
}

/// The channel that an origin of the store's own stands for; `None` for every other origin, which may belong to any channel.
pub(super) fn channel_at(store_hash: &StoreHash, origin: &str) -> Option<u32> {
    match own_host(store_hash, origin)? {
        "" => Some(DEFAULT_CHANNEL),
        digits => digits.parse().ok(),
    }
}

/// The one whose host is the store's, without a number.
const DEFAULT_CHANNEL: u32 = 1;

fn is_graphql(path: &str) -> bool {
    path == "/graphql"
}

/// The channel in the name of a host of the store's own, as digits; empty for the default one.
fn own_host<'a>(store_hash: &StoreHash, origin: &'a str) -> Option<&'a str> {
    let channel = origin
        .strip_prefix("https://store-")
        .and_then(|rest| rest.strip_prefix(store_hash.as_str()))
        .and_then(|rest| rest.strip_suffix(".mybigcommerce.com"))?;
    if channel.is_empty() {
        return Some(channel);
    }
    let digits = channel.strip_prefix('-')?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}
