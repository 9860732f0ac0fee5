//! Validated values: a value that exists is valid, so nothing behind it checks again.

mod channels;
mod correlation_id;
mod cors_origins;
mod credentials;
mod endpoint;
mod expiry;
mod header;
mod header_token;
mod ids;
mod iso_moment;
mod jti;
mod jwt;
mod page;
mod scopes;
mod store_hash;
mod text;
mod token;
mod token_name;
mod validity;

pub use channels::{ChannelId, Channels, MAX_CHANNELS};
pub use correlation_id::CorrelationId;
pub use cors_origins::{CorsOrigin, CorsOrigins};
pub use credentials::{Email, Password};
pub use endpoint::Endpoint;
pub use expiry::{ExpiresAt, Lifetime, unix_seconds};
pub use header::{ExtraHeader, Product};
pub use header_token::{AccessToken, AuthToken, BearerToken, CustomerAccessToken};
pub use ids::{CustomerId, ServerToServerTokenId};
pub use iso_moment::IsoMoment;
pub use jti::Jti;
pub use jwt::Jwt;
pub use page::{Direction, Offset, PageLimit, PageNumber, Sort};
pub use scopes::{Scope, Scopes};
pub use store_hash::StoreHash;
pub use token::{ApiToken, MAX_TOKEN_BYTES};
pub use token_name::{B2bTokenName, TokenName};
pub use validity::Validity;

/// The items in their order, each once.
fn each_once<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut unique = Vec::new();
    for item in items {
        if !unique.contains(&item) {
            unique.push(item);
        }
    }
    unique
}
