//! Properties of an inspection that hold for any text and any claims.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    inspect::{Finding, FindingCode::*, InspectedKind, Inspection, Severity, UsedIn, inspect},
    time::UnixMillis,
};
use proptest::prelude::*;
use serde_json::json;
use util::tokens::{codes, jwt};

/// Claims that are nearly right, right, and absurd.
fn any_claim() -> impl Strategy<Value = serde_json::Value> {
    let number = prop_oneof![
        Just(0_u64),
        Just(u64::MAX),
        1_700_000_000..1_900_000_000_u64,
        Just(1_795_305_600_000),
        any::<u64>()
    ];
    prop_oneof![
        number.prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        ".{0,20}".prop_map(serde_json::Value::from),
        proptest::collection::vec(any::<u32>(), 0..4).prop_map(serde_json::Value::from),
        proptest::collection::vec("(https://)?[a-z]{1,5}/?|Customer|TOKEN_SCOPE_B2B", 0..4)
            .prop_map(serde_json::Value::from),
        Just(json!("BC")),
        Just(json!({"id": 7})),
    ]
}

const CLAIMS: [&str; 20] = [
    "cid",
    "cors",
    "eat",
    "exp",
    "iat",
    "iss",
    "sid",
    "sub",
    "sub_type",
    "token_type",
    "scopes",
    "scope",
    "email",
    "store_hash",
    "db",
    "bc_customer_id",
    "is_backend_user",
    "operation",
    "customer",
    "channel_ids",
];

#[track_caller]
fn check_inspection(found: &Inspection, now: UnixMillis) {
    let severities: Vec<Severity> = found.findings.iter().map(Finding::severity).collect();
    assert!(severities.is_sorted(), "the most urgent comes first");
    let codes = codes(found);
    assert!(
        (1..codes.len()).all(|at| !codes[..at].contains(&codes[at])),
        "twice the same: {codes:?}"
    );
    let expired = found.expires_at.is_some_and(|expiry| expiry.get() <= now.seconds());
    assert_eq!(codes.contains(&Expired), expired);
    assert!(found.expires_at.is_none() || !codes.contains(&NoExpiry));
    assert_eq!(
        codes.contains(&ImpersonationToken),
        found.kind == InspectedKind::CustomerImpersonation
    );
    assert!(found.scopes.len() <= 3 && found.channel_ids.len() <= 1_000 && found.allowed_cors_origins.len() <= 100);
}

proptest! {
    #[test]
    fn any_text_can_be_inspected(text in "\\PC{0,200}|[a-z0-9]{31}|[0-9a-f]{64}(_[0-9]{1,12})?|eyJ[A-Za-z0-9_.-]{0,60}", now: u64) {
        for used_in in [UsedIn::Server, UsedIn::Browser] {
            let found = inspect(&text, used_in, UnixMillis(now));
            check_inspection(&found, UnixMillis(now));
            prop_assert!(!found.findings.is_empty());
        }
    }

    #[test]
    fn any_claims_can_be_inspected(
        claims in proptest::collection::btree_map(proptest::sample::select(&CLAIMS[..]), any_claim(), 0..12),
        now in 1_700_000_000_000..1_900_000_000_000_u64,
    ) {
        let token = jwt(&json!(claims).to_string());
        for used_in in [UsedIn::Server, UsedIn::Browser] {
            check_inspection(&inspect(&token, used_in, UnixMillis(now)), UnixMillis(now));
        }
    }
}
