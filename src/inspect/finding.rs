//! Everything that can be said about a token: one table.

use crate::time::UnixSeconds;

/// How urgent a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It does not work, or a secret is in the open.
    Error,
    /// It will stop, or is riskier than need be.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// The stable name, as JavaScript sees it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One thing to know about a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stable name.
    pub code: FindingCode,
    /// When it happens or happened: an expiry, a cut-off.
    pub date: Option<UnixSeconds>,
}

impl Finding {
    pub(super) const fn new(code: FindingCode) -> Self {
        Self { code, date: None }
    }

    pub(super) const fn on(code: FindingCode, date: UnixSeconds) -> Self {
        Self { code, date: Some(date) }
    }

    /// How urgent it is.
    pub const fn severity(&self) -> Severity {
        self.code.text().severity
    }

    /// What is so, for people.
    pub const fn message(&self) -> &'static str {
        self.code.text().message
    }

    /// What to do about it.
    pub const fn action(&self) -> &'static str {
        self.code.text().action
    }

    /// The documents that say so.
    pub const fn documents(&self) -> &'static [&'static str] {
        self.code.text().documents
    }
}

struct Text {
    severity: Severity,
    message: &'static str,
    action: &'static str,
    documents: &'static [&'static str],
}

const GUIDE: &str = "BigCommerce, Authenticating requests to the GraphQL Storefront API, read 2026-11-22";
const SPEC: &str = "BigCommerce, Storefront API tokens (OpenAPI), read 2026-11-22";
const ERRORS: &str = "BigCommerce, API status codes: GraphQL Storefront API, read 2026-11-22";
const ACCOUNTS: &str = "BigCommerce, API accounts and OAuth scopes, read 2026-11-22";
const B2B: &str = "BigCommerce, B2B Edition: authentication (OpenAPI and guide), read 2026-11-22";
const SEEN: &str = "claims of tokens in public files, issued from 2022 to August 2026, read 2026-11-22";
const OWN: &str = "advice of this package, not of BigCommerce";

/// Writes each code once: as a variant, as its stable name, and with its texts.
macro_rules! findings {
    ($($code:ident = $name:literal, $severity:ident, [$($document:ident),+]: $message:literal; $action:literal;)*) => {
        /// Stable names of what can be found. They are part of the public API; the texts are not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum FindingCode {
            $(#[doc = $message] $code,)*
        }

        impl FindingCode {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The stable name, as JavaScript sees it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }

            const fn text(self) -> &'static Text {
                match self {
                    $(Self::$code => &Text {
                        severity: Severity::$severity,
                        message: $message,
                        action: $action,
                        documents: &[$($document),+],
                    },)*
                }
            }
        }
    };
}

