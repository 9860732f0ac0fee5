use super::{Family, IssuedToken, create::Asked};
use crate::{
    error::Error,
    http::{Request, Response},
    operation::{Account, Operation},
    types::{Channels, ExpiresAt, Scopes, TokenName},
};

/// "Create a Private API Token": a token for server-to-server GraphQL.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::{
///     operation::{Account, Operation},
///     storefront::CreatePrivateToken,
///     types::{AccessToken, ChannelId, Channels, Endpoint, ExpiresAt, Scope, Scopes, StoreHash},
/// };
///
/// # fn main() -> Result<(), bigcommerce_tokens::error::Fault> {
/// let operation = CreatePrivateToken {
///     channels: Channels::One(ChannelId::new(1)?),
///     expires_at: ExpiresAt::NEVER,
///     scopes: Scopes::new([Scope::Unauthenticated])?,
///     name: None,
/// };
/// let request = operation.request(&Account {
///     endpoint: &Endpoint::new("https://api.bigcommerce.com")?,
///     store_hash: &StoreHash::new("g5cd38")?,
///     access_token: Some(&AccessToken::new("synthetic0access0token")?),
/// });
/// assert_eq!(request.url, "https://api.bigcommerce.com/stores/g5cd38/v3/storefront/api-token-private");
/// assert_eq!(request.body(), Some(r#"{"expires_at":0,"scopes":["Unauthenticated"],"channel_id":1}"#));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct CreatePrivateToken {
    /// The channels the token is for.
    pub channels: Channels,
    /// When it expires.
    pub expires_at: ExpiresAt,
    /// What it may reach.
    pub scopes: Scopes,
    /// A label for the API's lists.
    pub name: Option<TokenName>,
}

impl Operation for CreatePrivateToken {
    type Output = IssuedToken;

    const ID: &'static str = "privateTokens.create";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;

    /// Builds "Create a Private API Token" (operationId `createPrivateToken`).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, Storefront API tokens (OpenAPI), `POST /storefront/api-token-private`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let asked = self.asked();
        let mut body = asked.body();
        body.words("scopes", self.scopes.as_slice().iter().map(|scope| scope.as_str()));
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
        let mut issued = self.asked().response(sent, response)?;
        issued.scopes = self.scopes.as_slice().to_vec();
        Ok(issued)
    }
}

impl CreatePrivateToken {
    const fn asked(&self) -> Asked<'_> {
        Asked {
            family: Family::Private,
            channels: &self.channels,
            expires_at: self.expires_at,
            name: self.name.as_ref(),
        }
    }
}
