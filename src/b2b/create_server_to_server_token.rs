use super::{authorize, refuse, url};
use crate::{
    answer::take_token,
    error::Error,
    http::{Method, Request, Response},
    json::Body,
    operation::{Account, Operation, Repeat},
    time::UnixSeconds,
    types::{B2bTokenName, Email, IssuedJwt, Password},
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

/// A server to server token and what the API said with it.
#[derive(Clone, Debug)]
pub struct ServerToServerToken {
    /// The token.
    pub token: IssuedJwt,
    /// The name that the API gave back.
    pub name: Option<String>,
    /// The expiry that the token claims; documented ones claim none.
    pub expires_at: Option<UnixSeconds>,
    /// The API's message, such as `SUCCESS`.
    pub message: String,
}

impl Operation for CreateServerToServerToken {
    type Output = ServerToServerToken;

    const ID: &'static str = "b2b.serverToServerTokens.create";
    const REPEAT: Repeat = Repeat::OnlyIfNotSent;
    const ATTEMPT_TIMEOUT_MS: u32 = 10_000;
    const NEEDS_ACCESS_TOKEN: bool = false;

    /// Builds "Get a Server to Server Token" (operationId `post-auth-backend`).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), `POST /auth/backend`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut body = Body::new();
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
    fn response(&self, sent: &Request, response: &Response) -> Result<ServerToServerToken, Error> {
        refuse(sent, response)?;
        let mut body = response.json()?;
        let token = take_token(&mut body, "/data/0/token")?;
        let mut redactor = sent.redactor().clone();
        redactor.add(token.secret());
        Ok(ServerToServerToken {
            expires_at: token.claimed_expiry(),
            token,
            name: body.text_at("/data/0/name").map(|name| redactor.clean(name, 256)),
            message: redactor.clean(body.text_at("/meta/message").unwrap_or_default(), 200),
        })
    }
}
