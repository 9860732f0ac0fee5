//! The licences of the crates compiled into the wasm, as one document of the package.

use crate::Result;
use crate::command;
use crate::files;
use crate::project::{self, Project, WASM_TARGET};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const INTRODUCTION: &str = "# Third-party software in this package

The WebAssembly of this package contains the Rust crates below. Where a crate offers a choice, it is used under MIT, or, where it
carries no text of its own, under Apache-2.0, whose text is the file LICENSE-APACHE beside this one.

It also contains parts of the Rust standard library (MIT OR Apache-2.0; its Unicode tables: Unicode-3.0; its compiler-builtins:
MIT AND Apache-2.0 WITH LLVM-exception AND (MIT OR Apache-2.0)), copyright The Rust Project Developers, see
<https://thanks.rust-lang.org>.

| crate | version | licence | text |
|---|---|---|---|
";

/// A crate as `cargo tree` names it.
#[derive(Debug, PartialEq, Eq)]
struct Dependency {
    name: String,
    version: String,
    licence: String,
}

/// The document: a table of crates, then every licence text once.
pub(crate) fn notices(project: &Project) -> Result<String> {
    let mut tree = project::cargo();
    tree.current_dir(&project.root).env("CARGO_HOME", &project.cargo_home);
    tree.args([
        "tree",
        "--locked",
        "--package",
        "bigcommerce-tokens",
        "--target",
        WASM_TARGET,
    ]);
    tree.args([
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--no-dedupe",
        "--format",
        "{p}|{l}",
    ]);
    let mut found = Vec::new();
    for dependency in dependencies(&command::output(&mut tree)?)? {
        let texts = texts(&project.cargo_home, &dependency)?;
        found.push((dependency, texts));
    }
    Ok(document(&found) + &vendored(project)?)
}

/// The npm package whose parser the package carries.
fn vendored(project: &Project) -> Result<String> {
    let licence = files::read_text(&graphql(project).join("LICENSE"))?;
    Ok(format!(
        "\n# In JavaScript\n\nThe files vendor/graphql.js and vendor/graphql.cjs contain the parser of the npm package graphql {}, under \
         this licence:\n\n```text\n{}\n```\n",
        graphql_version(project)?,
        licence.trim()
    ))
}

/// The version of the npm package graphql that is installed among the tools, and so the one that its lock file names.
pub(crate) fn graphql_version(project: &Project) -> Result<String> {
    let manifest = files::read_text(&graphql(project).join("package.json"))?;
    let version = manifest
        .split_once("\"version\": \"")
        .and_then(|(_, rest)| rest.split('"').next());
    version
        .map(str::to_owned)
        .ok_or_else(|| "the package.json of graphql names no version".to_owned())
}

fn graphql(project: &Project) -> PathBuf {
    project.npm_tools.join("node_modules").join("graphql")
}

/// Reads lines like `slab v0.4.12|MIT`; the workspace's own crates, which a path follows, are left out.
fn dependencies(tree: &str) -> Result<Vec<Dependency>> {
    let mut lines: Vec<&str> = tree
        .lines()
        .filter(|line| !line.contains(" (/") && !line.contains(":\\"))
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines.into_iter().map(dependency).collect()
}

fn dependency(line: &str) -> Result<Dependency> {
    let parts = line.split_once('|').and_then(|(package, licence)| {
        let (name, version) = package.split_once(" v")?;
        (!licence.is_empty()).then_some((name, version, licence))
    });
    let (name, version, licence) =
        parts.ok_or_else(|| format!("cargo tree: expected a crate and its licence, got {line}"))?;
    Ok(Dependency {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: licence.to_owned(),
    })
}

