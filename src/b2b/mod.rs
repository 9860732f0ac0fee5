//! B2B Edition on `api-b2b.bigcommerce.com`: where it is, who asks, and its envelope.

mod create_customer_token;
mod create_server_to_server_token;
mod create_storefront_token;
mod delete_server_to_server_token;
mod list_server_to_server_tokens;
mod refusal;
mod storefront_token_from_current_customer_jwt;
mod token;

pub use create_customer_token::CreateCustomerToken;
pub use create_server_to_server_token::CreateServerToServerToken;
pub use create_storefront_token::{CreateStorefrontToken, CustomerLogin};
pub use delete_server_to_server_token::DeleteServerToServerToken;
pub use list_server_to_server_tokens::{
    ListServerToServerTokens, Pagination, ServerToServerTokenPage, ServerToServerTokenRecord,
};
pub use storefront_token_from_current_customer_jwt::StorefrontTokenFromCurrentCustomerJwt;
pub use token::B2bToken;

use crate::{http::Request, operation::Account, text::concat, types::AuthToken};

/// Where this API is unless the caller says otherwise, base path included.
pub const DEFAULT_ENDPOINT: &str = "https://api-b2b.bigcommerce.com/api/io";

/// This API checks a password or a login for each token, which takes its time.
const ATTEMPT_TIMEOUT_MS: u32 = 10_000;

/// `{endpoint}/{path}`
fn url(account: &Account<'_>, path: &str) -> String {
    concat(&[account.endpoint.as_str(), "/", path])
}

/// Puts the account's secret into the request, and the store it is for: this host wants both or neither.
fn authorize(request: &mut Request, account: &Account<'_>) {
    if let Some(access_token) = account.access_token {
        request.add_secret_header("X-Auth-Token", access_token.secret());
        request.add_header("X-Store-Hash", account.store_hash.as_str());
    }
}

/// The older way to ask: such a token alone, without the store's hash.
fn authorize_by(request: &mut Request, auth_token: &AuthToken) {
    request.add_secret_header("authToken", auth_token.secret());
}
