//! Whom a token may be sent to.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is its purpose")]

use bigcommerce_tokens::{lifecycle::may_receive, types::StoreHash};

#[test]
fn a_token_goes_to_its_own_store_alone() {
    let store_hash = StoreHash::new("g5cd38").unwrap();
    for (endpoint, origin, path, expected) in [
        (None, "https://store-g5cd38.mybigcommerce.com", "/graphql", true),
        (None, "https://store-g5cd38-1.mybigcommerce.com", "/graphql", true),
        (None, "https://store-g5cd38-1000234.mybigcommerce.com", "/graphql", true),
        (None, "https://store-g5cd38.mybigcommerce.com", "/graphql/", false),
        (None, "https://store-g5cd38.mybigcommerce.com", "/", false),
        (
            None,
            "https://store-g5cd38.mybigcommerce.com",
            "/account/graphql",
            false,
        ),
        (None, "http://store-g5cd38.mybigcommerce.com", "/graphql", false),
        (None, "https://store-g5cd38.mybigcommerce.com:8443", "/graphql", false),
        (None, "https://store-g5cd38-.mybigcommerce.com", "/graphql", false),
        (None, "https://store-g5cd38-x.mybigcommerce.com", "/graphql", false),
        (None, "https://store-g5cd38-1-2.mybigcommerce.com", "/graphql", false),
        (None, "https://store-g5cd39.mybigcommerce.com", "/graphql", false),
        (None, "https://store-g5cd381.mybigcommerce.com", "/graphql", false),
        (
            None,
            "https://store-g5cd38.mybigcommerce.com.example.org",
            "/graphql",
            false,
        ),
        (None, "https://example.org", "/graphql", false),
        (None, "null", "/graphql", false),
        (None, "", "/graphql", false),
        (Some("https://shop.example"), "https://shop.example", "/graphql", true),
        (Some("https://shop.example/"), "https://shop.example", "/graphql", true),
        (
            Some("https://shop.example/api"),
            "https://shop.example",
            "/api/graphql",
            true,
        ),
        (
            Some("https://shop.example/graphql"),
            "https://shop.example",
            "/graphql",
            true,
        ),
        (Some("https://shop.example/api"), "https://shop.example", "/api", true),
        (
            Some("https://shop.example/api"),
            "https://shop.example",
            "/graphql",
            false,
        ),
        (
            Some("https://shop.example/api"),
            "https://shop.example",
            "/apigraphql",
            false,
        ),
        (Some("https://shop.example"), "https://shop.example", "/other", false),
        (Some("https://shop.example"), "http://shop.example", "/graphql", false),
        (
            Some("https://shop.example"),
            "https://shop.example:444",
            "/graphql",
            false,
        ),
        (
            Some("https://shop.example.org"),
            "https://shop.example",
            "/graphql",
            false,
        ),
        (
            Some("https://shop.example:8443"),
            "https://shop.example",
            "/graphql",
            false,
        ),
        (Some("http://127.0.0.1:8080"), "http://127.0.0.1:8080", "/graphql", true),
        (Some("http://127.0.0.1:8080"), "http://127.0.0.1:80", "/graphql", false),
        // The store's own host stays open beside it.
        (
            Some("https://shop.example"),
            "https://store-g5cd38-1.mybigcommerce.com",
            "/graphql",
            true,
        ),
    ] {
        assert_eq!(
            may_receive(&store_hash, endpoint, origin, path),
            expected,
            "{endpoint:?} {origin} {path}"
        );
    }
}
