use super::{
    authorize_by,
    refusal::{Deed, claimed_status, refuse},
    url,
};
use crate::{
    answer::body_if_any,
    error::Error,
    http::{Method, Request, Response},
    json::ObjectWriter,
    operation::{AccessTokenUse, Account, Operation},
    types::{AuthToken, B2bTokenName, Email, ServerToServerTokenId},
};

/// "Delete Backend API Tokens": ends a server to server token. Deprecated with these tokens, since 2025-09-30.
#[derive(Clone, Debug)]
pub struct DeleteServerToServerToken {
    /// A server to server token of the store, by which this is asked.
    pub auth_token: AuthToken,
    /// The id of the one to delete, from the list of them.
    pub id: ServerToServerTokenId,
    /// Its name.
    pub name: Option<B2bTokenName>,
    /// The e-mail address of its user.
    pub email: Option<Email>,
}

impl Operation for DeleteServerToServerToken {
    type Output = ();

    const ID: &'static str = "b2b.serverToServerTokens.delete";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;
    const ACCESS_TOKEN: AccessTokenUse = AccessTokenUse::Never;

    /// Builds "Delete Backend API Tokens" (operationId `delete-auth-backend`), which has its arguments in a body.
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), `DELETE /auth/backend`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut body = ObjectWriter::new();
        body.number("id", self.id.get().into());
        if let Some(name) = &self.name {
            body.text("name", name.as_str());
        }
        let mut request = Request::new(Method::Delete, url(account, "auth/backend"));
        authorize_by(&mut request, &self.auth_token);
        if let Some(email) = &self.email {
            body.text("email", email.secret().expose());
            request.redact(email.secret());
        }
        request.set_json_body(body.end());
        request
    }

    /// Reads `{code: 200, data: [], meta: {message}}`, of which nothing is kept; no body is as good.
    ///
    /// # Errors
    /// As [`Operation::response`]; a body that refuses is a refusal at any status, and one without a `code` is no answer of this API.
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), responses of `delete-auth-backend`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<(), Error> {
        refuse(sent, response, Deed::ServerToServer)?;
        match body_if_any(response)? {
            Some(body) if claimed_status(&body).is_none() => {
                Err(Error::protocol("code", "expected a status in the body, got none"))
            }
            _ => Ok(()),
        }
    }
}
