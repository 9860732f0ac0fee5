use super::{B2bToken, authorize, refusal::Deed, token, url};
use crate::{
    error::Error,
    http::{Method, Request, Response},
    json::ObjectWriter,
    operation::{Account, Operation},
    types::{ChannelId, CustomerAccessToken, CustomerId, IsoMoment},
};

/// "Get a B2B Storefront Token": a token for B2B Edition's GraphQL as a customer, without a password. It is good for one day.
#[derive(Clone, Debug)]
pub struct CreateStorefrontToken {
    /// The customer or Company user.
    pub customer_id: CustomerId,
    /// The channel; the API's default unless given.
    pub channel_id: Option<ChannelId>,
    /// The shopper's login to the storefront, to be joined with the new token.
    pub customer_access_token: Option<CustomerLogin>,
}

/// What a shopper's login to the storefront gave.
#[derive(Clone, Debug)]
pub struct CustomerLogin {
    /// The customer access token.
    pub value: CustomerAccessToken,
    /// When it ends.
    pub expires_at: IsoMoment,
}

impl Operation for CreateStorefrontToken {
    type Output = B2bToken;

    const ID: &'static str = "b2b.storefrontTokens.create";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;

    /// Builds "Get a B2B Storefront Token" (operationId `post-auth-customers-storefront`).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), `POST /auth/customers/storefront`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut body = ObjectWriter::new();
        body.number("customerId", self.customer_id.get().into());
        if let Some(channel_id) = self.channel_id {
            body.number("channelId", channel_id.get().into());
        }
        let mut request = Request::new(Method::Post, url(account, "auth/customers/storefront"));
        authorize(&mut request, account);
        if let Some(login) = &self.customer_access_token {
            body.object("customerAccessToken", |object| {
                object.text("value", login.value.secret().expose());
                object.text("expires_at", login.expires_at.as_str());
            });
            request.redact(login.value.secret());
        }
        request.set_json_body(body.end());
        request
    }

    /// Reads `{code: 200, data: {token: [token]}, meta: {message}}`; a token outside a list is taken too.
    ///
    /// # Errors
    /// As [`Operation::response`]; a body whose `code` refuses is a refusal at any status.
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), responses of `post-auth-customers-storefront`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<B2bToken, Error> {
        token::read(sent, response, Deed::Storefront, None)
    }
}
