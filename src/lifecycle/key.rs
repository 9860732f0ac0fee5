use sha2::{Digest as _, Sha256};

use super::record::FORMAT;
use crate::{
    text::{concat, join},
    types::{AccessToken, Channels, Endpoint, Scopes, StoreHash},
};

/// The families of tokens that have a life worth looking after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// For server-to-server GraphQL.
    Private,
    /// For browsers.
    Storefront,
    /// On behalf of a shopper.
    CustomerImpersonation,
}

impl TokenKind {
    /// Every kind there is.
    pub const ALL: [Self; 3] = [Self::Private, Self::Storefront, Self::CustomerImpersonation];

    /// The name, as JavaScript writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Storefront => "storefront",
            Self::CustomerImpersonation => "customerImpersonation",
        }
    }
}

/// What makes two tokens interchangeable: all of it goes into the key.
#[derive(Clone, Copy, Debug)]
pub struct KeyParts<'a> {
    /// Where the token is made.
    pub api: &'a Endpoint,
    /// The store it is for.
    pub store_hash: &'a StoreHash,
    /// Its kind.
    pub kind: TokenKind,
    /// Its channels; order does not matter.
    pub channels: &'a Channels,
    /// Its scopes; order does not matter. `None` for kinds without scopes.
    pub scopes: Option<&'a Scopes>,
    /// The account it is made by: a new access token begins with a new token.
    pub access_token: &'a AccessToken,
}

/// The name of a token in a store: not confidential, safe to log, and the same on every machine.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::{lifecycle::{Key, KeyParts, TokenKind}, types::*};
///
/// # fn main() -> Result<(), bigcommerce_tokens::error::Fault> {
/// let key = Key::new(&KeyParts {
///     api: &Endpoint::new("https://api.bigcommerce.com")?,
///     store_hash: &StoreHash::new("g5cd38")?,
///     kind: TokenKind::Private,
///     channels: &Channels::One(ChannelId::new(1)?),
///     scopes: Some(&Scopes::new([Scope::Unauthenticated])?),
///     access_token: &AccessToken::new("synthetic0access0token")?,
/// });
/// assert!(key.as_str().starts_with("bigcommerce-tokens:1:"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Hashes the parts by SHA-256. No part can hold a line break, so that no two lists of parts read alike.
    pub fn new(parts: &KeyParts<'_>) -> Self {
        let mut ids: Vec<u32> = parts
            .channels
            .ids()
            .unwrap_or_default()
            .iter()
            .map(|id| id.get())
            .collect();
        ids.sort_unstable();
        let ids: Vec<String> = ids.iter().map(u32::to_string).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let scopes = parts.scopes.map_or(&[][..], Scopes::as_slice);
        let mut scopes: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
        scopes.sort_unstable();
        let lines = [
            &FORMAT.to_string(),
            parts.api.as_str(),
            parts.store_hash.as_str(),
            parts.kind.as_str(),
            // An empty line is every channel: no list of channels is empty.
            &join(&ids, ","),
            &join(&scopes, ","),
            &fingerprint(parts.access_token),
        ];
        let mut hasher = Sha256::new();
        for line in lines {
            hasher.update(line.as_bytes());
            hasher.update(b"\n");
        }
        Self(concat(&[
            "bigcommerce-tokens:",
            &FORMAT.to_string(),
            ":",
            &hex(&hasher.finalize()),
        ]))
    }

    /// The text, of 85 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Tells two access tokens apart and nothing else.
fn fingerprint(access_token: &AccessToken) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"bigcommerce-tokens fingerprint of an access token\n");
    hasher.update(access_token.secret().expose().as_bytes());
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
