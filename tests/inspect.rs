//! What a token is said to be, and what is said about it, in tables of every kind of token that was met.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is its purpose")]

mod util;

use bigcommerce_tokens::{
    inspect::{
        Finding,
        FindingCode::{self, *},
        InspectedKind::{self, *},
        UsedIn, inspect,
    },
    types::{ChannelId, Scope},
};
use serde_json::json;
use util::tokens::{HEADER, NOW, base64url, codes, issued_by_api, jwt, on_server};

#[test]
fn tokens_that_were_met_in_public_are_read_as_what_they_are() {
    // The claims as documented or seen; identifiers replaced.
    let rows: &[(&str, InspectedKind, &[FindingCode], &[FindingCode])] = &[
        (
            r#"{"cid":[1],"cors":["https://www.example.com"],"eat":1941174965,"iat":1783494967,"iss":"BC","sid":1000000001,"sub":"synthetic0client0id000000000000","sub_type":2,"token_type":1}"#,
            Storefront,
            &[StorefrontTokenUseless, LongLived, OriginsOnServer],
            &[LongLived],
        ),
        (
            r#"{"cid":1,"cors":["https://www.example.com"],"eat":2145916800,"iat":1650000000,"iss":"BC","sid":1000001,"sub":"synthetic0client0id000000000000","sub_type":2,"token_type":1}"#,
            Storefront,
            &[StorefrontTokenStops, LongLived, OriginsOnServer],
            &[LongLived],
        ),
        (
            r#"{"cid":[1],"cors":["https://www.example.com"],"eat":1795392000,"iat":1795219200,"iss":"BC","sid":1000000001,"sub":"BC","sub_type":0,"token_type":1}"#,
            Storefront,
            &[StorefrontTokenUseless, MadeForAPage, ExpiresSoon, OriginsOnServer],
            &[MadeForAPage, ExpiresSoon],
        ),
        (
            r#"{"cid":[1],"cors":[],"eat":1885635176,"iat":1736415654,"iss":"BC","sid":1000000001,"sub":"synthetic0client0id000000000000","sub_type":2,"token_type":2}"#,
            CustomerImpersonation,
            &[LongLived, ImpersonationToken],
            &[SecretInBrowser, LongLived, ImpersonationToken],
        ),
        (
            r#"{"email":"owner@example.com","store_hash":"g5cd38","db":"default"}"#,
            B2b,
            &[B2bAuthToken],
            &[SecretInBrowser, B2bAuthToken],
        ),
        (
            r#"{"email":"buyer@example.com","bc_customer_id":7,"store_hash":"g5cd38","db":"default","bc_channel_id":1,"exp":1795392000}"#,
            B2b,
            &[ExpiresSoon, B2bStorefrontToken],
            &[ExpiresSoon, B2bStorefrontToken],
        ),
        (
            r#"{"email":"buyer@example.com","store_hash":"g5cd38","db":"default","name":"portal","channel_ids":[1],"token_type":3,"nbf":1795219200,"exp":1795392000}"#,
            B2b,
            &[ExpiresSoon, B2bStorefrontToken],
            &[ExpiresSoon, B2bStorefrontToken],
        ),
        (
            r#"{"email":"owner@example.com","store_hash":"g5cd38","db":"default","is_backend_user":true,"app_id":"1"}"#,
            B2b,
            &[B2bControlPanelToken, NoExpiry],
            &[SecretInBrowser, B2bControlPanelToken, NoExpiry],
        ),
        (
            r#"{"iss":"BC","iat":1795305600,"eat":1795305630,"jti":"synthetic","operation":"session_sync","sid":1,"session_payload":"synthetic","request_ip":"192.0.2.1","redirect_to":"/"}"#,
            Unknown,
            &[SessionSyncJwt, ExpiresSoon],
            &[SessionSyncJwt, ExpiresSoon],
        ),
        (
            r#"{"aud":"synthetic","exp":1795305700,"store_hash":"g5cd38","customer":{"id":7}}"#,
            Unknown,
            &[CurrentCustomerJwt, ExpiresSoon],
            &[CurrentCustomerJwt, ExpiresSoon],
        ),
        (
            r#"{"exp":1795305700,"nbf":1795305600,"iss":"payments.bigcommerce.com","sub":"g5cd38"}"#,
            Unknown,
            &[PaymentToken, ExpiresSoon],
            &[PaymentToken, ExpiresSoon],
        ),
        (
            r#"{"iss":"https://accounts.example.com","sub":"somebody","exp":1800000000}"#,
            Unknown,
            &[UnknownIssuer],
            &[UnknownIssuer],
        ),
        (
            r#"{"store_hash":"g5cd38","exp":1800000000}"#,
            Unknown,
            &[UnknownIssuer],
            &[UnknownIssuer],
        ),
        ("{}", Unknown, &[UnknownIssuer, NoExpiry], &[UnknownIssuer, NoExpiry]),
    ];
    for (claims, kind, server, browser) in rows {
        let token = jwt(claims);
        let found = on_server(&token);
        assert_eq!(
            (found.kind, codes(&found)),
            (*kind, server.to_vec()),
            "on a server: {claims}"
        );
        let found = inspect(&token, UsedIn::Browser, NOW);
        assert_eq!(
            (found.kind, codes(&found)),
            (*kind, browser.to_vec()),
            "in a browser: {claims}"
        );
    }
}

