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
    types::Jwt,
};

/// "Revoke a Token": by the token itself.
///
/// The API schedules it: a revoked token may be good for up to about a minute. Revoked tokens count against a quota of the store
/// until they expire, so this is for emergencies and never for rotation.
#[derive(Clone, Debug)]
pub struct RevokeToken {
    /// The family that the token is of. The API has this one route for all; its documents name only storefront and private
    /// tokens there.
    pub family: Family,
    /// The token.
    pub token: Jwt,
}

impl Operation for RevokeToken {
    type Output = ();

    const ID: &'static str = "*.revoke";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;

    /// Builds "Revoke a Token" (operationId `revokeToken`).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, Storefront API tokens (OpenAPI), `DELETE /storefront/api-token`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut request = Request::new(Method::Delete, url(account, Family::Storefront.path()));
        authorize(&mut request, account);
        request.add_secret_header("Sf-Api-Token", self.token.secret());
        request
    }

    /// Reads an empty body or `{}` at status 200.
    ///
    /// # Errors
    /// As [`Operation::response`].
    ///
    /// # Source
    /// BigCommerce, Storefront API tokens (OpenAPI), responses of `revokeToken`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<(), Error> {
        refuse(sent, response, self.family, Deed::Revoke)?;
        nothing(response)
    }
}
