//! What each operation takes besides the two that came first, in its packing.

use super::{
    tests::{NOW, read},
    *,
};
use crate::{storefront::Family, text::contains};

/// What is sent, or all faults.
type Told = Result<String, Vec<(String, &'static str)>>;

/// An argument in its packing, and what is expected of it.
type Case<'a> = (&'a str, Result<&'a str, &'a [(&'a str, &'a str)]>);

#[track_caller]
fn check(reader: fn(&str) -> Told, cases: &[Case<'_>]) {
    for (packed, expected) in cases {
        match (reader(packed), expected) {
            (Ok(sent), Ok(expected)) => assert_eq!(sent, *expected, "{packed}"),
            (Err(faults), Err(expected)) => {
                let faults: Vec<(&str, &str)> = faults.iter().map(|(path, code)| (path.as_str(), *code)).collect();
                assert_eq!(faults, *expected, "{packed}");
            }
            (read, _) => panic!("{packed}: {read:?}"),
        }
    }
}

#[test]
fn storefront_token() {
    let reader = |packed: &str| read(|fields| super::storefront_token(fields, NOW), packed);
    check(
        reader,
        &[
            (
                r#"{"channelId":1,"expiresAt":0}"#,
                Ok(r#"{"expires_at":0,"channel_id":1}"#),
            ),
            (
                r#"{"channelId":1,"expiresAt":0,"allowedCorsOrigins":["list","https://a.example","https://a.example"],"name":"n"}"#,
                Ok(r#"{"expires_at":0,"allowed_cors_origins":["https://a.example"],"channel_id":1,"name":"n"}"#),
            ),
            (
                r#"{"channelId":1,"expiresAt":0,"allowedCorsOrigins":["list"]}"#,
                Err(&[("allowedCorsOrigins", "too_short")]),
            ),
            (
                r#"{"channelId":1,"expiresAt":0,"allowedCorsOrigins":["list","https://a.example/",7],"scopes":["list"]}"#,
                Err(&[
                    ("allowedCorsOrigins[0]", "format"),
                    ("allowedCorsOrigins[1]", "type"),
                    ("scopes", "unknown_field"),
                ]),
            ),
        ],
    );
}

#[test]
fn customer_impersonation_token() {
    let reader = |packed: &str| read(|fields| super::customer_impersonation_token(fields, NOW), packed);
    check(
        reader,
        &[
            (
                r#"{"channelIds":"all","expiresIn":"1h","name":"n"}"#,
                Ok(r#"{"expires_at":1800003600,"channel_ids":[],"name":"n"}"#),
            ),
            (
                r#"{"allowedCorsOrigins":["list"]}"#,
                Err(&[
                    ("channelId", "exactly_one"),
                    ("expiresAt", "exactly_one"),
                    ("allowedCorsOrigins", "unknown_field"),
                ]),
            ),
        ],
    );
}

#[test]
fn list() {
    let reader = |packed: &str| read(|fields| Some(list_tokens(fields, Family::Private)), packed);
    check(
        reader,
        &[
            ("{}", Ok("")),
            (
                r#"{"page":2,"limit":250,"sort":"expires_at","direction":"desc"}"#,
                Ok("page=2&limit=250&sort=expires_at&direction=desc"),
            ),
            (
                r#"{"page":0,"limit":251,"sort":"jti","direction":7,"per_page":1}"#,
                Err(&[
                    ("page", "out_of_range"),
                    ("limit", "out_of_range"),
                    ("sort", "not_allowed"),
                    ("direction", "type"),
                    ("per_page", "unknown_field"),
                ]),
            ),
            ("7", Err(&[("", "type")])),
        ],
    );
}

#[test]
fn which_token_and_whether_all() {
    let mut told = Vec::new();
    for packed in [
        r#"{"jti":"7"}"#,
        r#"{"token":"synthetic.e30.token"}"#,
        "{}",
        r#"{"jti":"7","token":"synthetic.e30.token"}"#,
        r#"{"jti":"../x"}"#,
        r#"{"token":"synthetic"}"#,
        r#"{"confirm":"revoke all"}"#,
        r#"{"confirm":"yes"}"#,
        r#"{"confirm":true}"#,
    ] {
        let mut issues = Issues::new();
        let fields = Fields::new(unpack(packed), "", &mut issues);
        let read = if contains(packed, "confirm") {
            confirmation(fields).map(|()| "all")
        } else {
            which_token(fields).map(|which| match which {
                WhichToken::ById(jti) if jti.as_str() == "7" => "id",
                WhichToken::ByToken(token) if token.secret().expose() == "synthetic.e30.token" => "token",
                _ => "another",
            })
        };
        let fault = issues.first().map(|issue| (issue.path.clone(), issue.code.as_str()));
        assert!(issues.len() <= 1, "{packed}: {issues:?}");
        told.push((read, fault));
    }
    let fault = |path: &str, code| (None, Some((path.to_owned(), code)));
    let expected = [
        (Some("id"), None),
        (Some("token"), None),
        fault("jti", "exactly_one"),
        fault("jti", "exactly_one"),
        fault("jti", "format"),
        fault("token", "format"),
        (Some("all"), None),
        fault("confirm", "not_allowed"),
        fault("confirm", "type"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn server_to_server_tokens() {
    let list = |packed: &str| read(list_server_to_server_tokens, packed);
    check(
        list,
        &[
            (r#"{"authToken":"synthetic"}"#, Ok("")),
            (
                r#"{"authToken":"synthetic","limit":10,"offset":0}"#,
                Ok("limit=10&offset=0"),
            ),
            (
                r#"{"limit":0,"offset":-1}"#,
                Err(&[
                    ("authToken", "required"),
                    ("limit", "out_of_range"),
                    ("offset", "out_of_range"),
                ]),
            ),
        ],
    );
    let delete = |packed: &str| read(delete_server_to_server_token, packed);
    check(
        delete,
        &[
            (
                r#"{"authToken":"synthetic","id":5,"name":"n","email":"a@b"}"#,
                Ok(r#"{"id":5,"name":"n","email":"a@b"}"#),
            ),
            (
                r#"{"authToken":"a b","id":"5","email":"nobody"}"#,
                Err(&[("authToken", "whitespace"), ("id", "type"), ("email", "format")]),
            ),
        ],
    );
}

#[test]
fn customer_token() {
    let reader = |packed: &str| read(|fields| super::customer_token(fields, NOW), packed);
    let given = r#"{"email":"a@b","password":"p","channelId":1,"name":"n","#;
    let sent = r#"{"storeHash":"g5cd38","email":"a@b","password":"p","channelId":1,"name":"n","#;
    for (more, expected) in [
        (
            r#""beginAt":0,"endAt":1900000000}"#,
            r#""beginAt":0,"endAt":1900000000}"#,
        ),
        (
            r#""beginAt":["date",1700000000999],"endAt":["date",1900000000000]}"#,
            r#""beginAt":1700000000,"endAt":1900000000}"#,
        ),
    ] {
        assert_eq!(reader(&concat(&[given, more])), Ok(concat(&[sent, expected])), "{more}");
    }
    for (more, path, code) in [
        (r#""endAt":0}"#, "endAt", "in_the_past"),
        (r#""endAt":1900000000000}"#, "endAt", "milliseconds"),
        (r#""endAt":["number"]}"#, "endAt", "not_integer"),
        (r#""beginAt":1900000000000}"#, "beginAt", "milliseconds"),
        (r#""beginAt":"now"}"#, "beginAt", "type"),
        (r#""beginAt":1900000000,"endAt":1900000000}"#, "endAt", "out_of_range"),
    ] {
        let faults = reader(&concat(&[given, more]));
        assert_eq!(faults, Err(vec![(path.to_owned(), code)]), "{more}");
    }
}

#[test]
fn storefront_tokens_of_b2b_edition() {
    let create = |packed: &str| read(b2b_storefront_token, packed);
    check(
        create,
        &[
            (r#"{"customerId":456}"#, Ok(r#"{"customerId":456}"#)),
            (
                r#"{"customerId":456,"channelId":1,"customerAccessToken":{"value":"synthetic","expiresAt":["date",1721406629000]}}"#,
                Ok(
                    r#"{"customerId":456,"channelId":1,"customerAccessToken":{"value":"synthetic","expires_at":"2024-07-19T16:30:29Z"}}"#,
                ),
            ),
            (
                r#"{"customerId":456,"customerAccessToken":{"value":"synthetic","expiresAt":"2024-12-31T00:00:00.0Z"}}"#,
                Ok(
                    r#"{"customerId":456,"customerAccessToken":{"value":"synthetic","expires_at":"2024-12-31T00:00:00.0Z"}}"#,
                ),
            ),
            (
                r#"{"customerAccessToken":{"expiresAt":5,"expires_at":5},"customer":1}"#,
                Err(&[
                    ("customerId", "required"),
                    ("customerAccessToken.value", "required"),
                    ("customerAccessToken.expiresAt", "type"),
                    ("customerAccessToken.expires_at", "unknown_field"),
                    ("customer", "unknown_field"),
                ]),
            ),
            (
                r#"{"customerId":0,"customerAccessToken":["kind","an object"]}"#,
                Err(&[("customerId", "out_of_range"), ("customerAccessToken", "type")]),
            ),
        ],
    );
    let exchange = |packed: &str| read(current_customer_jwt, packed);
    check(
        exchange,
        &[
            (r#"{"jwt":"synthetic.e30.token"}"#, Ok("jwtToken=synthetic.e30.token")),
            (
                r#"{"jwt":"synthetic.e30.token","channelId":7}"#,
                Ok("channelId=7&jwtToken=synthetic.e30.token"),
            ),
            (
                r#"{"jwt":"synthetic","channelId":1.5}"#,
                Err(&[("jwt", "format"), ("channelId", "not_integer")]),
            ),
        ],
    );
}
