use super::{Family, IssuedToken, create::Asked};
use crate::{
    error::Error,
    http::{Request, Response},
    operation::{Account, Operation},
    types::{Channels, CorsOrigin, CorsOrigins, ExpiresAt, TokenName},
};

/// "Create a Token": a storefront token for browsers.
///
/// One made after 2026-06-30 no longer works from a server; the older ones stop working there on 2027-03-31. A server wants
/// [`CreatePrivateToken`](super::CreatePrivateToken).
#[derive(Clone, Debug)]
pub struct CreateStorefrontToken {
    /// The channels the token is for.
    pub channels: Channels,
    /// When it expires.
    pub expires_at: ExpiresAt,
    /// The sites whose pages may use it.
    pub allowed_cors_origins: Option<CorsOrigins>,
    /// A label for the API's lists.
    pub name: Option<TokenName>,
}

impl Operation for CreateStorefrontToken {
    type Output = IssuedToken;

    const ID: &'static str = "storefrontTokens.create";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;

    /// Builds "Create a Token" (operationId `createToken`).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, Storefront API tokens (OpenAPI), `POST /storefront/api-token`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let asked = self.asked();
        let mut body = asked.body();
        if let Some(origins) = &self.allowed_cors_origins {
            body.words(
                "allowed_cors_origins",
                origins.as_slice().iter().map(CorsOrigin::as_str),
            );
        }
        asked.request(account, body)
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

impl CreateStorefrontToken {
    const fn asked(&self) -> Asked<'_> {
        Asked {
            family: Family::Storefront,
            channels: &self.channels,
            expires_at: self.expires_at,
            name: self.name.as_ref(),
        }
    }
}
