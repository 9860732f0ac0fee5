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
};

/// "Revoke all tokens": every active one of a family that the calling API account issued.
///
/// It takes up to about a minute to be known everywhere, and is exempt from the quota of revoked tokens. One of the newer
/// routes: a store's API may not have it yet.
#[derive(Clone, Debug)]
pub struct RevokeAllTokens {
    /// The family whose tokens end.
    pub family: Family,
}

impl Operation for RevokeAllTokens {
    type Output = ();

    const ID: &'static str = "*.revokeAll";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;

    /// Builds "Revoke all tokens" (operationIds `apiToken_revokeAllTokens` and its like).
    ///
    /// # Errors
    /// Cannot fail. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), `POST …/revoke-all`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let path = concat(&[self.family.path(), "/revoke-all"]);
        let mut request = Request::new(Method::Post, url(account, &path));
        authorize(&mut request, account);
        request
    }

    /// Reads an empty body at status 204.
    ///
    /// # Errors
    /// As [`Operation::response`].
    ///
    /// # Source
    /// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), responses of `POST …/revoke-all`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<(), Error> {
        refuse(sent, response, self.family, Deed::RevokeAll)?;
        nothing(response)
    }
}
