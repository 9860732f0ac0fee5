//! Any outline of a document, and any text as one: no panic, bounded lists, and what asks for a scope is in the result.
#![no_main]

use bigcommerce_tokens::scopes::{Outline, required_scopes};
use libfuzzer_sys::fuzz_target;

/// Each byte is a piece, so that most inputs are nearly outlines.
const PIECES: [&str; 24] = [
    "query", "mutation", "fragment ", "A ", "B ", "on ", "{", "}", "...", "site", "customer ", "node", "cart", "checkout", "order",
    "wishlist", "createWishlist", "assignCartToCustomer ", "Checkout", "Order", "Node", "Query", "__typename ", "shiny",
];

fn check(text: &str, name: Option<&str>) {
    let Ok(outline) = Outline::read(text) else { return };
    let Ok(found) = required_scopes(&outline, name) else { return };
    assert!(found.because.len() <= 500 && found.unknown_fields.len() <= 500);
    assert!(found.scopes.iter().all(|scope| found.because.iter().any(|each| each.scope == *scope)));
    assert!(found.because.iter().all(|each| found.scopes.contains(&each.scope)));
}

fuzz_target!(|input: (&str, &[u8], Option<&str>)| {
    let (text, pieces, name) = input;
    check(text, name);
    let built: String = pieces.iter().map(|piece| PIECES[usize::from(*piece) % PIECES.len()]).collect();
    check(&built, name);
});
