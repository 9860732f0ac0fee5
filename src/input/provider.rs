//! What a token provider is made with.

use super::{
    Fields, Issues,
    storefront::{channels, lifetime, scopes},
    text, unpack,
    value::{bounded, expect, fits, is_function},
};
use crate::{
    error::{Fault, IssueCode},
    json::Json,
    lifecycle::{DEFAULT_LIFETIME_MS, DEFAULT_PROPAGATION_MS, Policy, REFRESH_AHEAD, Sharing, TokenKind, wire},
    types::{Channels, Lifetime, Scopes, TokenName},
};

/// What makes tokens interchangeable, and for how long each lives.
pub(crate) struct Provider {
    pub(crate) kind: TokenKind,
    pub(crate) channels: Channels,
    /// `None` for kinds without scopes.
    pub(crate) scopes: Option<Scopes>,
    pub(crate) lifetime_ms: u64,
    pub(crate) sharing: Sharing,
    /// Where the refresh window begins and how wide it is, in thousandths of the life.
    pub(crate) ahead: (u16, u16),
}

/// The options of `createTokenProvider`, packed; fractions are in thousandths here, so that no float needs to be read.
///
/// `sharing` stands for the store: `alone` for none, otherwise how many milliseconds it says that a write takes to be seen everywhere,
/// nothing where it does not say, after `lease:` where it has a lease.
pub(crate) fn provider(options: &str, sharing: &str, issues: &mut Issues) -> Option<Provider> {
    let mut fields = Fields::new(unpack(options), "", issues);
    let kind = match fields.take("kind") {
        Some(given) => fields.keep("kind", kind(given)),
        None => Some(TokenKind::Private),
    };
    let request = fields.required("request", Ok);
    let ahead = fields.take("refreshAhead");
    fields.optional("store", |value| {
        expect(fits(&value), "a store with get(), set() and delete()", &value)
    });
    fields.optional("waitUntil", |value| expect(is_function(&value), "a function", &value));
    fields.refuse_unknown();
    let ahead = ahead.map_or(Some(REFRESH_AHEAD), |ahead| read_ahead(ahead, issues));
    let request = request.and_then(|request| read_request(request, kind, issues));
    let sharing = read_sharing(sharing);
    if sharing.is_none() {
        let message = "expected propagationMs to be a whole number of milliseconds, got something else";
        issues.push(Fault::new(IssueCode::OutOfRange, message).at("store"));
    }
    let (kind, (channels, scopes, lifetime_ms), ahead, sharing) = (kind?, request?, ahead?, sharing?);
    let (from, spread) = ahead;
    let provider = Provider {
        kind,
        channels,
        scopes,
        lifetime_ms,
        sharing,
        ahead,
    };
    let fraction = |thousandths| f64::from(thousandths) / 1e3;
    let policy = Policy::new(lifetime_ms, provider.sharing).map_err(|fault| fault.at("request.lifetime"));
    let policy = policy.and_then(|policy| {
        let policy = policy.refresh_ahead(fraction(from), fraction(spread));
        policy.map_err(|fault| fault.at("refreshAhead"))
    });
    policy.map_err(|issue| issues.push(issue)).ok();
    issues.is_empty().then_some(provider)
}

fn kind(value: Json) -> Result<TokenKind, Fault> {
    let given = text(value, 64)?;
    let kind = TokenKind::ALL.into_iter().find(|kind| kind.as_str() == *given);
    kind.ok_or_else(|| {
        Fault::new(
            IssueCode::NotAllowed,
            "expected one of \"private\", \"storefront\", \"customerImpersonation\", got another string",
        )
    })
}

