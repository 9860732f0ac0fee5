//! Tokens for the tests of `inspect`, all with a signature that says what they are.

use bigcommerce_tokens::{
    inspect::{FindingCode, Inspection, UsedIn, inspect},
    time::UnixMillis,
};
use serde_json::json;

/// 2026-11-22T00:00:00Z.
pub const NOW: UnixMillis = UnixMillis(1_795_305_600_000);
pub const DAY: u64 = 86_400;
pub const CLIENT_ID: &str = "synthetic0client0id000000000000";
pub const HEADER: &str = r#"{"typ":"JWT","alg":"ES256"}"#;

pub fn jwt(claims: &str) -> String {
    format!(
        "{}.{}.synthetic-signature",
        base64url(HEADER.as_bytes()),
        base64url(claims.as_bytes())
    )
}

pub fn on_server(token: &str) -> Inspection {
    inspect(token, UsedIn::Server, NOW)
}

pub fn codes(inspection: &Inspection) -> Vec<FindingCode> {
    inspection.findings.iter().map(|finding| finding.code).collect()
}

/// A storefront, impersonation or private token, with claims replaced or added.
pub fn issued_by_api(changes: &serde_json::Value) -> String {
    let mut claims = json!({
        "cid": [1], "cors": [], "iat": 1_790_000_000_u64, "eat": 1_800_000_000_u64, "iss": "BC", "sid": 1_000_000_001,
        "sub": CLIENT_ID, "sub_type": 2,
    });
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    jwt(&claims.to_string())
}

/// Base64 in its URL-safe alphabet without padding, written apart from the crate's own.
pub fn base64url(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let group = |chunk: &[u8]| {
        let bits = (0..3).fold(0_usize, |bits, at| {
            bits << 8 | usize::from(*chunk.get(at).unwrap_or(&0))
        });
        let letter = |at: usize| char::from(LETTERS[bits >> (18 - 6 * at) & 63]);
        (0..=chunk.len()).map(letter).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}
