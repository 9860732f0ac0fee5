//! Any text as a document, and any status and body as its answer: no panic, no error repeats the token, and data is closed.
#![no_main]

use bigcommerce_tokens::{
    graphql::{Document, ErrorPolicy, GraphqlRequest, Variables, endpoint_at},
    http::Response,
    operation::{Account, Operation},
    types::{BearerToken, StoreHash},
};
use libfuzzer_sys::fuzz_target;

const TOKEN: &str = "synthetic.e30.canary0token";

fuzz_target!(|input: (&str, Option<&str>, &str, u16, &[u8])| {
    let (text, name, variables, status, body) = input;
    let asked = Document::new(text).and_then(|document| document.choose(name));
    let document = asked.unwrap_or_else(|_| Document::new("mutation { a }").unwrap().choose(None).unwrap());
    let operation = GraphqlRequest {
        token: BearerToken::new(TOKEN).unwrap(),
        document,
        variables: Variables::new(variables).ok(),
        customer_access_token: None,
        correlation_id: None,
        error_policy: if status % 2 == 0 { ErrorPolicy::None } else { ErrorPolicy::All },
    };
    let sent = operation.request(&Account {
        endpoint: &endpoint_at("https://shop.example.com").unwrap(),
        store_hash: &StoreHash::new("g5cd38").unwrap(),
        access_token: None,
    });
    let response = Response { status, location: None, body: zeroize::Zeroizing::new(body.to_vec()) };
    match operation.response(&sent, &response) {
        Ok(answer) => assert!(answer.data == "null" || answer.data.starts_with('{') && answer.data.ends_with('}')),
        Err(error) => assert!(!format!("{error} {error:?}").contains(TOKEN), "an error repeats the token"),
    }
});
