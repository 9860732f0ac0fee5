//! What is unfinished, skipped or silenced is not here yet: it belongs in an issue.

use super::house::{Fault, House};

const RUST: &[&str] = &[".rs"];
const SCRIPT: &[&str] = &[".js", ".mjs", ".cjs", ".ts", ".cts", ".mts"];
const ANY: &[&str] = &[
    ".rs", ".js", ".mjs", ".cjs", ".ts", ".cts", ".mts", ".md", ".toml", ".json", ".sh",
];

/// Each marker is written in two pieces, so that this file does not hold it.
const MARKERS: &[(&[&str], &str)] = &[
    (ANY, concat!("FIX", "ME")),
    (ANY, concat!("TO", "DO")),
    (RUST, concat!("todo", "!(")),
    (RUST, concat!("unimplemented", "!(")),
    (RUST, concat!("#[", "ignore")),
    (RUST, concat!("dbg", "!(")),
    (SCRIPT, concat!("test.", "skip")),
    (SCRIPT, concat!("test.", "only")),
    (SCRIPT, concat!("test.", "todo")),
    (SCRIPT, concat!("it.", "skip")),
    (SCRIPT, concat!("it.", "only")),
    (SCRIPT, concat!("describe.", "skip")),
    (SCRIPT, concat!("describe.", "only")),
    (SCRIPT, concat!("skip: ", "true")),
    (SCRIPT, concat!("only: ", "true")),
    (SCRIPT, concat!("@ts-", "ignore")),
    (SCRIPT, concat!("@ts-", "nocheck")),
    (SCRIPT, concat!("eslint-", "disable")),
    (SCRIPT, concat!("debug", "ger;")),
];

pub(crate) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in house
        .files
        .iter()
        .filter(|file| !file.path.ends_with("package-lock.json"))
    {
        for (line, text) in file.lines() {
            let found = MARKERS
                .iter()
                .find(|(endings, marker)| file.ends_with(endings) && text.contains(marker));
            faults
                .extend(found.map(|(_, marker)| Fault::at(file, line, format!("{marker} may not be left in a file"))));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn every_marker_is_found_in_its_kind_of_file() {
        for (endings, marker) in MARKERS {
            for ending in *endings {
                let path = format!("a{ending}");
                assert_faults(
                    check,
                    &[(&path, &format!("fine\nhere {marker} it is\n"))],
                    &[&format!("{path}:2")],
                );
            }
        }
    }

    #[test]
    fn an_iterator_may_skip() {
        assert_faults(
            check,
            &[("src/a.rs", "bytes.iter().skip(1)"), ("a.js", "list.skip(1)")],
            &[],
        );
    }
}
