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
    is_configured || is_graphql(path) && is_own_host(store_hash, origin)
}

fn is_graphql(path: &str) -> bool {
    path == "/graphql"
}

fn is_own_host(store_hash: &StoreHash, origin: &str) -> bool {
    let channel = origin
        .strip_prefix("https://store-")
        .and_then(|rest| rest.strip_prefix(store_hash.as_str()))
        .and_then(|rest| rest.strip_suffix(".mybigcommerce.com"));
    match channel {
        Some("") => true,
        Some(channel) => channel
            .strip_prefix('-')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())),
        None => false,
    }
}
