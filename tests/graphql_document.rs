//! What is read out of a GraphQL document: which operations it has, and whether the chosen one may be repeated.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    error::IssueCode::{self, *},
    graphql::{Document, OperationKind},
};
use util::check_fault;

/// The chosen operation as `query Name`, `mutation Name` or without a name.
#[track_caller]
fn chosen(text: &str, name: Option<&str>) -> String {
    let executable = Document::new(text)
        .and_then(|document| document.choose(name))
        .unwrap_or_else(|fault| panic!("{text}: {fault}"));
    assert_eq!(executable.text(), text, "the text is sent as it came");
    let kind = match executable.kind() {
        OperationKind::Query => "query",
        OperationKind::Mutation => "mutation",
    };
    executable
        .name()
        .map_or_else(|| kind.to_owned(), |name| format!("{kind} {name}"))
}

#[test]
fn the_only_operation_is_found_wherever_it_stands() {
    for (text, expected) in [
        ("{ site { id } }", "query"),
        ("{}", "query"),
        ("query{a}", "query"),
        ("query A{a}", "query A"),
        ("query _a1 { a }", "query _a1"),
        ("\u{feff}, query A { a }", "query A"),
        ("mutation { a }", "mutation"),
        (
            "mutation Login($e: String!, $p: String!) { login(email: $e, password: $p) { result } }",
            "mutation Login",
        ),
        ("query @a(b: {mutation: 1}) { mutation }", "query"),
        ("query query { a }", "query query"),
        ("query mutation { a }", "query mutation"),
        (
            "query A($a: In = {b: [{c: 1}], d: \"}\"}) @x(y: {}) { a(b: {c: {}}) { d } }",
            "query A",
        ),
        ("# mutation M { a }\r\nquery A { a }", "query A"),
        ("query A { a } # mutation M { b }", "query A"),
        ("query A { a } # {", "query A"),
        ("query # mutation\n A { a }", "query A"),
        ("query A { a(b: \"} mutation M { c \\\" }\") }", "query A"),
        ("query A { a(b: \"\") { c } }", "query A"),
        (
            "query A { a(b: \"\"\"} mutation \\\"\"\" { \" \"\" \"\"\") { c } }",
            "query A",
        ),
        ("query A { a(b: \"\"\"\"\"\") { c } }", "query A"),
        ("query A { a(b: \"\"\"\\\"\"\") { # \"\"\") }", "query A"),
        ("query A { a(b: \"caf\u{e9} \u{1f600} \\u007d\") }", "query A"),
        ("fragment F on Product { mutation } query A { ...F }", "query A"),
        ("fragment mutation on Product { a } query A { ...mutation }", "query A"),
        (
            "fragment query on Product @x(y: \"{\") { a } mutation M { ...query }",
            "mutation M",
        ),
        ("mutation M { ...F } fragment F on Result { query { a } }", "mutation M"),
        ("\"\"\"Says what it does: mutation\"\"\" query A { a }", "query A"),
        ("\"mutation\" query A { a }", "query A"),
    ] {
        assert_eq!(chosen(text, None), expected, "{text}");
    }
}

#[test]
fn one_of_several_operations_is_chosen_by_its_name() {
    let text = "query A { a } mutation M { b } query query { c } fragment F on X { d }";
    for (name, expected) in [("A", "query A"), ("M", "mutation M"), ("query", "query query")] {
        assert_eq!(chosen(text, Some(name)), expected);
    }
    assert_eq!(chosen("mutation M { a }", Some("M")), "mutation M");
    for (text, name, code) in [
        (text, None, Required),
        (text, Some("F"), NotAllowed),
        (text, Some("a"), NotAllowed),
        (text, Some(""), NotAllowed),
        ("{ a }", Some("A"), NotAllowed),
        ("{ a } { b }", None, Required),
    ] {
        check_fault(
            Document::new(text).unwrap().choose(name),
            code,
            name.unwrap_or_default(),
        );
    }
}

#[test]
fn what_is_no_executable_document_is_refused() {
    let too_long = format!("{{ {} }}", "a ".repeat(600_000));
    let cases: &[(&str, IssueCode)] = &[
        ("", TooShort),
        (" \n,# mutation M { a }", TooShort),
        ("fragment F on X { a }", TooShort),
        (&too_long, TooLong),
        ("subscription S { a }", Format),
        ("type Query { a: Int }", Format),
        ("Query { a }", Format),
        ("QUERY A { a }", Format),
        ("query", Format),
        ("query A", Format),
        ("query A($a: Int)", Format),
        ("mutation }", Format),
        ("query A { a", Format),
        ("query A { a } }", Format),
        ("query A { a(b: [1}) }", Format),
        ("query A { a(b: 1 }", Format),
        ("query A { a(b: \"x }", Format),
        ("query A { a(b: \"x\n\") }", Format),
        ("query A { a(b: \"x\\\n\") }", Format),
        ("query A { a(b: \"\\", Format),
        ("query A { a(b: \"\"\"x\"\") }", Format),
        ("query A { a(b: \"\"\"x\\\"\"\") }", Format),
        ("[object Object]", Format),
        ("query A{a}\u{0}", Format),
        ("\"only a description\"", TooShort),
        ("{\"query\":\"{ a }\"}x", Format),
    ];
    for (text, code) in cases {
        check_fault(Document::new(text), *code, text);
    }
}

#[test]
fn deep_nesting_is_read_without_recursion() {
    let deep = "{".repeat(400_000) + &"}".repeat(400_000);
    assert_eq!(chosen(&deep, None), "query");
    check_fault(Document::new(&"{".repeat(400_000)), Format, "{{{{{");
}