findings! {
    Empty = "empty", Error, [OWN]:
        "there is no token: the text is empty";
        "check where it is read from";
    TooLong = "too_long", Error, [SEEN]:
        "this is longer than any token: more than 8192 bytes";
        "check where it is read from";
    NotAJwt = "not_a_jwt", Error, [GUIDE, ERRORS]:
        "this is no JSON Web Token, which every token for the GraphQL Storefront API is";
        "check that the right value was copied; the API answers it with \"String is not a JWT\"";
    DamagedJwt = "damaged_jwt", Error, [ERRORS]:
        "this begins as a JSON Web Token and cannot be read as one: three parts of base64url, the first two JSON objects";
        "copy it again as a whole; a line break, a missing end or an escaped character is the usual cause";
    AccessToken = "access_token", Error, [ACCOUNTS, ERRORS]:
        "this looks like the access token or the client ID of an API account, not like a token for GraphQL";
        "keep it on the server for X-Auth-Token, and create a private token with it for GraphQL";
    ClientSecret = "client_secret", Error, [ACCOUNTS]:
        "this looks like the client secret of an API account, which no request carries";
        "remove it from where it stands and use a private token for GraphQL; replace it if others could read it";
    CustomerAccessToken = "customer_access_token", Error, [GUIDE]:
        "this looks like a customer access token, which says who the shopper is and opens nothing by itself";
        "send it as X-Bc-Customer-Access-Token beside a private token, from the server alone";
    SessionSyncJwt = "session_sync_jwt", Error, [GUIDE]:
        "this is a session sync token: it moves one shopper's session and lives for 30 seconds";
        "do not store it; for GraphQL create a private token";
    CurrentCustomerJwt = "current_customer_jwt", Error, [B2B, GUIDE]:
        "this looks like a current customer token, which tells an app who is signed in";
        "verify it with the app's client secret, or exchange it for a B2B storefront token; for GraphQL create a private token";
    PaymentToken = "payment_token", Error, [GUIDE]:
        "this is a payment access token, for the payments API alone";
        "do not store it; for GraphQL create a private token";
    UnknownIssuer = "unknown_issuer", Error, [SEEN]:
        "this is a JSON Web Token, and no claim says that BigCommerce issued it";
        "check that the right value was copied";
    UnknownKind = "unknown_kind", Info, [SEEN]:
        "BigCommerce issued this token, and its kind cannot be told from its claims; a private token may look so";
        "nothing, if it was created as a private token: BigCommerce does not publish which claims those have";
    NotBare = "not_bare", Warning, [GUIDE]:
        "white space, quotes or \"Bearer\" stand around the token";
        "store the token alone; some programs send what stands around it along";
    SecretInBrowser = "secret_in_browser", Error, [GUIDE]:
        "every visitor of the page can read this secret, and BigCommerce refuses such tokens from browsers";
        "revoke or replace it, keep its successor on the server, and use a storefront token in the page";
    Expired = "expired", Error, [SPEC, ERRORS]:
        "the token has expired";
        "create a new one, and let the program that uses it replace it in time";
    ExpiresSoon = "expires_soon", Warning, [SPEC, ERRORS]:
        "the token expires within 30 days";
        "create a new one before that day, or let the program that uses it replace it";
    NoExpiry = "no_expiry", Warning, [GUIDE, SPEC]:
        "the token names no end: whoever gets hold of it can use it until it is revoked";
        "create one that ends, in hours if a program replaces it";
    LongLived = "long_lived", Warning, [GUIDE, SPEC]:
        "the token was made for more than a year";
        "create one with a shorter life: a token that ends soon needs no revocation, of which a store has a limited number";
    TimeInMilliseconds = "time_in_milliseconds", Warning, [SPEC]:
        "a time in the token is in milliseconds, where seconds belong: read as seconds it is thousands of years from now";
        "create a new one with its expiry in Unix seconds; how BigCommerce reads this one is not documented";
    UnreadableTime = "unreadable_time", Warning, [SEEN]:
        "a time in the token is no whole number of seconds, so that its issue or its end is not known";
        "create a new one";
    IssuedInFuture = "issued_in_future", Warning, [SEEN]:
        "the token says that it was issued in the future";
        "check this machine's clock: every judgement by date depends on it";
    StorefrontTokenUseless = "storefront_token_useless", Error, [GUIDE]:
        "storefront tokens created after 2026-06-30 do not work server to server, and this one was";
        "create a private token for the server; this one is good for browsers alone";
    StorefrontTokenStopped = "storefront_token_stopped", Error, [GUIDE]:
        "since 2027-03-31 no storefront token works server to server; the documents name no time zone, so UTC is taken";
        "create a private token for the server; this one is good for browsers alone";
    StorefrontTokenStops = "storefront_token_stops", Warning, [GUIDE]:
        "server to server this storefront token stops on 2027-03-31; the documents name no time zone, so it may be the evening before";
        "create a private token for the server by 2027-03-29 and send that instead";
    StorefrontTokenUncertain = "storefront_token_uncertain", Warning, [GUIDE]:
        "whether this storefront token works server to server cannot be told: it was issued on 2026-07-01 in UTC, within a day of the cut-off whose time zone is not documented, or does not say when; at the latest it stops on 2027-03-31";
        "create a private token for the server now";
    OriginsOnServer = "origins_on_server", Info, [GUIDE, SPEC]:
        "the token lists origins, as tokens for browsers do; servers send no Origin";
        "check that this token was meant for a server";
    UnusableOrigin = "unusable_origin", Warning, [ERRORS]:
        "an origin in the token ends in a slash or has a path, which no browser ever sends";
        "create a new one with scheme, host and port alone, such as https://www.example.com";
    MadeForAPage = "made_for_a_page", Warning, [GUIDE, SEEN]:
        "a storefront or the GraphQL playground made this token for its own page; such tokens live for a day or two";
        "create a token of your own by the API";
    ImpersonationToken = "impersonation_token", Info, [GUIDE]:
        "BigCommerce advises against customer impersonation tokens: they act for any shopper, and newer features need a customer access token";
        "where no X-Bc-Customer-Id is sent, a private token does the same; with a shopper, a private token and a customer access token";
    B2bAuthToken = "b2b_auth_token", Warning, [B2B]:
        "this is an authToken of B2B Edition: deprecated since 2025-09-30, and without an end of its own";
        "call B2B Edition with an access token in X-Auth-Token and with X-Store-Hash, then delete this one";
    B2bStorefrontToken = "b2b_storefront_token", Info, [B2B]:
        "this is a storefront token of B2B Edition: it acts for one buyer, for a day";
        "do not store it; create one when the buyer signs in";
    B2bControlPanelToken = "b2b_control_panel_token", Warning, [SEEN]:
        "this is the session of a person in the control panel of B2B Edition";
        "do not use it in a program: call B2B Edition with an access token in X-Auth-Token and with X-Store-Hash";
}

impl FindingCode {
    /// Whether such a thing is a secret of the server.
    pub(super) const fn is_secret(self) -> bool {
        matches!(self, Self::AccessToken | Self::ClientSecret)
    }
}
