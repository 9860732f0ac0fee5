use super::{B2bToken, authorize, refusal::Deed, token, url};
use crate::{
    error::Error,
    http::{Method, Request, Response},
    json::ObjectWriter,
    operation::{AccessTokenUse, Account, Operation},
    types::{B2bTokenName, Email, Password},
};

/// "Get a Server to Server Token": an `authToken` for B2B Edition's REST API.
///
/// BigCommerce deprecated it on 2025-09-30 in favour of the access token with `X-Store-Hash`. It has no expiry, and each
/// call creates an API account.
#[derive(Clone, Debug)]
pub struct CreateServerToServerToken {
    /// The user who signs in, an Administrator or Store Owner.
    pub email: Email,
    /// That user's password.
    pub password: Password,
    /// The name of the token, best unique.
    pub name: B2bTokenName,
}

impl Operation for CreateServerToServerToken {
    type Output = B2bToken;

    const ID: &'static str = "b2b.serverToServerTokens.create";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;
    const ACCESS_TOKEN: AccessTokenUse = AccessTokenUse::IfGiven;

    /// Builds "Get a Server to Server Token" (operationId `post-auth-backend`).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), `POST /auth/backend`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut body = ObjectWriter::new();
        body.text("storeHash", account.store_hash.as_str());
        body.text("email", self.email.secret().expose());
        body.text("password", self.password.secret().expose());
        body.text("name", self.name.as_str());
        let mut request = Request::new(Method::Post, url(account, "auth/backend"));
        authorize(&mut request, account);
        request.redact(self.email.secret());
        request.redact(self.password.secret());
        request.set_json_body(body.end());
        request
    }

    /// Reads `{code: 200, data: [{name, token}], meta: {message}}`.
    ///
    /// # Errors
    /// As [`Operation::response`]; a body whose `code` refuses is a refusal at any status.
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), responses of `post-auth-backend`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<B2bToken, Error> {
        token::read(sent, response, Deed::SignIn, None)
    }
}
