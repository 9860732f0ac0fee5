//! The storefront token families on `api.bigcommerce.com`: where they are, and who asks.

mod create;
mod create_customer_impersonation_token;
mod create_private_token;
mod create_storefront_token;
mod family;
mod list_tokens;
mod refusal;
mod revoke_all_tokens;
mod revoke_token;
mod revoke_token_by_id;
mod token_record;

pub use create::IssuedToken;
pub use create_customer_impersonation_token::CreateCustomerImpersonationToken;
pub use create_private_token::CreatePrivateToken;
pub use create_storefront_token::CreateStorefrontToken;
pub use family::Family;
pub use list_tokens::{ListTokens, Pagination, TokenPage};
pub use revoke_all_tokens::RevokeAllTokens;
pub use revoke_token::RevokeToken;
pub use revoke_token_by_id::RevokeTokenById;
pub use token_record::TokenRecord;

use crate::{http::Request, operation::Account, text::concat};

/// Where this API is unless the caller says otherwise.
pub const DEFAULT_ENDPOINT: &str = "https://api.bigcommerce.com";

/// An answer of this API is small and quickly made.
const ATTEMPT_TIMEOUT_MS: u32 = 5_000;

/// `{endpoint}/stores/{store_hash}/v3/storefront/{path}`
fn url(account: &Account<'_>, path: &str) -> String {
    let (endpoint, store_hash) = (account.endpoint.as_str(), account.store_hash.as_str());
    concat(&[endpoint, "/stores/", store_hash, "/v3/storefront/", path])
}

/// Puts the account's secret into the request.
fn authorize(request: &mut Request, account: &Account<'_>) {
    if let Some(access_token) = account.access_token {
        request.add_secret_header("X-Auth-Token", access_token.secret());
    }
}
