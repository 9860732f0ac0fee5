//! One version of each tool, and lock files that install from whatever registry the reader uses.

use super::house::{Fault, House, SourceFile};

pub(crate) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    faults.extend(house.file("Cargo.toml").into_iter().flat_map(bindgen));
    for file in house
        .files
        .iter()
        .filter(|file| !file.path.starts_with("pkg-template/"))
    {
        match file.path.rsplit('/').next() {
            Some("package.json") => {
                faults.extend(ranges(file));
                faults.extend(
                    house
                        .file(&file.path.replace(".json", "-lock.json"))
                        .into_iter()
                        .flat_map(|lock| outdated(file, lock)),
                );
            }
            Some("package-lock.json") => faults.extend(addresses(file)),
            _ => {}
        }
    }
    faults
}

/// The library's `wasm-bindgen` and the crate with its tools must be the same version.
fn bindgen(file: &SourceFile) -> Vec<Fault> {
    let version = |name: &str| {
        let line = file
            .text
            .lines()
            .find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(" = ")))?;
        line.split_once("\"=").and_then(|(_, rest)| rest.split('"').next())
    };
    match (version("wasm-bindgen"), version("wasm-bindgen-cli")) {
        (Some(library), Some(tools)) if library == tools => Vec::new(),
        _ => vec![Fault::at(
            file,
            0,
            "wasm-bindgen and wasm-bindgen-cli must be pinned to one version with \"=\"",
        )],
    }
}

/// Development tools are named by one exact version each.
fn ranges(file: &SourceFile) -> Vec<Fault> {
    let range = |line: &&(usize, &str)| {
        [": \"^", ": \"~", ": \">", ": \"*\"", "@^", "@~"]
            .iter()
            .any(|mark| line.1.contains(mark))
    };
    let engines = |line: &(usize, &str)| line.1.contains("\"node\":");
    let lines: Vec<(usize, &str)> = file.lines().filter(|line| !engines(line)).collect();
    lines
        .iter()
        .filter(range)
        .map(|(line, _)| Fault::at(file, *line, "name one exact version, not a range"))
        .collect()
}

/// The lock file repeats what `package.json` asks for; a line that it does not know was added without it.
fn outdated(file: &SourceFile, lock: &SourceFile) -> Vec<Fault> {
    let mut asks = false;
    let asked = file.lines().filter(|(_, text)| {
        let opens = text.to_ascii_lowercase().contains("dependencies\": {");
        let inside = asks && !opens && !text.contains('}');
        asks = opens || inside;
        inside
    });
    let known = |wanted: &str| {
        lock.text
            .lines()
            .any(|line| line.trim().trim_end_matches(',') == wanted)
    };
    asked
        .filter(|(_, text)| !known(text.trim().trim_end_matches(',')))
        .map(|(line, _)| Fault::at(file, line, "the lock file does not know this: run npm install"))
        .collect()
}

fn addresses(file: &SourceFile) -> Vec<Fault> {
    let resolved = file
        .lines()
        .filter(|(_, text)| text.trim_start().starts_with("\"resolved\": \"http"));
    resolved
        .map(|(line, _)| {
            Fault::at(
                file,
                line,
                "a lock file names no registry: npm install --omit-lockfile-registry-resolved",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn a_lock_file_knows_what_is_asked_for() {
        let asks =
            "{\n  \"name\": \"tests\",\n  \"devDependencies\": {\n    \"a\": \"1.0.0\",\n    \"b\": \"2.0.0\"\n  }\n}";
        let locks =
            |b: &str| format!("\"devDependencies\": {{\n        \"a\": \"1.0.0\",\n        \"b\": \"{b}\"\n      }},");
        for (b, expected) in [("2.0.0", &[][..]), ("1.9.0", &["a/package.json:5"])] {
            assert_faults(
                check,
                &[("a/package.json", asks), ("a/package-lock.json", &locks(b))],
                expected,
            );
        }
    }

    #[test]
    fn versions_are_exact_and_lock_files_have_no_addresses() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "Cargo.toml",
                "wasm-bindgen = \"=0.2.1\"\nwasm-bindgen-cli = { version = \"=0.2.1\" }\n",
                &[],
            ),
            (
                "Cargo.toml",
                "wasm-bindgen = \"=0.2.1\"\nwasm-bindgen-cli = { version = \"=0.2.2\" }\n",
                &["Cargo.toml:0"],
            ),
            (
                "Cargo.toml",
                "wasm-bindgen = \"0.2.1\"\nwasm-bindgen-cli = { version = \"0.2.1\" }\n",
                &["Cargo.toml:0"],
            ),
            (
                "xtask/package.json",
                "{\n\"a\": \"1.2.3\",\n\"b\": \"npm:c@4.5.6\"\n}",
                &[],
            ),
            (
                "xtask/package.json",
                "{\n\"a\": \"^1.2.3\"\n}",
                &["xtask/package.json:2"],
            ),
            ("xtask/package.json", "{\n\"node\": \">=20\"\n}", &[]),
            (
                "xtask/package-lock.json",
                "\n  \"resolved\": \"https://example.com/a.tgz\",",
                &["xtask/package-lock.json:2"],
            ),
            ("xtask/package-lock.json", "\"integrity\": \"sha512-x\",", &[]),
        ];
        for (path, text, expected) in cases {
            assert_faults(check, &[(path, text)], expected);
        }
    }
}
