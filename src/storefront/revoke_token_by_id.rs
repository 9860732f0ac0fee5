use super::{
    Family, authorize,
    refusal::{Deed, refuse},
    url,
};
use crate::{
    answer::nothing,
    error::Error,
    http::{Method, Request, Response},
    operation::{Account, Operation},
    text::concat,
    types::Jti,
};

/// "Revoke a token by ID".
///
/// It takes up to about a minute to be known everywhere. Revoked tokens count against a quota of the store until they expire,
/// so this is for emergencies and never for rotation. One of the newer routes: a store's API may not have it yet.
#[derive(Clone, Debug)]
pub struct RevokeTokenById {
    /// The family that the token is of.
    pub family: Family,
    /// The id of the token, from the list of the same family and API account.
    pub jti: Jti,
}

impl Operation for RevokeTokenById {
    type Output = ();

    const ID: &'static str = "*.revoke";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;

    /// Builds "Revoke a token by ID" (operationIds `apiToken_revokeTokenByJti` and its like).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), `DELETE …/{jti}`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let path = concat(&[self.family.path(), "/", self.jti.as_str()]);
        let mut request = Request::new(Method::Delete, url(account, &path));
        authorize(&mut request, account);
        request
    }

    /// Reads an empty body at status 204.
    ///
    /// # Errors
    /// As [`Operation::response`].
    ///
    /// # Source
    /// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), responses of `DELETE …/{jti}`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<(), Error> {
        refuse(sent, response, self.family, Deed::RevokeById)?;
        nothing(response)
    }
}
