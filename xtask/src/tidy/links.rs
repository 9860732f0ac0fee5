//! Links from one document to another file, and to its headings, lead somewhere.

use super::house::{Fault, House, SourceFile};

pub(crate) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in house.files.iter().filter(|file| file.ends_with(&[".md"])) {
        for (line, text) in prose(file) {
            for target in targets(text) {
                faults.extend(judge(house, file, target).map(|message| Fault::at(file, line, message)));
            }
        }
    }
    faults
}

fn judge(house: &House, file: &SourceFile, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let (path, anchor) = target
        .split_once('#')
        .map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let path = if path.is_empty() {
        file.path.clone()
    } else {
        resolve(&file.path, path)
    };
    if !path.is_empty() && !house.paths.contains(&path) {
        return Some(format!("{target}: there is no {path}"));
    }
    let document = house.file(&path).filter(|document| document.ends_with(&[".md"]))?;
    let anchor = anchor?;
    let known = prose(document).any(|(_, line)| line.starts_with('#') && slug(line) == anchor);
    (!known).then(|| format!("{target}: {path} has no heading #{anchor}"))
}

/// The lines outside fenced code.
pub(crate) fn prose(file: &SourceFile) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    file.lines().filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// The targets in `[text](target)`, `![text](target "title")` and `[name]: target`.
fn targets(line: &str) -> Vec<&str> {
    let inline = line
        .match_indices("](")
        .filter_map(|(at, _)| line.get(at + 2..)?.split([')', ' ']).next());
    let mut targets: Vec<&str> = inline.collect();
    if let Some((name, target)) = line.split_once("]: ")
        && name.starts_with('[')
    {
        targets.extend(target.split(' ').next());
    }
    targets.retain(|target| !target.is_empty());
    targets
}

fn resolve(from: &str, target: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// A heading's anchor as GitHub makes it.
fn slug(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn a_link_to_nothing_is_found() {
        let other = (
            "docs/other.md",
            "# A `big` heading!\n```\n# not one\n```\n[up](../README.md)\n",
        );
        let cases: &[(&str, &[&str])] = &[
            ("[a](docs/other.md) and [b](https://example.com/x)", &[]),
            ("[a](docs)", &[]),
            ("see\n\n![a](docs/none.svg \"title\")", &["README.md:3"]),
            ("[a](docs/other.md#a-big-heading)", &[]),
            ("[a](docs/other.md#not-one)", &["README.md:1"]),
            ("# Here\n[a](#here) [b](#there)", &["README.md:2"]),
            ("[a]: docs/none.md", &["README.md:1"]),
            ("```\n[a](docs/none.md)\n```", &[]),
        ];
        for (text, expected) in cases {
            assert_faults(check, &[("README.md", text), other], expected);
        }
    }
}
