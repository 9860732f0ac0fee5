use super::each_once;
use crate::error::{Fault, IssueCode};

/// What a private token may reach in the GraphQL Storefront API. Scopes are independent: none includes another.
///
/// # Source
/// BigCommerce, Authenticating requests to the GraphQL Storefront API, and the OpenAPI document. Read 2026-11-22.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Catalog, content, cart, checkout and other data that needs no shopper.
    Unauthenticated,
    /// Customer identity, orders, login, wishlists.
    Customer,
    /// Company operations of B2B Edition.
    B2B,
}

impl Scope {
    /// Every scope there is.
    pub const ALL: [Self; 3] = [Self::Unauthenticated, Self::Customer, Self::B2B];

    /// The API's own spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unauthenticated => "Unauthenticated",
            Self::Customer => "Customer",
            Self::B2B => "B2B",
        }
    }

    /// # Errors
    /// A [`Fault`] for any other spelling; the API's scopes are case-sensitive.
    pub fn new(name: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.as_str() == name)
            .ok_or_else(|| {
                Fault::new(
                    IssueCode::NotAllowed,
                    "expected one of \"Unauthenticated\", \"Customer\", \"B2B\" (case counts), got another string",
                )
            })
    }

    /// Reads a scope that BigCommerce wrote: its own spelling, or the one of the GraphQL schema (`TOKEN_SCOPE_CUSTOMER`). `None`
    /// for a scope that this version does not know.
    ///
    /// # Source
    /// BigCommerce, Authenticating requests to the GraphQL Storefront API (short); the schema's enum `TokenScope` (long). Read
    /// 2026-11-22.
    pub fn read(name: &str) -> Option<Self> {
        let short = name.strip_prefix("TOKEN_SCOPE_").unwrap_or(name);
        Self::ALL
            .into_iter()
            .find(|scope| short.eq_ignore_ascii_case(scope.as_str()))
    }
}

/// At least one scope, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// Repeated scopes collapse.
    ///
    /// # Errors
    /// A [`Fault`] when there is none: the API refuses a private token without scopes.
    pub fn new(scopes: impl IntoIterator<Item = Scope>) -> Result<Self, Fault> {
        let unique = each_once(scopes);
        if unique.is_empty() {
            return Err(Fault::new(
                IssueCode::TooShort,
                "expected at least one of \"Unauthenticated\", \"Customer\", \"B2B\", got an empty list",
            ));
        }
        Ok(Self(unique))
    }

    /// The scopes in the order they were given.
    pub fn as_slice(&self) -> &[Scope] {
        &self.0
    }
}
