//! "List tokens": what is sent, and what each answer becomes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    http::{MAX_BODY_BYTES, Method},
    operation::Operation,
    storefront::{self, Family, ListTokens, TokenRecord},
    time::UnixSeconds,
    types::{Direction, PageLimit, PageNumber, Sort},
};
use serde_json::{Value, json};
use util::{ACCESS_TOKEN, Owner, answer, check_answers, headers};

fn list(family: Family) -> ListTokens {
    ListTokens {
        family,
        page: None,
        limit: None,
        sort: None,
        direction: None,
    }
}

#[test]
fn request_is_the_documented_one_for_each_family() {
    let base = "https://api.bigcommerce.com/stores/g5cd38/v3/storefront";
    for (family, path) in [
        (Family::Private, "api-token-private"),
        (Family::Storefront, "api-token"),
        (Family::CustomerImpersonation, "api-token-customer-impersonation"),
    ] {
        let request = Owner::of(storefront::DEFAULT_ENDPOINT).request(&list(family));
        assert_eq!(request.method, Method::Get);
        assert_eq!(request.url, format!("{base}/{path}"));
        assert_eq!(request.target().as_str(), request.url);
        assert_eq!(
            headers(&request),
            [("Accept", "application/json"), ("X-Auth-Token", ACCESS_TOKEN)]
        );
        assert_eq!(request.body(), None);
    }
}

#[test]
fn query_holds_what_was_asked_for_and_no_more() {
    let (page, limit) = (Some(PageNumber::new(3).unwrap()), Some(PageLimit::new(250).unwrap()));
    let base = list(Family::Private);
    for (operation, query) in [
        (ListTokens { page, ..base }, "?page=3"),
        (ListTokens { limit, ..base }, "?limit=250"),
        (
            ListTokens {
                sort: Some(Sort::ExpiresAt),
                ..base
            },
            "?sort=expires_at",
        ),
        (
            ListTokens {
                page,
                limit,
                sort: Some(Sort::IssuedAt),
                direction: Some(Direction::Descending),
                ..base
            },
            "?page=3&limit=250&sort=issued_at&direction=desc",
        ),
    ] {
        let request = Owner::of(storefront::DEFAULT_ENDPOINT).request(&operation);
        assert!(request.url.ends_with(&format!("/api-token-private{query}")), "{query}");
    }
}

fn plain(record: &TokenRecord) -> Value {
    let seconds = |moment: Option<UnixSeconds>| moment.map(UnixSeconds::get);
    json!({
        "jti": record.jti(),
        "type": record.kind(),
        "channelIds": record.channel_ids().collect::<Vec<_>>(),
        "allowedCorsOrigins": record.allowed_cors_origins().collect::<Vec<_>>(),
        "scopes": record.scopes().collect::<Vec<_>>(),
        "isRevoked": record.is_revoked(),
        "isExpired": record.is_expired(),
        "name": record.name(),
        "principal": record.principal().map(|(id, kind)| json!({ "id": id, "type": kind })),
        "issuedAt": seconds(record.issued_at()),
        "expiresAt": seconds(record.expires_at()),
        "revokedAt": seconds(record.revoked_at()),
    })
}

#[test]
fn answers_become_a_page_or_a_refusal() {
    let fixtures = include_str!("fixtures/list_tokens.json");
    check_answers(
        &list(Family::Private),
        storefront::DEFAULT_ENDPOINT,
        fixtures,
        |name, page, expected| {
            let items: Vec<Value> = page.items.iter().map(plain).collect();
            assert_eq!(Value::from(items), expected["items"], "{name}: items");
            assert_eq!(
                page.next.map(PageNumber::get).map(u64::from),
                expected["next"].as_u64(),
                "{name}: next"
            );
            let told = &page.pagination;
            let pagination = json!([
                told.total,
                told.count,
                told.per_page,
                told.current_page,
                told.total_pages
            ]);
            assert_eq!(pagination, expected["pagination"], "{name}: pagination");
        },
    );
}

/// A page of so many tokens.
fn tokens(count: usize, pagination: &Value) -> String {
    let token = json!({ "jti": "7", "type": "private", "channel_ids": [1], "allowed_cors_origins": [], "scopes": [],
        "is_revoked": false, "is_expired": false });
    json!({ "data": vec![token; count], "meta": { "pagination": pagination } }).to_string()
}

#[test]
fn of_a_principal_its_id_and_its_type_are_told() {
    for (what, principal, expected) in [
        ("both", json!({ "id": "7", "type": "app" }), Some(("7", "app"))),
        (
            "more than both",
            json!({ "id": "7", "type": "app", "canary": "x" }),
            Some(("7", "app")),
        ),
        ("one of them", json!({ "id": "7" }), None),
        ("another kind", json!({ "id": 7, "type": "app" }), None),
        ("no object", json!("app"), None),
    ] {
        let mut body: Value = serde_json::from_str(&tokens(1, &json!({}))).unwrap();
        body["data"][0]["principal"] = principal;
        let operation = list(Family::Private);
        let sent = Owner::of(storefront::DEFAULT_ENDPOINT).request(&operation);
        let page = operation.response(&sent, &answer(200, body.to_string())).unwrap();
        let record = page.items.first().unwrap();
        assert_eq!(record.principal(), expected, "{what}");
        assert!(!record.to_json().contains("canary"), "{what}");
    }
}

#[test]
fn pages_come_to_an_end() {
    for (what, page, limit, count, pagination, next) in [
        ("more pages", 1, None, 50, json!({ "total_pages": 3 }), Some(2)),
        ("the last page", 3, None, 50, json!({ "total_pages": 3 }), None),
        ("beyond the last page", 9, None, 0, json!({ "total_pages": 3 }), None),
        (
            "an answer that always names the first page",
            2,
            None,
            50,
            json!({ "total_pages": 3, "current_page": 1 }),
            Some(3),
        ),
        (
            "an empty page that promises more",
            1,
            None,
            0,
            json!({ "total_pages": 1_000_000 }),
            None,
        ),
        ("a full page that tells nothing", 1, None, 50, json!({}), Some(2)),
        ("a short page that tells nothing", 1, None, 49, json!({}), None),
        ("a full page of a limit", 4, Some(2), 2, json!({}), Some(5)),
        (
            "a full page of fewer items than were asked for",
            1,
            Some(100),
            50,
            json!({ "per_page": 50 }),
            Some(2),
        ),
        (
            "a short page of nothing at a time",
            1,
            None,
            1,
            json!({ "per_page": 0 }),
            None,
        ),
        (
            "the last number",
            2_147_483_647,
            None,
            50,
            json!({ "total_pages": 9_999_999_999_u64 }),
            None,
        ),
    ] {
        let operation = ListTokens {
            page: Some(PageNumber::new(page).unwrap()),
            limit: limit.map(|limit| PageLimit::new(limit).unwrap()),
            ..list(Family::Storefront)
        };
        let sent = Owner::of(storefront::DEFAULT_ENDPOINT).request(&operation);
        let read = operation
            .response(&sent, &answer(200, tokens(count, &pagination)))
            .unwrap();
        assert_eq!(read.next.map(PageNumber::get), next, "{what}");
    }
}

#[test]
fn a_page_may_be_larger_than_a_token() {
    let body = tokens(250, &json!({}));
    assert!(body.len() < ListTokens::MAX_BODY_BYTES && ListTokens::MAX_BODY_BYTES > MAX_BODY_BYTES);
}
