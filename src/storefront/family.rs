/// The three kinds of token on this host, whose routes differ by their path alone.
///
/// # Source
/// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), paths and OAuth scopes, read 2026-11-22.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// For a server that calls the GraphQL Storefront API.
    Private,
    /// For browsers; the API's own name for their type is "simple".
    Storefront,
    /// For a server that acts as one customer.
    CustomerImpersonation,
}

impl Family {
    /// Each once.
    pub const ALL: [Self; 3] = [Self::Private, Self::Storefront, Self::CustomerImpersonation];

    /// The name in JavaScript, which stands for the `*` of an operation's id.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "privateTokens",
            Self::Storefront => "storefrontTokens",
            Self::CustomerImpersonation => "customerImpersonationTokens",
        }
    }

    /// The last part of the path.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Private => "api-token-private",
            Self::Storefront => "api-token",
            Self::CustomerImpersonation => "api-token-customer-impersonation",
        }
    }

    /// Which OAuth scope is missing at a 403.
    pub(super) const fn scope_hint(self) -> &'static str {
        match self {
            Self::Private | Self::Storefront => {
                "give the API account the OAuth scope \"Storefront API Tokens\" (store_storefront_api, modify) and use the new access token"
            }
            Self::CustomerImpersonation => {
                "give the API account the OAuth scope \"Storefront API Customer Impersonation Tokens\" (store_storefront_api_customer_impersonation, modify) and use the new access token"
            }
        }
    }
}
