//! What every operation is: a pure builder of its request and a pure reader of its response.

use crate::{
    error::Error,
    http::{MAX_BODY_BYTES, MAX_REFUSAL_BYTES, Request, Response},
    types::{AccessToken, Endpoint, StoreHash},
};

/// How often an operation may be tried again.
///
/// No endpoint here documents an idempotency key, so this is a property of the operation, not of the failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// As often as the limits allow: carried out twice, it leaves what it leaves when carried out once.
    Freely,
    /// Once more at most after an attempt that brought no answer: it may leave behind a token that nobody holds, which expires by
    /// itself. After an answer that promises that another try may help, as often as the limits allow.
    OnceMoreUnanswered,
    /// Only if the request certainly never left: each try presents a password, or may change a store.
    OnlyIfNotSent,
}

/// A row of [`OPERATIONS`].
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The operation, as [`Operation::ID`] names it.
    pub id: &'static str,
    /// How often it may be tried.
    pub repeat: Repeat,
    /// Why.
    pub why: &'static str,
}

const fn row(id: &'static str, repeat: Repeat, why: &'static str) -> Row {
    Row { id, repeat, why }
}

const READS: &str = "it changes nothing";
const REVOKES: &str = "what is revoked stays so; the second answer may be that there is nothing to revoke";
const MINTS: &str = "each try may make a token, which nobody holds if its answer is lost, and which expires by itself";
const SIGNS_IN: &str = "each try presents a password: repeated, it may lock the account";

/// Every operation, how often it may be tried, and why. One without a row does not compile where it is used.
pub const OPERATIONS: [Row; 13] = [
    row("privateTokens.create", Repeat::OnceMoreUnanswered, MINTS),
    row("storefrontTokens.create", Repeat::OnceMoreUnanswered, MINTS),
    row("customerImpersonationTokens.create", Repeat::OnceMoreUnanswered, MINTS),
    row("*.list", Repeat::Freely, READS),
    row("*.revoke", Repeat::Freely, REVOKES),
    row("*.revokeAll", Repeat::Freely, REVOKES),
    row(
        "b2b.serverToServerTokens.create",
        Repeat::OnlyIfNotSent,
        "each try presents a password and makes an API account, whose token has no end",
    ),
    row("b2b.serverToServerTokens.list", Repeat::Freely, READS),
    row("b2b.serverToServerTokens.delete", Repeat::Freely, REVOKES),
    row("b2b.customerTokens.create", Repeat::OnlyIfNotSent, SIGNS_IN),
    row("b2b.storefrontTokens.create", Repeat::OnceMoreUnanswered, MINTS),
    row(
        "b2b.storefrontTokens.fromCurrentCustomerJwt",
        Repeat::OnceMoreUnanswered,
        "each try may make a token of one day; it presents no password",
    ),
    row(
        "graphql.request",
        Repeat::OnlyIfNotSent,
        "a mutation may have run although no answer came; a query, which changes nothing, is repeated freely",
    ),
];

/// What the row of an operation says.
#[expect(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "runs in the compiler alone, where a panic is a message"
)]
const fn repeat_of(id: &str) -> Repeat {
    let mut at = 0;
    while at < OPERATIONS.len() {
        if is_same(OPERATIONS[at].id, id) {
            return OPERATIONS[at].repeat;
        }
        at += 1;
    }
    panic!("an operation needs a row in OPERATIONS")
}

#[expect(
    clippy::indexing_slicing,
    reason = "runs in the compiler alone; each index is checked"
)]
/// `==`, which a constant cannot use yet.
const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
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

/// What an operation does with the account's access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessTokenUse {
    /// Without one it is refused unsent.
    Required,
    /// It goes along where there is one.
    IfGiven,
    /// Nobody is asked for one.
    Never,
}

/// One endpoint of the API.
pub trait Operation {
    /// What a success gives.
    type Output;

    /// The name in events and errors, as it is called in JavaScript. `*` stands for the family, where that is a value.
    const ID: &'static str;
    /// How often it may be tried when nobody knows whether it was carried out: what its row in [`OPERATIONS`] says.
    const REPEAT: Repeat = repeat_of(Self::ID);
    /// How long one attempt may take unless the caller says otherwise, in milliseconds.
    const ATTEMPT_TIMEOUT_MS: u32;
    /// What it does with the account's access token.
    const ACCESS_TOKEN: AccessTokenUse = AccessTokenUse::Required;
    /// The most bytes of a success that are read, decoded.
    const MAX_BODY_BYTES: usize = MAX_BODY_BYTES;
    /// The same of a refusal, which counts without its body where that is longer.
    const MAX_REFUSAL_BYTES: usize = MAX_REFUSAL_BYTES;

    /// How often this one may be tried, where that depends on what it carries.
    fn repeat(&self) -> Repeat {
        Self::REPEAT
    }

    /// Builds the request. Cannot fail: every argument is already valid.
    fn request(&self, account: &Account<'_>) -> Request;

    /// Reads the answer to `sent`.
    ///
    /// # Errors
    /// [`Error::Api`] for what the API refuses ([`Error::Graphql`] in the words of GraphQL), [`Error::Redirect`] for any 3xx, [`Error::Protocol`] for an answer that is
    /// not what the API promises.
    fn response(&self, sent: &Request, response: &Response) -> Result<Self::Output, Error>;
}
