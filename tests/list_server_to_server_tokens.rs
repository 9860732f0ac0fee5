//! "Get All Server to Server Tokens": what is sent, and what each answer becomes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    b2b::{self, ListServerToServerTokens},
    http::Method,
    operation::Operation,
    types::{ApiToken, AuthToken, Offset, PageLimit},
};
use serde_json::{Value, json};
use util::{Owner, answer, check_answers, headers};

const AUTH_TOKEN: &str = "synthetic0auth0token0canary00";

fn list(limit: Option<u64>, offset: Option<u64>) -> ListServerToServerTokens {
    ListServerToServerTokens {
        auth_token: AuthToken::new(AUTH_TOKEN).unwrap(),
        limit: limit.map(|limit| PageLimit::new(limit).unwrap()),
        offset: offset.map(|offset| Offset::new(offset).unwrap()),
    }
}

#[test]
fn request_is_the_documented_one_and_leaves_the_access_token_at_home() {
    for (limit, offset, query) in [
        (None, None, ""),
        (Some(250), None, "?limit=250"),
        (None, Some(0), "?offset=0"),
        (Some(10), Some(20), "?limit=10&offset=20"),
    ] {
        let request = Owner::of(b2b::DEFAULT_ENDPOINT).request(&list(limit, offset));
        assert_eq!(request.method, Method::Get);
        assert_eq!(
            request.url,
            format!("https://api-b2b.bigcommerce.com/api/io/backend/tokens{query}")
        );
        assert_eq!(request.target().as_str(), request.url);
        assert_eq!(
            headers(&request),
            [("Accept", "application/json"), ("authToken", AUTH_TOKEN)]
        );
        assert_eq!(request.body(), None);
    }
}

#[test]
fn answers_become_a_page_or_a_refusal() {
    let fixtures = include_str!("fixtures/list_server_to_server_tokens.json");
    check_answers(
        &list(None, None),
        b2b::DEFAULT_ENDPOINT,
        fixtures,
        |name, page, expected| {
            let exposed = |token: &Option<ApiToken>| token.as_ref().map(|token| token.secret().expose().to_owned());
            let items: Vec<Value> = page
                .items
                .iter()
                .map(|item| {
                    json!({ "id": item.id(), "name": item.name(), "email": item.email(), "storeHash": item.store_hash(),
                    "token": exposed(&item.token), "eventChannel": item.event_channel() })
                })
                .collect();
            assert_eq!(Value::from(items), expected["items"], "{name}: items");
            assert_eq!(
                page.next.map(Offset::get).map(u64::from),
                expected["next"].as_u64(),
                "{name}: next"
            );
            let told = &page.pagination;
            assert_eq!(
                json!([told.total_count, told.limit, told.offset]),
                expected["pagination"],
                "{name}: pagination"
            );
            assert!(
                !format!("{page:?}").contains("synthetic-b2b"),
                "{name}: a token is shown"
            );
        },
    );
}

#[test]
fn pages_come_to_an_end() {
    for (what, limit, offset, count, pagination, next) in [
        ("more items", None, None, 10, json!({ "totalCount": 25 }), Some(10)),
        ("the last page", None, Some(20), 5, json!({ "totalCount": 25 }), None),
        (
            "beyond the last page",
            None,
            Some(90),
            0,
            json!({ "totalCount": 25 }),
            None,
        ),
        (
            "an answer that always names the start",
            Some(10),
            Some(10),
            10,
            json!({ "totalCount": 25, "offset": 0 }),
            Some(20),
        ),
        (
            "an empty page that promises more",
            None,
            None,
            0,
            json!({ "totalCount": 1_000_000 }),
            None,
        ),
        (
            "a full page that tells nothing",
            Some(2),
            Some(2),
            2,
            json!({}),
            Some(4),
        ),
        ("a short page that tells nothing", Some(2), None, 1, json!({}), None),
        (
            "a full page of fewer items than were asked for",
            Some(100),
            None,
            50,
            json!({ "limit": 50 }),
            Some(50),
        ),
    ] {
        let operation = list(limit, offset);
        let sent = Owner::of(b2b::DEFAULT_ENDPOINT).request(&operation);
        let items: Vec<Value> = (0..count).map(|id| json!({ "id": id })).collect();
        let body = json!({ "code": 200, "data": items, "meta": { "message": "SUCCESS", "pagination": pagination } });
        let page = operation.response(&sent, &answer(200, body.to_string())).unwrap();
        assert_eq!(page.next.map(Offset::get), next, "{what}");
    }
}
