//! What every operation is: a pure builder of its request and a pure reader of its response.

use crate::{
    error::Error,
    http::{MAX_BODY_BYTES, Request, Response},
    types::{AccessToken, Endpoint, StoreHash},
};

/// How often an operation may be tried again when nobody knows whether it was carried out.
///
/// No endpoint here documents an idempotency key, so this is a property of the operation, not of the failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// As often as the limits allow: it only reads, so nothing can have been done twice.
    Freely,
    /// A second try at most: it may leave behind a token that nobody holds, which expires by itself.
    MintOnce,
    /// Only if the request certainly never left: each try creates an account and presents a password, or may change a store.
    OnlyIfNotSent,
}

/// The store and the account on whose behalf an operation runs.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// Where the API is.
    pub endpoint: &'a Endpoint,
    /// The store.
    pub store_hash: &'a StoreHash,
    /// The secret for `X-Auth-Token`. Operations that need one are only reached with one.
    pub access_token: Option<&'a AccessToken>,
}

/// One endpoint of the API.
pub trait Operation {
    /// What a success gives.
    type Output;

    /// The name in events and errors, as it is called in JavaScript.
    const ID: &'static str;
    /// How often it may be tried when nobody knows whether it was carried out.
    const REPEAT: Repeat;
    /// How long one attempt may take unless the caller says otherwise, in milliseconds.
    const ATTEMPT_TIMEOUT_MS: u32;
    /// Whether it needs the account's access token.
    const NEEDS_ACCESS_TOKEN: bool;
    /// The most bytes of a success that are read, decoded.
    const MAX_BODY_BYTES: usize = MAX_BODY_BYTES;

    /// How often this one may be tried, where that depends on what it carries.
    fn repeat(&self) -> Repeat {
        Self::REPEAT
    }

    /// Builds the request. Cannot fail: every argument is already valid.
    fn request(&self, account: &Account<'_>) -> Request;

    /// Reads the answer to `sent`.
    ///
    /// # Errors
    /// [`Error::Api`] for what the API refuses, [`Error::Redirect`] for any 3xx, [`Error::Protocol`] for an answer that is
    /// not what the API promises.
    fn response(&self, sent: &Request, response: &Response) -> Result<Self::Output, Error>;
}
