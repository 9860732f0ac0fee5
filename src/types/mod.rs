//! Validated values: a value that exists is valid, so nothing behind it checks again.

mod access_token;
mod channels;
mod credentials;
mod endpoint;
mod expiry;
mod graphql;
mod header;
mod scopes;
mod store_hash;
mod text;
mod token;
mod token_name;

pub use access_token::AccessToken;
pub use channels::{ChannelId, Channels, MAX_CHANNELS};
pub use credentials::{B2bTokenName, Email, Password};
pub use endpoint::Endpoint;
pub use expiry::{ExpiresAt, Lifetime};
pub use graphql::{BearerToken, CorrelationId, CustomerAccessToken};
pub use header::{ExtraHeader, Product};
pub use scopes::{Scope, Scopes};
pub use store_hash::StoreHash;
pub use token::{IssuedJwt, MAX_TOKEN_BYTES};
pub use token_name::TokenName;
