use super::Outcome;
use crate::text::concat;

/// Why a token is not taken by the GraphQL Storefront API. The names are part of the public API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenReason {
    /// It was good once.
    Expired,
    /// It was revoked, or never existed.
    Revoked,
    /// It is for another channel than the URL.
    WrongChannel,
    /// It is for another store than the URL.
    WrongStore,
    /// Another kind of secret, such as the access token of an API account.
    NotAJwt,
    /// BigCommerce did not issue it, or it was changed since.
    BadSignature,
    /// A JWT whose claims cannot be read.
    Malformed,
    /// None arrived.
    Missing,
    /// The request came from an origin that the token does not allow.
    WrongOrigin,
    /// The API did not say, or in words that this version does not know.
    Unknown,
}

impl TokenReason {
    /// The stable name, as JavaScript sees it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::WrongChannel => "wrong_channel",
            Self::WrongStore => "wrong_store",
            Self::NotAJwt => "not_a_jwt",
            Self::BadSignature => "bad_signature",
            Self::Malformed => "malformed",
            Self::Missing => "missing",
            Self::WrongOrigin => "wrong_origin",
            Self::Unknown => "unknown",
        }
    }
}

/// What is wrong with a customer access token. The names are part of the public API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CustomerTokenReason {
    /// It is not good, or no longer.
    Invalid,
    /// The document needs one, and none was sent.
    Missing,
    /// A login asked for one with a token that gives none.
    WrongContext,
}

impl CustomerTokenReason {
    /// The stable name, as JavaScript sees it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Missing => "missing",
            Self::WrongContext => "wrong_context",
        }
    }
}

/// What a GraphQL answer refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GraphqlRefusalKind {
    /// The token itself.
    TokenRejected(TokenReason),
    /// Fields that the token's scopes do not reach.
    InsufficientScope {
        /// Every scope that the errors name, each once and in the short spelling.
        required: Vec<&'static str>,
        /// The scopes that the token claims to have, if that can be read.
        held: Option<Vec<&'static str>>,
    },
    /// The customer access token.
    CustomerAccessToken(CustomerTokenReason),
    /// The document, or what it asked for.
    Request,
}

impl GraphqlRefusalKind {
    /// The stable error code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TokenRejected(_) => "token_rejected",
            Self::InsufficientScope { .. } => "insufficient_scope",
            Self::CustomerAccessToken(_) => "customer_access_token",
            Self::Request => "graphql",
        }
    }
}

/// A refusal in the words of GraphQL. Its texts were cleaned of every secret of the exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphqlRefusal {
    /// What is refused.
    pub kind: GraphqlRefusalKind,
    /// The HTTP status, which may well be 200.
    pub status: u16,
    /// The message of the first error, one line.
    pub message: String,
    /// The errors as the text of a JSON list, at most 100.
    pub errors: String,
    /// What to do about it.
    pub hint: Option<&'static str>,
    /// Whether the server may have acted all the same.
    pub outcome: Outcome,
}

impl GraphqlRefusal {
    pub(super) fn text(&self) -> String {
        let mut text = match &self.kind {
            GraphqlRefusalKind::TokenRejected(reason) => concat(&["the token was rejected (", reason.as_str(), ")"]),
            GraphqlRefusalKind::InsufficientScope { required, .. } => {
                let mut text = String::from("the token's scopes do not reach every field of the document");
                for (at, scope) in required.iter().enumerate() {
                    text.push_str(if at == 0 { ", which needs " } else { " and " });
                    text.push_str(scope);
                }
                text
            }
            GraphqlRefusalKind::CustomerAccessToken(reason) => {
                concat(&["the customer access token was rejected (", reason.as_str(), ")"])
            }
            GraphqlRefusalKind::Request => "the API answered with GraphQL errors".to_owned(),
        };
        if !self.message.is_empty() {
            text.push_str(": ");
            text.push_str(&self.message);
        }
        text
    }
}