/// Of a kind that is faulty itself, nobody knows whether it has scopes.
fn read_request(
    request: Json,
    kind: Option<TokenKind>,
    issues: &mut Issues,
) -> Option<(Channels, Option<Scopes>, u64)> {
    let mut fields = Fields::new(request, "request.", issues);
    let channels = channels(&mut fields);
    let scopes = match kind {
        Some(TokenKind::Private) => scopes(&mut fields).map(Some),
        Some(_) => Some(None),
        None => {
            fields.take("scopes");
            Some(None)
        }
    };
    let lifetime_ms = match fields.take("lifetime") {
        Some(span) => fields.keep("lifetime", lifetime(span)).map(Lifetime::millis),
        None => Some(DEFAULT_LIFETIME_MS),
    };
    fields.optional("name", |value| TokenName::new(&text(value, 1_024)?));
    fields.refuse_unknown();
    Some((channels?, scopes?, lifetime_ms?))
}

fn read_ahead(ahead: Json, issues: &mut Issues) -> Option<(u16, u16)> {
    let mut fields = Fields::new(ahead, "refreshAhead.", issues);
    let mut fraction = |name, default| match fields.take(name) {
        Some(given) => fields.keep(name, thousandths(&given)),
        None => Some(default),
    };
    let (from, spread) = (fraction("from", REFRESH_AHEAD.0), fraction("spread", REFRESH_AHEAD.1));
    fields.refuse_unknown();
    Some((from?, spread?))
}

/// A fraction, which comes multiplied.
fn thousandths(given: &Json) -> Result<u16, Fault> {
    let fault = |code| Fault::new(code, "expected a fraction from 0 to 1, got something else");
    let thousandths = bounded(given, 1_000).map_err(|other| fault(other.code))?;
    u16::try_from(thousandths).map_err(|_| fault(IssueCode::OutOfRange))
}

