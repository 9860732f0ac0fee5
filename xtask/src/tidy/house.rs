//! The checkout as the rules see it: a list of texts, so that a test can make one up.

use crate::Result;
use crate::files;
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

/// A text file, by its path below the root.
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Everything the rules may look at.
pub(crate) struct House {
    pub(crate) files: Vec<SourceFile>,
    /// Every file, texts and others, and every folder.
    pub(crate) paths: BTreeSet<String>,
}

/// A place where a rule is broken.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) path: String,
    /// Counted from 1; 0 is the file as a whole.
    pub(crate) line: usize,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn at(file: &SourceFile, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: file.path.clone(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}

impl House {
    /// Reads the checkout.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let mut house = Self {
            files: Vec::new(),
            paths: BTreeSet::new(),
        };
        for path in files::walk(root, &files::is_foreign)? {
            let relative = files::relative(root, &path);
            // What is no text is not judged, but may be linked to.
            if let Ok(text) = String::from_utf8(files::read(&path)?) {
                house.files.push(SourceFile {
                    path: relative.clone(),
                    text,
                });
            }
            house.add_path(&relative);
        }
        Ok(house)
    }

    /// The files below a folder with one of these endings.
    pub(crate) fn below<'a>(&'a self, folder: &'a str, endings: &'a [&str]) -> impl Iterator<Item = &'a SourceFile> {
        self.files
            .iter()
            .filter(move |file| file.path.starts_with(folder) && file.ends_with(endings))
    }

    pub(crate) fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }

    fn add_path(&mut self, path: &str) {
        let parents = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        self.paths.extend(parents.chain([path]).map(str::to_owned));
    }

    /// A house of made-up files.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let mut house = Self {
            files: Vec::new(),
            paths: BTreeSet::new(),
        };
        for (path, text) in files {
            house.add_path(path);
            house.files.push(SourceFile {
                path: (*path).to_owned(),
                text: (*text).to_owned(),
            });
        }
        house
    }
}

impl SourceFile {
    pub(crate) fn ends_with(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    /// Lines with their numbers.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line))
    }
}

/// Whether `word` stands in `line` with no letter, digit or underscore around it.
pub(crate) fn has_word(line: &str, word: &str) -> bool {
    let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

/// Runs a rule over made-up files and compares what it finds, as `path:line`.
#[cfg(test)]
#[track_caller]
pub(crate) fn assert_faults(check: fn(&House) -> Vec<Fault>, files: &[(&str, &str)], expected: &[&str]) {
    let found: Vec<String> = check(&House::of(files))
        .iter()
        .map(|fault| format!("{}:{}", fault.path, fault.line))
        .collect();
    assert_eq!(found, expected, "{files:?}");
}
