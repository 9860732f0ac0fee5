//! Code in a document is a part of a file that the tests compile or run.
//!
//! A line before the block says which: `<!-- from: examples/node/create.mjs -->`. What cannot come from a file says why:
//! `<!-- not run: needs a store -->`. Shell commands and plain text need neither.

use super::house::{Fault, House, SourceFile};

const CODE: &[&str] = &[
    "js",
    "mjs",
    "javascript",
    "ts",
    "typescript",
    "jsx",
    "tsx",
    "rust",
    "rs",
    "json",
    "jsonc",
    "toml",
];

pub(crate) fn check(house: &House) -> Vec<Fault> {
    let documents = house.files.iter().filter(|file| file.ends_with(&[".md"]));
    documents
        .flat_map(|file| blocks(file).into_iter().filter_map(|block| judge(house, file, &block)))
        .collect()
}

struct Block<'a> {
    line: usize,
    language: &'a str,
    /// The last line before the block that is not empty.
    mark: &'a str,
    code: Vec<&'a str>,
}

fn judge(house: &House, document: &SourceFile, block: &Block<'_>) -> Option<Fault> {
    let fault = |message: String| Some(Fault::at(document, block.line, message));
    let mark = block
        .mark
        .trim()
        .strip_prefix("<!--")
        .and_then(|mark| mark.strip_suffix("-->"))
        .map(str::trim);
    if let Some(path) = mark.and_then(|mark| mark.strip_prefix("from: ")) {
        let Some(source) = house.file(path) else {
            return fault(format!("there is no file {path}"));
        };
        return if contains(&source.text, &block.code) {
            None
        } else {
            fault(format!("{path} does not hold this block"))
        };
    }
    let excused = mark
        .and_then(|mark| mark.strip_prefix("not run: "))
        .is_some_and(|reason| !reason.is_empty());
    if excused || !CODE.contains(&block.language) {
        return None;
    }
    fault("say which file this block is from: `<!-- from: path -->` (or `<!-- not run: reason -->`)".to_owned())
}

fn blocks(file: &SourceFile) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut open = false;
    let mut mark = "";
    for (line, text) in file.lines() {
        if let Some(info) = text.trim_start().strip_prefix("```") {
            open = !open;
            if open {
                let language = info.split([',', ' ', '{']).next().unwrap_or_default();
                blocks.push(Block {
                    line,
                    language,
                    mark,
                    code: Vec::new(),
                });
            } else {
                mark = "";
            }
        } else if open {
            if let Some(block) = blocks.last_mut() {
                block.code.push(text);
            }
        } else if !text.trim().is_empty() {
            mark = text;
        }
    }
    blocks
}

/// Whether these lines stand together somewhere in the text; how far they are indented does not matter.
fn contains(text: &str, wanted: &[&str]) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let wanted: Vec<&str> = wanted.iter().map(|line| line.trim()).collect();
    !wanted.is_empty() && lines.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn a_block_must_stand_in_the_file_it_names() {
        let source = ("examples/a.mjs", "import a;\n\n  const b = a;\nb();\n");
        let cases: &[(&str, &[&str])] = &[
            ("<!-- from: examples/a.mjs -->\n```js\nconst b = a;\nb();\n```", &[]),
            ("<!-- from: examples/a.mjs -->\n\n```js\nimport a;\n```", &[]),
            (
                "<!-- from: examples/a.mjs -->\n```js\nimport a;\nb();\n```",
                &["README.md:2"],
            ),
            (
                "<!-- from: examples/none.mjs -->\n```js\nimport a;\n```",
                &["README.md:2"],
            ),
            ("```js\nimport a;\n```", &["README.md:1"]),
            ("```rust,no_run\nlet a;\n```", &["README.md:1"]),
            ("<!-- not run: needs a store -->\n```js\nimport a;\n```", &[]),
            ("<!-- not run: -->\n```js\nimport a;\n```", &["README.md:2"]),
            ("```sh\nnpm install\n```\n```\nplain\n```", &[]),
            (
                "<!-- from: examples/a.mjs -->\n```js\nb();\n```\n```js\nb();\n```",
                &["README.md:5"],
            ),
        ];
        for (text, expected) in cases {
            assert_faults(check, &[("README.md", text), source], expected);
        }
    }
}