fn read_sharing(store: &str) -> Option<Sharing> {
    match store {
        "" => Some(Sharing::Spread {
            propagation_ms: DEFAULT_PROPAGATION_MS,
        }),
        // What is seen at once is as good as if nothing were said.
        "lease:" | "lease:0" => Some(Sharing::Lease),
        store => wire::read_sharing(store),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Faults, paths_and_codes};
    use super::*;
    use crate::types::Scope;

    const REQUEST: &str = r#""request":{"channelId":1,"scopes":["list","Customer"]}"#;

    fn faults(options: &str, sharing: &str) -> Faults {
        let mut issues = Issues::new();
        let read = provider(options, sharing, &mut issues);
        assert_eq!(read.is_some(), issues.is_empty(), "{options}");
        paths_and_codes(issues)
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        let mut issues = Issues::new();
        let read = provider(&format!("{{{REQUEST}}}"), "lease", &mut issues).expect("the options are good");
        assert_eq!(read.kind, TokenKind::Private);
        assert_eq!((read.lifetime_ms, read.ahead), (DEFAULT_LIFETIME_MS, (750, 150)));
        assert_eq!(read.sharing, Sharing::Lease);
        assert_eq!(read.channels.ids().map(<[_]>::len), Some(1));
        assert_eq!(read.scopes, Scopes::new([Scope::Customer]).ok());
    }

    #[test]
    fn a_store_shares_by_its_lease_and_by_how_slow_it_says_it_is() {
        for (told, sharing) in [
            ("alone", Sharing::Alone),
            ("", Sharing::Spread { propagation_ms: 60_000 }),
            ("0", Sharing::Spread { propagation_ms: 0 }),
            ("5000", Sharing::Spread { propagation_ms: 5_000 }),
            ("lease:", Sharing::Lease),
            ("lease:0", Sharing::Lease),
            ("lease:60000", Sharing::SlowLease { propagation_ms: 60_000 }),
        ] {
            let read = provider(&format!("{{{REQUEST}}}"), told, &mut Issues::new());
            assert_eq!(read.map(|read| read.sharing), Some(sharing), "{told}");
            assert_eq!(
                wire::read_sharing(&wire::sharing_word(sharing)),
                Some(sharing),
                "{told}"
            );
        }
    }

    #[test]
    fn a_store_that_is_too_slow_or_says_nonsense_is_told() {
        let options =
            |life: &str| format!(r#"{{"request":{{"channelId":1,"scopes":["list","B2B"],"lifetime":"{life}"}}}}"#);
        for (life, sharing, path) in [
            ("299m", "300000", "request.lifetime"),
            ("6h", "?", "store"),
            ("6h", "-1", "store"),
            ("6h", "lease:?", "store"),
            ("6h", "lease:-1", "store"),
        ] {
            assert_eq!(
                faults(&options(life), sharing),
                [(path.to_owned(), "out_of_range")],
                "{life} {sharing}"
            );
        }
    }

    #[test]
    fn a_faulty_kind_does_not_hide_the_faults_of_the_request() {
        assert_eq!(
            faults(
                r#"{"kind":"b2b","request":{"scopes":["list"],"lifetime":"6 h"}}"#,
                "alone"
            ),
            [
                ("kind".to_owned(), "not_allowed"),
                ("request.channelId".to_owned(), "exactly_one"),
                ("request.lifetime".to_owned(), "format"),
            ]
        );
    }

    #[test]
    fn every_fault_has_its_place() {
        let options = |more: &str| format!("{{{REQUEST},{more}}}");
        let request = |more: &str| format!("{{\"request\":{{{more}}}}}");
        for (options, sharing, path, code) in [
            ("null".to_owned(), "alone", "", "type"),
            ("{}".to_owned(), "alone", "request", "required"),
            (options(r#""kind":"b2b""#), "alone", "kind", "not_allowed"),
            (options(r#""stores":1"#), "alone", "stores", "unknown_field"),
            (options(r#""store":["shape",false]"#), "", "store", "type"),
            (options(r#""store":"redis""#), "", "store", "type"),
            (options(r#""waitUntil":true"#), "alone", "waitUntil", "type"),
            (
                options(r#""refreshAhead":{"from":50}"#),
                "alone",
                "refreshAhead",
                "out_of_range",
            ),
            (
                options(r#""refreshAhead":{"from":7500}"#),
                "alone",
                "refreshAhead.from",
                "out_of_range",
            ),
            (
                options(r#""refreshAhead":{"spread":["number"]}"#),
                "alone",
                "refreshAhead.spread",
                "not_integer",
            ),
            (
                options(r#""refreshAhead":{"until":1}"#),
                "alone",
                "refreshAhead.until",
                "unknown_field",
            ),
            (
                request(r#""channelId":0,"scopes":["list","B2B"]"#),
                "alone",
                "request.channelId",
                "out_of_range",
            ),
            (
                request(r#""scopes":["list","B2B"]"#),
                "alone",
                "request.channelId",
                "exactly_one",
            ),
            (request(r#""channelId":1"#), "alone", "request.scopes", "required"),
            (
                request(r#""channelId":1,"scopes":["list","B2B"],"lifetime":"6 h""#),
                "alone",
                "request.lifetime",
                "format",
            ),
            (
                request(r#""channelId":1,"scopes":["list","B2B"],"lifetime":599"#),
                "lease",
                "request.lifetime",
                "out_of_range",
            ),
            (
                request(r#""channelId":1,"scopes":["list","B2B"],"lifetime":"59m""#),
                "",
                "request.lifetime",
                "out_of_range",
            ),
            (
                request(r#""channelId":1,"scopes":["list","B2B"],"expiresIn":"6h""#),
                "",
                "request.expiresIn",
                "unknown_field",
            ),
            (
                r#"{"kind":"storefront","request":{"channelId":1,"scopes":["list","B2B"]}}"#.to_owned(),
                "alone",
                "request.scopes",
                "unknown_field",
            ),
        ] {
            assert_eq!(faults(&options, sharing), [(path.to_owned(), code)], "{options}");
        }
        assert_eq!(
            faults(
                r#"{"kind":"customerImpersonation","request":{"channelIds":"all","lifetime":"59m"}}"#,
                "lease"
            ),
            []
        );
        assert_eq!(
            faults(
                r#"{"kind":"storefront","request":{"channelId":1,"lifetime":"5h"},"store":["shape",true],"waitUntil":["kind","a function"]}"#,
                "300000"
            ),
            []
        );
    }
}
