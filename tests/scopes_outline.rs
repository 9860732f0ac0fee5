//! What an outline is, and which of its operations is meant.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is its purpose")]

use bigcommerce_tokens::{
    error::IssueCode,
    scopes::{Outline, required_scopes},
    types::Scope::{Customer, Unauthenticated},
};

#[test]
fn one_of_several_operations_is_chosen_by_name() {
    let text = "query A{site{name}}mutation B{logout{result}}query{customer{email}}";
    let outline = Outline::read(text).unwrap();
    let scopes = |name| required_scopes(&outline, name).map(|found| found.scopes);
    assert_eq!(scopes(Some("A")), Ok(vec![Unauthenticated]));
    assert_eq!(scopes(Some("B")), Ok(vec![Customer]));
    for (name, code, got) in [
        (None, IssueCode::Required, "got none"),
        (Some("C"), IssueCode::NotAllowed, "got another name"),
    ] {
        let issue = scopes(name).unwrap_err();
        assert_eq!((issue.path.as_str(), issue.code), ("options.operationName", code));
        assert!(
            issue.message.contains("(A, B)") && issue.message.ends_with(got),
            "{issue}"
        );
    }
    let only = Outline::read("query A{site{name}}").unwrap();
    assert!(required_scopes(&only, Some("A")).is_ok());
    assert_eq!(
        required_scopes(&only, Some("B")).unwrap_err().code,
        IssueCode::NotAllowed
    );
    let fragment = Outline::read("fragment A on Site{name}").unwrap();
    let issue = required_scopes(&fragment, Some("A")).unwrap_err();
    assert_eq!(issue.code, IssueCode::NotAllowed);
    assert!(issue.message.contains("names no operation"), "{issue}");
    let issue = required_scopes(&Outline::default(), None).unwrap_err();
    assert_eq!((issue.path.as_str(), issue.code), ("document", IssueCode::Format));
    // Names are listed as far as they are no flood.
    let flood: String = (0..1_000)
        .map(|at| format!("query Operation{at}{{a}}"))
        .chain([format!("query {}{{a}}", "x".repeat(5_000))])
        .collect();
    let issue = required_scopes(&Outline::read(&flood).unwrap(), None).unwrap_err();
    assert!(
        issue.message.contains("Operation19)") && issue.message.len() < 1_000,
        "{issue}"
    );
}

#[test]
fn what_is_no_outline_is_refused() {
    for text in [
        "{a}",
        "query",
        "query{",
        "query{a",
        "query{a}}",
        "query{a}{b}",
        "query A B{a}",
        "query{a(b:1)}",
        "query{a:b}",
        "query{a @b}",
        "query{...}",
        "query{...on}",
        "query{...on T}",
        "query{...F{a}}",
        "query{..a}",
        "query{..:a}",
        "query{{a}}",
        "fragment F{a}",
        "fragment F of T{a}",
        "fragment F on T",
        "shiny{a}",
        "query{a}\u{0}",
        "query{ü}",
        "query{1a}",
        "query{\"a\"}",
        "}",
    ] {
        assert_eq!(Outline::read(text).unwrap_err().code, IssueCode::Format, "{text}");
    }
    for text in [
        "",
        " \n",
        "query{}",
        "query{a{}}",
        "query{a,b}",
        "query query{query{fragment{on}}}",
        "fragment on on on{on}",
    ] {
        assert!(Outline::read(text).is_ok(), "{text}");
    }
}
