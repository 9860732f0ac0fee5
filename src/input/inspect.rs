//! What `inspectToken` takes.

use super::{
    Fields, Issues,
    value::{date_millis, one_of, type_fault, whole_number},
};
use crate::{
    error::{Fault, IssueCode},
    inspect::UsedIn,
    json::Json,
    time::{FIRST_MILLISECONDS, UnixMillis},
};

/// How to look at a token: where it is used and the moment to judge by. `given` is the token itself where it is no string.
pub(crate) fn inspect_token(
    given: Option<&Json>,
    options: Option<Json>,
    clock: UnixMillis,
    issues: &mut Issues,
) -> (UsedIn, UnixMillis) {
    if let Some(given) = given {
        issues.push(type_fault("a string", given).at("jwt"));
    }
    let Some(options) = options else {
        return (UsedIn::Server, clock);
    };
    let mut fields = Fields::new(options, "options.", issues);
    let now = fields.optional("now", |value| moment(&value));
    let used_in = fields.optional("usedIn", |value| one_of(value, &["server", "browser"]));
    fields.refuse_unknown();
    let used_in = match used_in.as_deref() {
        Some("browser") => UsedIn::Browser,
        _ => UsedIn::Server,
    };
    (used_in, now.unwrap_or(clock))
}

fn moment(value: &Json) -> Result<UnixMillis, Fault> {
    if let Some(millis) = date_millis(value) {
        return millis.map(UnixMillis);
    }
    if !matches!(value, Json::Number(_)) && !matches!(value, Json::List(_)) {
        return Err(type_fault("a Date or milliseconds", value));
    }
    match whole_number(value)? {
        millis if millis >= FIRST_MILLISECONDS => Ok(UnixMillis(millis)),
        _ => Err(Fault::new(
            IssueCode::OutOfRange,
            "expected milliseconds as Date.now() gives them, got a number that is most likely in seconds",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{inspect_token, unpack};

    const CLOCK: UnixMillis = UnixMillis(1_800_000_000_000);

    #[track_caller]
    fn read(given: &str, options: &str) -> Result<(UsedIn, u64), Vec<(String, &'static str)>> {
        let argument = |packed: &str| (!packed.is_empty()).then(|| unpack(packed));
        let mut issues = Issues::new();
        let (used_in, now) = inspect_token(argument(given).as_ref(), argument(options), CLOCK, &mut issues);
        if issues.is_empty() {
            return Ok((used_in, now.0));
        }
        Err(issues
            .into_iter()
            .map(|issue| (issue.path, issue.code.as_str()))
            .collect())
    }

    #[test]
    fn options_say_when_and_where() {
        for (options, expected) in [
            ("", (UsedIn::Server, CLOCK.0)),
            ("{}", (UsedIn::Server, CLOCK.0)),
            (r#"{"usedIn":"browser"}"#, (UsedIn::Browser, CLOCK.0)),
            (
                r#"{"usedIn":"server","now":100000000000}"#,
                (UsedIn::Server, 100_000_000_000),
            ),
            (r#"{"now":["date",5]}"#, (UsedIn::Server, 5)),
        ] {
            assert_eq!(read("", options), Ok(expected), "{options}");
        }
    }

    #[test]
    fn every_fault_is_told() {
        for (given, options, expected) in [
            (r#"["kind","nothing"]"#, "", vec![("jwt", "type")]),
            ("5", r#"{"now":"x"}"#, vec![("jwt", "type"), ("options.now", "type")]),
            ("", "null", vec![("options", "type")]),
            ("", r#"["list"]"#, vec![("options", "type")]),
            ("", r#"{"now":99999999999}"#, vec![("options.now", "out_of_range")]),
            ("", r#"{"now":-1}"#, vec![("options.now", "out_of_range")]),
            ("", r#"{"now":1e+300}"#, vec![("options.now", "unsafe_integer")]),
            ("", r#"{"now":["number"]}"#, vec![("options.now", "not_integer")]),
            ("", r#"{"now":["date"]}"#, vec![("options.now", "out_of_range")]),
            ("", r#"{"now":["date",-1]}"#, vec![("options.now", "out_of_range")]),
            ("", r#"{"now":null}"#, vec![("options.now", "type")]),
            ("", r#"{"usedIn":"page"}"#, vec![("options.usedIn", "not_allowed")]),
            (
                "",
                r#"{"usedIn":true,"when":1}"#,
                vec![("options.usedIn", "type"), ("options.when", "unknown_field")],
            ),
        ] {
            let expected = expected
                .into_iter()
                .map(|(path, code)| (path.to_owned(), code))
                .collect();
            assert_eq!(read(given, options), Err(expected), "{given} {options}");
        }
    }
}
