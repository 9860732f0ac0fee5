//! What stands in Rust and in JavaScript too is the same: neither can read the other's.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

fn file(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} can be read"))
}

/// What follows `opening`, up to `closing`.
#[track_caller]
fn between<'a>(text: &'a str, opening: &str, closing: &str) -> &'a str {
    let (_, after) = text.split_once(opening).unwrap_or_else(|| panic!("{opening}"));
    after.split_once(closing).unwrap_or_else(|| panic!("{closing}")).0
}

/// The number that `const NAME` stands for in a file of either language.
#[track_caller]
fn number(path: &str, name: &str) -> u64 {
    let text = file(path);
    let declared = between(&text, &format!("const {name}"), ";");
    let (_, digits) = declared.split_once("= ").unwrap_or_else(|| panic!("{path}: {name}"));
    digits
        .replace('_', "")
        .parse()
        .unwrap_or_else(|_| panic!("{path}: {name}"))
}

/// The words of a list, without their quotes and blanks.
fn words(list: &str) -> Vec<&str> {
    list.split(',')
        .map(|word| word.trim().trim_matches('"'))
        .filter(|word| !word.is_empty())
        .collect()
}

#[test]
fn limits_are_the_same_on_both_sides() {
    for (script, name, source, limit, more) in [
        ("pack.js", "MAX_TEXT", "input/value.rs", "MAX_TEXT", 0),
        ("pack.js", "MAX_LONG_TEXT", "input/graphql.rs", "MAX_LONG_TEXT", 0),
        ("own-data.js", "MAX_ITEMS", "input/value.rs", "MAX_ITEMS", 1),
        ("provider/io.js", "MAX_RECORD", "lifecycle/record.rs", "MAX_BYTES", 0),
        (
            "graphql/graphql.js",
            "TOTAL_TIMEOUT_MS",
            "wasm/client/call.rs",
            "TOTAL_TIMEOUT_MS",
            0,
        ),
    ] {
        let known = number(&format!("pkg-template/lib/{script}"), name);
        assert_eq!(
            known,
            number(&format!("src/{source}"), limit) + more,
            "{script}: {name}"
        );
    }
}

#[test]
fn lists_are_the_same_on_both_sides() {
    for (script, source) in [
        (
            ("reporter.js", "const LEVELS = [", "]"),
            ("input/client_settings.rs", "one_of(value, &[", "])\n"),
        ),
        (
            ("graphql/graphql.js", "const PARAMS = [", "]"),
            ("input/graphql.rs", "GRAPHQL_OPTIONS: [&str; 5] = [", "]"),
        ),
    ] {
        let (there, here) = (
            file(&format!("pkg-template/lib/{}", script.0)),
            file(&format!("src/{}", source.0)),
        );
        assert_eq!(
            words(between(&there, script.1, script.2)),
            words(between(&here, source.1, source.2)),
            "{}",
            script.0
        );
    }
}

#[test]
fn a_polluted_prototype_is_told_in_the_same_words() {
    let (there, here) = (file("pkg-template/lib/errors.js"), file("src/wasm/client/error.rs"));
    let told = between(&there, "function polluted(", "});");
    for name in ["message", "hint"] {
        let words = between(told, &format!("{name}: \""), "\",\n");
        assert!(here.contains(words), "{words}");
    }
}

#[test]
fn ways_to_end_a_wait_have_the_same_numbers() {
    let (there, here) = (file("pkg-template/lib/wait.js"), file("src/wasm/client/host.rs"));
    let names = words(between(&there, "export const [", "]"));
    let numbers = words(between(&there, "] = [", "]"));
    let arms = between(&here, "match kind {", "\n        }");
    for (name, number) in names.into_iter().zip(numbers) {
        let plain: String = name.split('_').collect();
        let arm = arms
            .lines()
            .find_map(|arm| arm.trim().strip_prefix(number)?.strip_prefix(" => Self::"));
        // What is told of a failure is the arm for everything else.
        let known = arm.unwrap_or_else(|| between(arms, "_ => Self::", "("));
        assert!(known.to_uppercase().starts_with(&plain), "{number}: {name}, {known}");
    }
}