#[test]
fn what_is_no_jwt_is_told_by_its_look() {
    let access_token = "synthetic0access0token000000000";
    let hex = "0123456789abcdef".repeat(4);
    let jwt = issued_by_api(&json!({"token_type": 2}));
    let too_long = "a".repeat(8_193);
    let no_object = format!("{}.{}.synthetic", base64url(b"[1]"), base64url(b"[1]"));
    let doubled = format!(
        "{}.{}.synthetic",
        base64url(HEADER.as_bytes()),
        base64url(br#"{"cid":1,"cid":2}"#)
    );
    let not_utf8 = format!(
        "{}.{}.synthetic",
        base64url(HEADER.as_bytes()),
        base64url(b"{\"a\":\"\xff\"}")
    );
    let deep = format!(
        "{}.{}.synthetic",
        base64url(HEADER.as_bytes()),
        base64url(format!("{{\"a\":{}", "[".repeat(3_000)).as_bytes())
    );
    let rows: Vec<(String, Vec<FindingCode>, Vec<FindingCode>)> = [
        (String::new(), Empty, false),
        (" \n ".to_owned(), Empty, false),
        ("\"\"".to_owned(), Empty, false),
        ("a".repeat(8_192), NotAJwt, false),
        (too_long, TooLong, false),
        ("undefined".to_owned(), NotAJwt, false),
        ("a.b.c".to_owned(), NotAJwt, false),
        ("..".to_owned(), NotAJwt, false),
        (no_object, NotAJwt, false),
        ("synthetic\u{0}token".to_owned(), NotAJwt, false),
        ("ünïcode 😀".to_owned(), NotAJwt, false),
        (access_token.to_owned(), AccessToken, true),
        (access_token.to_uppercase(), NotAJwt, false),
        (format!("{access_token}0"), NotAJwt, false),
        ("0123456789abcdef".to_owned(), NotAJwt, false),
        (hex.replace('f', "g"), NotAJwt, false),
        (hex.clone(), ClientSecret, true),
        (format!("{hex}_1721406629"), CustomerAccessToken, false),
        (format!("{hex}_"), NotAJwt, false),
        (format!("{hex}_17x"), NotAJwt, false),
        (format!("{hex}0_17"), NotAJwt, false),
        ("synthetic_17".to_owned(), NotAJwt, false),
        (jwt.rsplit_once('.').unwrap().0.to_owned(), DamagedJwt, false),
        (format!("{}.", jwt.rsplit_once('.').unwrap().0), DamagedJwt, false),
        (format!("{jwt}.more"), DamagedJwt, false),
        (format!("{jwt}="), DamagedJwt, false),
        (jwt.replacen('.', ". ", 1), DamagedJwt, false),
        (jwt.replacen('.', "==.", 1), DamagedJwt, false),
        (doubled, DamagedJwt, false),
        (not_utf8, DamagedJwt, false),
        (deep, DamagedJwt, false),
        ("eyJ".to_owned(), DamagedJwt, false),
    ]
    .into_iter()
    .map(|(text, code, secret)| {
        let mut in_browser = vec![code];
        in_browser.extend(secret.then_some(SecretInBrowser));
        (text, vec![code], in_browser)
    })
    .collect();
    for (text, server, browser) in rows {
        let found = on_server(&text);
        assert_eq!((found.kind, codes(&found)), (Unknown, server), "{text:.60?}");
        assert_eq!(codes(&inspect(&text, UsedIn::Browser, NOW)), browser, "{text:.60?}");
    }
}

#[test]
fn what_stands_around_a_token_is_told_and_read_past() {
    let jwt = issued_by_api(&json!({"token_type": 2}));
    for text in [
        format!("{jwt}\n"),
        format!(" {jwt}"),
        format!("\"{jwt}\""),
        format!("'{jwt}'"),
        format!("Bearer {jwt}"),
        format!("\"bearer  {jwt}\" "),
    ] {
        let found = on_server(&text);
        assert_eq!(found.kind, CustomerImpersonation, "{text:.20?}");
        assert_eq!(codes(&found), [NotBare, ImpersonationToken], "{text:.20?}");
    }
    assert_eq!(codes(&on_server(&format!("Bearer{jwt}"))), [NotAJwt]);
}

#[test]
fn the_kind_is_told_by_number_and_scopes() {
    let rows = [
        (json!({"token_type": 1}), Storefront),
        (json!({"token_type": 2}), CustomerImpersonation),
        (json!({"token_type": 3}), Unknown),
        (json!({"token_type": 3, "scopes": ["Customer"]}), Private),
        (json!({"scopes": []}), Private),
        (json!({"token_type": 1, "scopes": ["Customer"]}), Private),
        (json!({"token_type": "1"}), Unknown),
        (json!({"token_type": 1.5}), Unknown),
        (json!({}), Unknown),
        (json!({"token_type": 1, "iss": "bc"}), Unknown),
    ];
    for (changes, kind) in rows {
        assert_eq!(on_server(&issued_by_api(&changes)).kind, kind, "{changes}");
    }
}

#[test]
fn channels_scopes_and_origins_are_read_in_every_spelling() {
    let channels = |claim: serde_json::Value| -> Vec<u32> {
        let found = on_server(&issued_by_api(&json!({ "cid": claim })));
        found.channel_ids.into_iter().map(ChannelId::get).collect()
    };
    for (claim, ids) in [
        (json!(1), vec![1]),
        (json!([1, 664_177, 1]), vec![1, 664_177]),
        (json!([]), vec![]),
        (json!(null), vec![]),
        (json!("1"), vec![]),
        (json!([0, -1, 1.5, 1e30, "2", [3], 2_147_483_648_u64, 4]), vec![4]),
        (json!((1..=1_100).collect::<Vec<_>>()), (1..=1_000).collect()),
    ] {
        assert_eq!(channels(claim.clone()), ids, "{:.60}", claim.to_string());
    }
    for (claim, scopes) in [
        (
            json!(["Unauthenticated", "B2B"]),
            vec![Scope::Unauthenticated, Scope::B2B],
        ),
        (
            json!(["TOKEN_SCOPE_CUSTOMER", "TOKEN_SCOPE_B2B"]),
            vec![Scope::Customer, Scope::B2B],
        ),
        (
            json!("Customer Unauthenticated"),
            vec![Scope::Customer, Scope::Unauthenticated],
        ),
        (json!(["Customer", "Customer", "Admin", 7, ""]), vec![Scope::Customer]),
        (json!(7), vec![]),
    ] {
        assert_eq!(
            on_server(&issued_by_api(&json!({ "scopes": claim }))).scopes,
            scopes,
            "{claim}"
        );
        assert_eq!(
            on_server(&issued_by_api(&json!({ "scope": claim }))).scopes,
            scopes,
            "{claim}"
        );
    }
    let long = format!("https://{}.example", "a".repeat(250));
    for (claim, origins, unusable) in [
        (
            json!(["https://a.example", "http://localhost:3000"]),
            vec!["https://a.example", "http://localhost:3000"],
            false,
        ),
        (json!(["https://a.example/"]), vec!["https://a.example/"], true),
        (json!(["a.example"]), vec!["a.example"], true),
        (
            json!(["https://a.example", 7, "\u{1b}[31mred", "https://ü.example", long]),
            vec!["https://a.example"],
            false,
        ),
        (json!("https://a.example"), vec!["https://a.example"], false),
        (json!("https://a.b"), vec!["https://a.b"], false),
        (json!({}), vec![], false),
    ] {
        let found = on_server(&issued_by_api(&json!({ "cors": claim })));
        assert_eq!(found.allowed_cors_origins, origins, "{:.60}", claim.to_string());
        assert_eq!(
            codes(&found).contains(&UnusableOrigin),
            unusable,
            "{:.60}",
            claim.to_string()
        );
        assert_eq!(
            codes(&found).contains(&OriginsOnServer),
            !origins.is_empty(),
            "{claim:.60}"
        );
    }
}

#[test]
fn every_finding_says_what_is_so_what_to_do_and_who_says_so() {
    let mut names: Vec<_> = FindingCode::ALL.iter().map(|code| code.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FindingCode::ALL.len(), "two codes have one name");
    for code in FindingCode::ALL {
        let finding = Finding {
            code: *code,
            date: None,
        };
        for text in [finding.message(), finding.action()] {
            assert!(text.len() > 10 && !text.ends_with('.'), "{}: {text}", code.as_str());
            assert!(
                !text.starts_with(char::is_uppercase) || text.starts_with("BigCommerce"),
                "{}: {text}",
                code.as_str()
            );
        }
        assert!(!finding.documents().is_empty(), "{}", code.as_str());
    }
}
