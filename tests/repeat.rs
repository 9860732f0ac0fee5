//! How often each operation may be tried: the table, and that every operation goes by it.
#![cfg(not(target_arch = "wasm32"))]

use bigcommerce_tokens::{
    b2b,
    graphql::GraphqlRequest,
    operation::{
        AccessTokenUse::{self, IfGiven, Never, Required},
        OPERATIONS, Operation, Repeat,
    },
    storefront::{self, Family},
};

fn facts<O: Operation>() -> (&'static str, Repeat, AccessTokenUse) {
    (O::ID, O::REPEAT, O::ACCESS_TOKEN)
}

#[test]
fn every_operation_is_repeated_as_its_row_says() {
    let all = [
        (
            facts::<storefront::CreatePrivateToken>(),
            ("privateTokens.create", Repeat::OnceMoreUnanswered, Required),
        ),
        (
            facts::<storefront::CreateStorefrontToken>(),
            ("storefrontTokens.create", Repeat::OnceMoreUnanswered, Required),
        ),
        (
            facts::<storefront::CreateCustomerImpersonationToken>(),
            (
                "customerImpersonationTokens.create",
                Repeat::OnceMoreUnanswered,
                Required,
            ),
        ),
        (facts::<storefront::ListTokens>(), ("*.list", Repeat::Freely, Required)),
        (
            facts::<storefront::RevokeToken>(),
            ("*.revoke", Repeat::Freely, Required),
        ),
        (
            facts::<storefront::RevokeTokenById>(),
            ("*.revoke", Repeat::Freely, Required),
        ),
        (
            facts::<storefront::RevokeAllTokens>(),
            ("*.revokeAll", Repeat::Freely, Required),
        ),
        (
            facts::<b2b::CreateServerToServerToken>(),
            ("b2b.serverToServerTokens.create", Repeat::OnlyIfNotSent, IfGiven),
        ),
        (
            facts::<b2b::ListServerToServerTokens>(),
            ("b2b.serverToServerTokens.list", Repeat::Freely, Never),
        ),
        (
            facts::<b2b::DeleteServerToServerToken>(),
            ("b2b.serverToServerTokens.delete", Repeat::Freely, Never),
        ),
        (
            facts::<b2b::CreateCustomerToken>(),
            ("b2b.customerTokens.create", Repeat::OnlyIfNotSent, Required),
        ),
        (
            facts::<b2b::CreateStorefrontToken>(),
            ("b2b.storefrontTokens.create", Repeat::OnceMoreUnanswered, Required),
        ),
        (
            facts::<b2b::StorefrontTokenFromCurrentCustomerJwt>(),
            (
                "b2b.storefrontTokens.fromCurrentCustomerJwt",
                Repeat::OnceMoreUnanswered,
                Never,
            ),
        ),
        (
            facts::<GraphqlRequest>(),
            ("graphql.request", Repeat::OnlyIfNotSent, Never),
        ),
    ];
    for (found, expected) in all {
        assert_eq!(found, expected);
    }
    for row in OPERATIONS {
        let known = all.iter().filter(|(found, _)| found.0 == row.id).count();
        assert!(known > 0, "{} is no operation, or no row of this test", row.id);
        assert!(row.why.len() > 15, "{} needs a reason", row.id);
        let named = OPERATIONS.iter().filter(|other| other.id == row.id).count();
        assert_eq!(named, 1, "{} has two rows", row.id);
    }
}

#[test]
fn families_are_named_as_in_javascript() {
    let names = Family::ALL.map(Family::as_str);
    assert_eq!(
        names,
        ["privateTokens", "storefrontTokens", "customerImpersonationTokens"]
    );
}
