//! Every operation says which document it was written from, so that a reader can compare; how often it may be repeated stands
//! in one table, with the reasons.

use super::house::{Fault, House};

const HOSTS: &[&str] = &["src/storefront/", "src/b2b/", "src/graphql/"];

/// Where every operation has a row in the table. What a GraphQL document may do depends on the document.
const TABLED: &[&str] = &["src/storefront/", "src/b2b/"];

pub(crate) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for folder in HOSTS {
        for file in house
            .below(folder, &[".rs"])
            .filter(|file| !file.path.ends_with("/mod.rs"))
        {
            let lines: Vec<&str> = file.text.lines().map(str::trim_start).collect();
            let source = lines
                .iter()
                .position(|line| matches!(*line, "/// # Source" | "//! # Source"));
            let text = source
                .and_then(|at| lines.get(at + 1))
                .map(|line| line.trim_start_matches(['/', '!', ' ']));
            match text {
                None => faults.push(Fault::at(file, 0, "an operation's docs need a `# Source` section")),
                Some(text) if !text.contains(", read 20") => {
                    let message = "a source names its document and when it was read: `…, read YYYY-MM-DD.`";
                    faults.push(Fault::at(file, source.unwrap_or_default() + 2, message));
                }
                Some(_) => {}
            }
            let own = lines.iter().position(|line| line.starts_with("const REPEAT"));
            if let Some(at) = own.filter(|_| TABLED.contains(folder)) {
                let message =
                    "how often an operation may be repeated is said by its row in OPERATIONS, src/operation.rs";
                faults.push(Fault::at(file, at + 1, message));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn an_operation_without_a_dated_source_is_found() {
        let path = "src/b2b/create.rs";
        let cases: &[(&str, &str, &[&str])] = &[
            (path, "/// # Source\n/// The document, read 2026-11-22.\n", &[]),
            (path, "/// Builds it.\n", &["src/b2b/create.rs:0"]),
            (path, "/// # Source\n/// The document.\n", &["src/b2b/create.rs:2"]),
            (
                path,
                "/// # Source\n/// The document, read 2026-11-22.\nconst REPEAT: Repeat = Repeat::Freely;\n",
                &["src/b2b/create.rs:3"],
            ),
            (
                "src/graphql/query.rs",
                "/// # Source\n/// The document, read 2026-11-22.\nconst REPEAT: Repeat = Repeat::Freely;\n",
                &[],
            ),
            ("src/b2b/mod.rs", "", &[]),
            ("src/types/scopes.rs", "", &[]),
        ];
        for (path, text, expected) in cases {
            assert_faults(check, &[(path, text)], expected);
        }
    }
}
