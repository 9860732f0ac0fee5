//! What `requiredScopes` takes.

use super::{
    Fields, Issues,
    value::{MAX_TEXT, text, type_fault},
};
use crate::{
    error::{Fault, IssueCode},
    json::Json,
    text::concat,
};

/// The name of the operation that is meant. `given` says what is wrong with the document, where something is: what `pack.js` makes
/// of a value that is no string, or what `outline.js` tells of a text.
pub(crate) fn required_scopes(given: Option<&Json>, options: Option<Json>, issues: &mut Issues) -> Option<String> {
    if let Some(given) = given {
        issues.push(document_fault(given).at("document"));
    }
    let mut fields = Fields::new(options?, "options.", issues);
    let name = fields.optional("operationName", |value| text(value, MAX_TEXT));
    fields.refuse_unknown();
    name.map(|name| name.as_str().to_owned())
}

/// `["syntax", line, column]`, `["large", limit, unit]`, or the kind of what is no string.
fn document_fault(given: &Json) -> Fault {
    let Json::List(parts) = given else {
        return type_fault("a string", given);
    };
    match parts.as_slice() {
        [Json::Text(what), Json::Number(line), Json::Number(column)] if what == "syntax" => Fault::new(
            IssueCode::Syntax,
            concat(&[
                "expected a GraphQL document, got something else at line ",
                line,
                ", column ",
                column,
            ]),
        ),
        [Json::Text(what), Json::Number(limit), Json::Text(unit)] if what == "large" => Fault::new(
            IssueCode::TooLong,
            concat(&["expected a document of at most ", limit, " ", unit, ", got more"]),
        ),
        _ => type_fault("a string", given),
    }
}

#[cfg(test)]
mod tests {
    use super::Issues;
    use crate::input::{required_scopes, unpack};

    #[track_caller]
    fn read(given: &str, options: &str) -> (Option<String>, Vec<(String, &'static str, String)>) {
        let argument = |packed: &str| (!packed.is_empty()).then(|| unpack(packed));
        let mut issues = Issues::new();
        let name = required_scopes(argument(given).as_ref(), argument(options), &mut issues);
        let told = |issue: crate::error::Issue| (issue.path, issue.code.as_str(), issue.message.into_owned());
        (name, issues.into_iter().map(told).collect())
    }

    #[test]
    fn an_operation_may_be_named() {
        for (options, name) in [("", None), ("{}", None), (r#"{"operationName":"A"}"#, Some("A"))] {
            assert_eq!(read("", options), (name.map(str::to_owned), vec![]), "{options}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (given, options, expected) in [
            (
                r#"["kind","nothing"]"#,
                "",
                ("document", "type", "expected a string, got nothing"),
            ),
            ("{}", "", ("document", "type", "expected a string, got an object")),
            (
                r#"["list"]"#,
                "",
                ("document", "type", "expected a string, got an array"),
            ),
            (
                r#"["list",3,14]"#,
                "",
                ("document", "type", "expected a string, got an array"),
            ),
            (
                r#"["list",3,"a"]"#,
                "",
                ("document", "type", "expected a string, got an array"),
            ),
            (
                r#"["syntax",3,14]"#,
                "",
                (
                    "document",
                    "syntax",
                    "expected a GraphQL document, got something else at line 3, column 14",
                ),
            ),
            (
                r#"["large",100,"levels of nesting"]"#,
                "",
                (
                    "document",
                    "too_long",
                    "expected a document of at most 100 levels of nesting, got more",
                ),
            ),
            (
                "",
                "5",
                ("options", "type", "expected an object with named fields, got a number"),
            ),
            (
                "",
                r#"{"operationName":5}"#,
                ("options.operationName", "type", "expected a string, got a number"),
            ),
        ] {
            let (path, code, message) = expected;
            let issue = (path.to_owned(), code, message.to_owned());
            assert_eq!(read(given, options).1, [issue], "{given} {options}");
        }
    }
}
