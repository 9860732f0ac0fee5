use super::{B2bToken, refusal::Deed, token, url};
use crate::{
    error::Error,
    http::{Method, Request, Response},
    operation::{AccessTokenUse, Account, Operation},
    types::{ChannelId, Jwt},
};

/// "Get a Storefront API authToken": a token for B2B Edition's GraphQL, by the JWT of a shopper's session. It is good for one day.
///
/// The API wants that JWT in the query of the URL. It is in [`Request::target`] alone and never in what is shown; whoever looks
/// at URLs on the way, such as a proxy or a wrapper around `fetch`, sees it all the same.
#[derive(Clone, Debug)]
pub struct StorefrontTokenFromCurrentCustomerJwt {
    /// What the Current Customer API gave for the shopper who is signed in.
    pub jwt: Jwt,
    /// The channel. Only for stores with several storefronts: with one alone, the API documents unpredictable behaviour.
    pub channel_id: Option<ChannelId>,
}

impl Operation for StorefrontTokenFromCurrentCustomerJwt {
    type Output = B2bToken;

    const ID: &'static str = "b2b.storefrontTokens.fromCurrentCustomerJwt";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;
    const ACCESS_TOKEN: AccessTokenUse = AccessTokenUse::Never;

    /// Builds "Get a Storefront API authToken" (operationId `get-auth-storefront`). The account's access token stays at home:
    /// the API asks for none here.
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), `GET /auth/storefront`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut request = Request::new(Method::Get, url(account, "auth/storefront"));
        if let Some(channel_id) = self.channel_id {
            request.add_query("channelId", &channel_id.get().to_string());
        }
        request.add_secret_query("jwtToken", self.jwt.secret());
        request.add_header("X-Store-Hash", account.store_hash.as_str());
        request
    }

    /// Reads `{code: 200, data: {token}, meta: {message}}`.
    ///
    /// # Errors
    /// As [`Operation::response`]; a body whose `code` refuses is a refusal at any status.
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), responses of `get-auth-storefront`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<B2bToken, Error> {
        token::read(sent, response, Deed::CurrentCustomer, None)
    }
}