/// The licence texts in the crate's folder that its use here rests on.
fn texts(cargo_home: &Path, dependency: &Dependency) -> Result<Vec<String>> {
    let folder = source(cargo_home, dependency)?;
    let failed = |error: std::io::Error| format!("{}: cannot be listed: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let names: Vec<String> = names
        .into_iter()
        .filter(|name| is_used(name, &dependency.licence))
        .collect();
    if names.is_empty() && !dependency.licence.contains("Apache-2.0") {
        let Dependency { name, version, licence } = dependency;
        return Err(format!(
            "{name} {version} ({licence}): its folder holds no licence text, add one for it"
        ));
    }
    names.iter().map(|name| files::read_text(&folder.join(name))).collect()
}

/// Whether a file of a crate is a licence text that applies here: MIT stands before every other choice.
fn is_used(file: &str, licence: &str) -> bool {
    let file = file.to_uppercase();
    let is_text = ["LICENSE", "LICENCE", "COPYRIGHT", "NOTICE"]
        .iter()
        .any(|start| file.starts_with(start));
    is_text && !(licence.contains("MIT") && file.contains("APACHE"))
}

/// The folder that cargo unpacked the crate into.
fn source(cargo_home: &Path, dependency: &Dependency) -> Result<PathBuf> {
    let below = format!("{}-{}", dependency.name, dependency.version);
    let registries = cargo_home.join("registry").join("src");
    let folders =
        fs::read_dir(&registries).map_err(|error| format!("{}: cannot be listed: {error}", registries.display()))?;
    folders
        .filter_map(|folder| Some(folder.ok()?.path().join(&below)))
        .find(|folder| folder.is_dir())
        .ok_or_else(|| format!("{below} is not in {}", registries.display()))
}

fn document(found: &[(Dependency, Vec<String>)]) -> String {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let (mut table, mut sections) = (String::new(), String::new());
    for (Dependency { name, version, licence }, texts) in found {
        let mut shown = Vec::new();
        for text in texts {
            let next = numbers.len() + 1;
            // Texts that differ in their line breaks alone are one.
            let key = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let number = *numbers.entry(key).or_insert(next);
            if number == next {
                let _ = write!(
                    sections,
                    "\n## {number}\n\n```text\n{}\n```\n",
                    text.trim_matches(['\r', '\n']).replace('\r', "")
                );
            }
            shown.push(number.to_string());
        }
        let shown = if shown.is_empty() {
            "LICENSE-APACHE".to_owned()
        } else {
            shown.join(", ")
        };
        let _ = writeln!(table, "| {name} | {version} | {licence} | {shown} |");
    }
    format!("{INTRODUCTION}{table}{sections}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crate_of(name: &str, licence: &str) -> Dependency {
        Dependency {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.to_owned(),
        }
    }

    #[test]
    fn the_tree_is_read_once_per_crate() {
        let tree = "own v0.1.0 (/src/own)|MIT\nslab v1.0.0|MIT\nbytes v1.0.0|MIT OR Apache-2.0\nslab v1.0.0|MIT\n";
        let expected = vec![crate_of("bytes", "MIT OR Apache-2.0"), crate_of("slab", "MIT")];
        assert_eq!(dependencies(tree), Ok(expected));
        for line in ["slab v1.0.0", "slab v1.0.0|", "slab|MIT"] {
            assert!(dependencies(line).is_err(), "{line}");
        }
    }

    #[test]
    fn mit_stands_before_other_choices() {
        for (file, licence, used) in [
            ("LICENSE-MIT", "MIT OR Apache-2.0", true),
            ("LICENSE-APACHE", "MIT OR Apache-2.0", false),
            ("LICENSE-APACHE", "Apache-2.0", true),
            ("LICENSE-UNICODE", "(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("license.md", "MIT", true),
            ("README.md", "MIT", false),
            ("UNLICENSE", "Unlicense OR MIT", false),
        ] {
            assert_eq!(is_used(file, licence), used, "{file} of {licence}");
        }
    }

    #[test]
    fn each_text_stands_once() {
        let found = [
            (crate_of("a", "MIT"), vec!["Be\nfree.\n".to_owned()]),
            (
                crate_of("b", "MIT"),
                vec!["Be free.".to_owned(), "Mind the bats.".to_owned()],
            ),
            (crate_of("c", "Apache-2.0"), Vec::new()),
        ];
        let expected = "| a | 1.0.0 | MIT | 1 |\n| b | 1.0.0 | MIT | 1, 2 |\n| c | 1.0.0 | Apache-2.0 | LICENSE-APACHE |\n\
            \n## 1\n\n```text\nBe\nfree.\n```\n\n## 2\n\n```text\nMind the bats.\n```\n";
        assert_eq!(document(&found).strip_prefix(INTRODUCTION), Some(expected));
    }
}
