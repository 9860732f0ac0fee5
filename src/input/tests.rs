//! What a caller may pass, in its packing, and what is said of everything else.

use super::*;
use crate::{
    operation::{Account, Operation},
    storefront::DEFAULT_ENDPOINT,
    time::UnixMillis,
    types::{Endpoint, StoreHash},
};

/// 2027-01-15
pub(super) const NOW: UnixMillis = UnixMillis(1_800_000_000_000);

/// Paths and codes.
pub(super) type Faults = Vec<(String, &'static str)>;

pub(super) fn paths_and_codes(issues: Issues) -> Faults {
    issues
        .into_iter()
        .map(|issue| (issue.path, issue.code.as_str()))
        .collect()
}

/// The body that is sent, or without one the query, or the paths and codes of all faults.
#[track_caller]
pub(super) fn read<O: Operation>(reader: impl FnOnce(Fields<'_>) -> Option<O>, packed: &str) -> Result<String, Faults> {
    let mut issues = Issues::new();
    let operation = reader(Fields::new(unpack(packed), "", &mut issues));
    let (Some(operation), true) = (operation, issues.is_empty()) else {
        return Err(paths_and_codes(issues));
    };
    let request = operation.request(&Account {
        endpoint: &Endpoint::new(DEFAULT_ENDPOINT).unwrap(),
        store_hash: &StoreHash::new("g5cd38").unwrap(),
        access_token: None,
    });
    let target = request.target();
    let query = target.split_once('?').map_or("", |(_, query)| query);
    Ok(request.body().unwrap_or(query).to_owned())
}

#[test]
fn parameters_of_a_private_token_become_its_body() {
    for (packed, body) in [
        (
            r#"{"channelId":1,"expiresAt":0,"scopes":["list","Customer"]}"#,
            r#"{"expires_at":0,"scopes":["Customer"],"channel_id":1}"#,
        ),
        (
            r#"{"channelIds":["list",1,2],"expiresIn":"6h","scopes":["list","B2B","B2B"],"name":"a \"b\""}"#,
            r#"{"expires_at":1800021600,"scopes":["B2B"],"channel_ids":[1,2],"name":"a \"b\""}"#,
        ),
        (
            r#"{"channelIds":"all","expiresAt":["date",1885635176999],"scopes":["list","Unauthenticated"]}"#,
            r#"{"expires_at":1885635176,"scopes":["Unauthenticated"],"channel_ids":[]}"#,
        ),
        (
            r#"{"channelId":1,"expiresIn":90,"scopes":["list","Customer"]}"#,
            r#"{"expires_at":1800000090,"scopes":["Customer"],"channel_id":1}"#,
        ),
    ] {
        assert_eq!(
            read(|fields| private_token(fields, NOW), packed).as_deref(),
            Ok(body),
            "{packed}"
        );
    }
}

#[test]
fn too_long_a_list_is_refused_even_if_its_items_repeat() {
    for (count, fault) in [(1_000, None), (1_001, Some("too_long"))] {
        let channels = ",1".repeat(count);
        let packed = format!(r#"{{"channelIds":["list"{channels}],"expiresIn":"30d","scopes":["list","Customer"]}}"#);
        assert_eq!(
            read(|fields| private_token(fields, NOW), &packed).err(),
            fault.map(|code| vec![("channelIds".to_owned(), code)]),
            "{count}"
        );
    }
}

#[test]
fn all_faults_of_a_private_token_are_listed() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        (
            "{}",
            &[
                ("channelId", "exactly_one"),
                ("expiresAt", "exactly_one"),
                ("scopes", "required"),
            ],
        ),
        (
            r#"{"channelId":1,"channelIds":["list"],"expiresAt":1,"expiresIn":1,"scopes":["list"]}"#,
            &[
                ("channelId", "exactly_one"),
                ("expiresAt", "exactly_one"),
                ("scopes", "too_short"),
            ],
        ),
        (
            r#"{"channelIds":["list",1,"2",0],"expiresAt":1885635176000,"scopes":["list","customer",["long"]],"name":["ill-formed"]}"#,
            &[
                ("channelIds[1]", "type"),
                ("channelIds[2]", "out_of_range"),
                ("expiresAt", "milliseconds"),
                ("scopes[0]", "not_allowed"),
                ("scopes[1]", "too_long"),
                ("name", "ill_formed"),
            ],
        ),
        (
            r#"{"channelIds":"one","expiresAt":{},"scopes":"Customer","channel_id":["accessor"]}"#,
            &[
                ("channelIds", "not_allowed"),
                ("expiresAt", "type"),
                ("scopes", "type"),
                ("channel_id", "unknown_field"),
            ],
        ),
        (
            r#"{"channelId":["accessor"],"expiresIn":["kind","a bigint"],"scopes":["kind","Customer"]}"#,
            &[("channelId", "accessor"), ("expiresIn", "type"), ("scopes", "type")],
        ),
        (r#"["list"]"#, &[("", "type")]),
    ];
    for (packed, expected) in cases {
        let faults = read(|fields| private_token(fields, NOW), packed).unwrap_err();
        let faults: Vec<(&str, &str)> = faults.iter().map(|(path, code)| (path.as_str(), *code)).collect();
        assert_eq!(&faults, expected, "{packed}");
    }
}

#[test]
fn a_sign_in_wants_all_three_and_nothing_else() {
    let whole = r#"{"email":"owner@example.com","password":"synthetic","name":"fuzz"}"#;
    assert!(read(server_to_server_token, whole).is_ok_and(|body| body.contains(r#""password":"synthetic""#)));
    let missing = ["email", "password", "name"].map(|name| (name.to_owned(), "required"));
    assert_eq!(read(server_to_server_token, "{}"), Err(missing.to_vec()));
}

#[test]
fn parameters_of_a_graphql_request_become_its_body() {
    for (packed, body) in [
        (r#"{"token":"synthetic","document":"{ a }"}"#, r#"{"query":"{ a }"}"#),
        (
            r#"{"token":"synthetic","document":"query A { a } mutation B { b }","operationName":"B","variablesJson":"{\"a\": 1.50}","errorPolicy":"all"}"#,
            r#"{"query":"query A { a } mutation B { b }","operationName":"B","variables":{"a": 1.50}}"#,
        ),
    ] {
        assert_eq!(read(graphql_request, packed).as_deref(), Ok(body), "{packed}");
    }
}

#[test]
fn all_faults_of_a_graphql_request_are_listed() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("{}", &[("token", "required"), ("document", "required")]),
        (
            r#"{"token":7,"document":["kind","an object"],"variables":"{}","errorPolicy":"ignore"}"#,
            &[
                ("token", "type"),
                ("document", "type"),
                ("variables", "type"),
                ("errorPolicy", "not_allowed"),
            ],
        ),
        (
            r#"{"token":"Bearer synthetic","document":"{ a","operationName":"A","variablesJson":"","customerAccessToken":"a b","correlationId":"7"}"#,
            &[
                ("token", "format"),
                ("document", "format"),
                ("variables", "format"),
                ("customerAccessToken", "whitespace"),
                ("correlationId", "format"),
            ],
        ),
        (
            r#"{"token":"synthetic","document":"{ a }","operationName":"A","variablesJson":["long"]}"#,
            &[("operationName", "not_allowed"), ("variables", "too_long")],
        ),
    ];
    // What lib/graphql/graphql.js takes out of the options is a parameter, each of them.
    for name in GRAPHQL_OPTIONS {
        let packed = concat(&[r#"{"token":"synthetic","document":"{ a }",""#, name, r#"":7}"#]);
        assert_eq!(
            read(graphql_request, &packed),
            Err(vec![(name.to_owned(), "type")]),
            "{name}"
        );
    }
    for (packed, expected) in cases {
        let faults = read(graphql_request, packed).unwrap_err();
        let faults: Vec<(&str, &str)> = faults.iter().map(|(path, code)| (path.as_str(), *code)).collect();
        assert_eq!(&faults, expected, "{packed}");
    }
}

#[test]
fn the_longest_text_is_taken_and_a_longer_one_is_not() {
    for (length, taken) in [(MAX_TEXT, true), (MAX_TEXT + 1, false)] {
        let password = concat(&["\"", &"p".repeat(length), "\""]);
        assert_eq!(text(unpack(&password), MAX_TEXT).is_ok(), taken, "{length}");
    }
}

#[test]
fn unknown_fields_are_named_with_the_nearest_known_one() {
    for (field, hint) in [
        ("channel_id", "did you mean channelId?"),
        ("channel_ids", "did you mean channelIds?"),
        ("ChannelID", "did you mean channelId?"),
        ("chanelId", "did you mean channelId?"),
        ("scope", "did you mean scopes?"),
        ("scpoes", "did you mean scopes?"),
        ("nane", "did you mean name?"),
        ("nam", "(channelId, channelIds, name, scopes), got another name"),
        (
            "somethingElse",
            "(channelId, channelIds, name, scopes), got another name",
        ),
        ("__proto__", "(channelId, channelIds, name, scopes), got another name"),
    ] {
        let mut issues = Issues::new();
        let packed = concat(&[r#"{"scopes":1,""#, field, r#"":1}"#]);
        let mut fields = Fields::new(unpack(&packed), "", &mut issues);
        for known in ["channelId", "channelIds", "name", "scopes"] {
            fields.take(known);
        }
        fields.refuse_unknown();
        let [issue] = &issues[..] else {
            panic!("{field}: {issues:?}")
        };
        assert_eq!((issue.path.as_str(), issue.code.as_str()), (field, "unknown_field"));
        assert!(issue.message.ends_with(hint), "{field}: {}", issue.message);
    }
}

#[test]
fn what_is_no_object_is_one_fault_and_nothing_is_missing_besides() {
    for (packed, got) in [
        (r#"["kind","nothing"]"#, "got nothing"),
        ("null", "got null"),
        (r#"["list",1]"#, "got an array"),
        (r#""text""#, "got a string"),
        ("7", "got a number"),
        ("not JSON", "got null"),
    ] {
        let mut issues = Issues::new();
        let mut fields = Fields::new(unpack(packed), "options.", &mut issues);
        assert!(fields.required("name", |_| Ok(())).is_none());
        assert!(fields.exactly_one::<()>("a", "b", true).is_none());
        fields.refuse_unknown();
        let [issue] = &issues[..] else {
            panic!("{packed}: {issues:?}")
        };
        assert_eq!((issue.path.as_str(), issue.code.as_str()), ("options", "type"));
        assert!(issue.message.ends_with(got), "{packed}: {}", issue.message);
    }
}
