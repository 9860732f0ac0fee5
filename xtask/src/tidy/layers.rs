//! Arrows between the Rust modules point downwards only.

use super::house::{Fault, House, SourceFile};

/// From the ground up. A module may use the lines before its own; modules on one line never use each other.
const LAYERS: &[&[&str]] = &[
    &["base64", "text", "json"],
    &["secret", "time"],
    &["error"],
    &["types"],
    &["http"],
    &["answer"],
    &["operation", "migration"],
    &[
        "storefront",
        "b2b",
        "graphql",
        "lifecycle",
        "inspect",
        "scopes",
        "runtime",
    ],
    &["input"],
    &["wasm"],
];

pub(crate) fn check(house: &House) -> Vec<Fault> {
    house
        .below("src/", &[".rs"])
        .filter(|file| file.path != "src/lib.rs")
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &SourceFile) -> Vec<Fault> {
    let (own, depth) = place(&file.path);
    let Some(layer) = layer(own) else {
        return vec![Fault::at(
            file,
            0,
            format!("the module {own} has no layer yet: name it in xtask/src/tidy/layers.rs"),
        )];
    };
    let mut faults = Vec::new();
    for (line, used) in uses(&file.text, depth) {
        if used == own {
            continue;
        }
        match self::layer(&used) {
            Some(below) if below < layer => {}
            Some(same) if same == layer => {
                faults.push(Fault::at(file, line, format!("{own} uses {used}, its neighbour")));
            }
            Some(_) => faults.push(Fault::at(file, line, format!("{own} uses {used}, which lies above it"))),
            // A name at the crate's root that is no module is a re-export: where it comes from would be hidden.
            None => faults.push(Fault::at(
                file,
                line,
                format!("crate::{used} names no module: use the path of the module"),
            )),
        }
    }
    faults
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|line| line.contains(&module))
}

/// The top-level module of a file, and how many `super` lead from it to the crate's root.
fn place(path: &str) -> (&str, usize) {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    let stem = inner
        .strip_suffix("/mod.rs")
        .or_else(|| inner.strip_suffix(".rs"))
        .unwrap_or(inner);
    (stem.split('/').next().unwrap_or(stem), stem.split('/').count())
}

/// The top-level modules that a text names by `crate::…` or by a chain of `super::`, with the lines.
fn uses(text: &str, depth: usize) -> Vec<(usize, String)> {
    let code = without_comments(text);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code.get(..at).unwrap_or_default();
        if before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let line = before.matches('\n').count() + 1;
        found.extend(
            heads(code.get(at + "crate::".len()..).unwrap_or_default())
                .into_iter()
                .map(|name| (line, name)),
        );
    }
    let climb = "super::".repeat(depth);
    for (at, line) in code.lines().enumerate() {
        for (start, _) in line.match_indices(&climb) {
            let names = heads(line.get(start + climb.len()..).unwrap_or_default());
            found.extend(
                names
                    .into_iter()
                    .filter(|name| layer(name).is_some())
                    .map(|name| (at + 1, name)),
            );
        }
    }
    found
}

/// The first name of a path, or of each path in a group: `a::b` gives a, `{a::b, c::{d, e}}` gives a and c.
fn heads(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return name(path).into_iter().collect();
    };
    let mut heads = Vec::new();
    let mut depth = 1;
    let mut expect_head = true;
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => expect_head = true,
            _ if expect_head && !letter.is_whitespace() => {
                heads.extend(name(group.get(at..).unwrap_or_default()));
                expect_head = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn name(path: &str) -> Option<String> {
    let name: String = path
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

/// Line comments blanked out: a link in the docs is no dependency.
fn without_comments(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn an_arrow_may_only_point_down() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("src/types/scopes.rs", "use crate::error::Fault;\n", &[]),
            ("src/types/scopes.rs", "use crate::types::text;\n", &[]),
            ("src/lib.rs", "pub use crate::wasm::Client;\n", &[]),
            (
                "src/types/scopes.rs",
                "\nuse crate::http::Request;\n",
                &["src/types/scopes.rs:2"],
            ),
            ("src/time.rs", "fn f(s: crate::secret::Secret) {}", &["src/time.rs:1"]),
            ("src/b2b/mod.rs", "use crate::storefront;\n", &["src/b2b/mod.rs:1"]),
            (
                "src/lifecycle/retry.rs",
                "use crate::{time::UnixSeconds, wasm::{input, error}};\n",
                &["src/lifecycle/retry.rs:1"],
            ),
            (
                "src/error.rs",
                "use crate::{\n    secret::{Redactor, Secret},\n    operation::Operation,\n};\n",
                &["src/error.rs:1"],
            ),
            ("src/error.rs", "/// See [`crate::wasm`].\n", &[]),
            ("src/error.rs", "use super::http::Request;\n", &["src/error.rs:1"]),
            ("src/types/scopes.rs", "use super::http;\n", &[]),
            (
                "src/types/scopes.rs",
                "use super::super::http;\n",
                &["src/types/scopes.rs:1"],
            ),
            ("src/shiny.rs", "", &["src/shiny.rs:0"]),
            (
                "src/types/scopes.rs",
                "use crate::Anything;\n",
                &["src/types/scopes.rs:1"],
            ),
        ];
        for (path, text, expected) in cases {
            assert_faults(check, &[(path, text)], expected);
        }
    }
}
