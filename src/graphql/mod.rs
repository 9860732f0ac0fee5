//! The GraphQL Storefront API on the store's own host: one endpoint, whose document decides how it may be treated.

mod answer;
mod document;
mod refusal;
mod request;
mod variables;

pub use document::{Document, Executable, OperationKind};
pub use request::{ErrorPolicy, GraphqlAnswer, GraphqlRequest};
pub use variables::Variables;

use crate::{
    error::Fault,
    text::concat,
    types::{ChannelId, Endpoint, StoreHash},
};

/// Where a channel of a store answers: its permanent address, which also the default channel has.
///
/// # Errors
/// A [`Fault`] when the store hash is too long for a host name.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::{graphql, types::{ChannelId, StoreHash}};
///
/// # fn main() -> Result<(), bigcommerce_tokens::error::Fault> {
/// let endpoint = graphql::endpoint(&StoreHash::new("g5cd38")?, ChannelId::new(664_177)?)?;
/// assert_eq!(endpoint.as_str(), "https://store-g5cd38-664177.mybigcommerce.com/graphql");
/// # Ok(())
/// # }
/// ```
///
/// # Source
/// BigCommerce, GraphQL Storefront API, read 2026-11-22. The form with the channel is what `@bigcommerce/catalyst-client` always uses.
pub fn endpoint(store_hash: &StoreHash, channel: ChannelId) -> Result<Endpoint, Fault> {
    Endpoint::new(&concat(&[
        "https://store-",
        store_hash.as_str(),
        "-",
        &channel.get().to_string(),
        ".mybigcommerce.com/graphql",
    ]))
}

/// An endpoint of the caller's own: a custom domain, a proxy, the sandbox. A URL without a path is completed by `/graphql`.
///
/// # Errors
/// As [`Endpoint::new`].
pub fn endpoint_at(url: &str) -> Result<Endpoint, Fault> {
    let endpoint = Endpoint::new(url)?;
    let has_path = endpoint.as_str().split('/').nth(3).is_some();
    if has_path {
        return Ok(endpoint);
    }
    Endpoint::new(&concat(&[endpoint.as_str(), "/graphql"]))
}
