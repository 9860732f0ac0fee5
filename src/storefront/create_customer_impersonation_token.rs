use super::{Family, IssuedToken, create::Asked};
use crate::{
    error::Error,
    http::{Request, Response},
    operation::{Account, Operation},
    types::{Channels, ExpiresAt, TokenName},
};

/// "Create a Token" with customer impersonation: for a server that calls the GraphQL Storefront API as one customer.
///
/// BigCommerce names it the least preferred way: a private token with the customer's own access token does the same with less
/// power.
#[derive(Clone, Debug)]
pub struct CreateCustomerImpersonationToken {
    /// The channels the token is for.
    pub channels: Channels,
    /// When it expires.
    pub expires_at: ExpiresAt,
    /// A label for the API's lists.
    pub name: Option<TokenName>,
}

impl Operation for CreateCustomerImpersonationToken {
    type Output = IssuedToken;

    const ID: &'static str = "customerImpersonationTokens.create";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;

    /// Builds "Create a Token" (operationId `createTokenWithCustomerImpersonation`).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, Storefront API tokens (OpenAPI), `POST /storefront/api-token-customer-impersonation`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let asked = self.asked();
        asked.request(account, asked.body())
    }

    /// Reads `{data: {token}, meta}` at status 200.
    ///
    /// # Errors
    /// As [`Operation::response`].
    ///
    /// # Source
    /// BigCommerce, Storefront API tokens (OpenAPI), schema `Token_Full`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<IssuedToken, Error> {
        self.asked().response(sent, response)
    }
}

impl CreateCustomerImpersonationToken {
    const fn asked(&self) -> Asked<'_> {
        Asked {
            family: Family::CustomerImpersonation,
            channels: &self.channels,
            expires_at: self.expires_at,
            name: self.name.as_ref(),
        }
    }
}
