use super::{B2bToken, authorize, refusal::Deed, token, url};
use crate::{
    error::Error,
    http::{Method, Request, Response},
    json::ObjectWriter,
    operation::{Account, Operation},
    types::{B2bTokenName, ChannelId, Email, Password, Validity},
};

/// "Get Storefront authToken with Credentials": a token for B2B Edition's GraphQL, by the sign-in of a customer.
#[derive(Clone, Debug)]
pub struct CreateCustomerToken {
    /// The customer or Company user who signs in.
    pub email: Email,
    /// That person's password.
    pub password: Password,
    /// The channel that is signed in to.
    pub channel_id: ChannelId,
    /// The name of the token.
    pub name: B2bTokenName,
    /// From when and until when it is good; one day from now unless given.
    pub validity: Validity,
}

impl Operation for CreateCustomerToken {
    type Output = B2bToken;

    const ID: &'static str = "b2b.customerTokens.create";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;

    /// Builds "Get Storefront authToken with Credentials" (operationId `post-auth-customer`).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), `POST /auth/customers`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut body = ObjectWriter::new();
        body.text("storeHash", account.store_hash.as_str());
        body.text("email", self.email.secret().expose());
        body.text("password", self.password.secret().expose());
        body.number("channelId", self.channel_id.get().into());
        body.text("name", self.name.as_str());
        if let Some(begin_at) = self.validity.begin_at() {
            body.number("beginAt", begin_at.get());
        }
        if let Some(end_at) = self.validity.end_at() {
            body.number("endAt", end_at.get());
        }
        let mut request = Request::new(Method::Post, url(account, "auth/customers"));
        authorize(&mut request, account);
        request.redact(self.email.secret());
        request.redact(self.password.secret());
        request.set_json_body(body.end());
        request
    }

    /// Reads `{code: 200, data: {name, token}, meta: {message}}`.
    ///
    /// # Errors
    /// As [`Operation::response`]; a body whose `code` refuses is a refusal at any status.
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), responses of `post-auth-customer`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<B2bToken, Error> {
        token::read(sent, response, Deed::CustomerSignIn, self.validity.end_at())
    }
}
