//! Reading, writing and comparing files, with messages that name the path.

use crate::Result;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Relative path (with `/`) to content.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: cannot be read: {error}", path.display()))
}

pub(crate) fn read_text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).map_err(|_| format!("{}: is not UTF-8", path.display()))
}

/// Writes a file, and the folders above it, unless it already holds these bytes.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    fs::write(path, bytes).map_err(|error| format!("{}: cannot be written: {error}", path.display()))
}

pub(crate) fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| format!("{}: cannot be made: {error}", path.display()))
}

/// Whether a folder of this name holds what others wrote or what a build makes.
pub(crate) fn is_foreign(folder: &str) -> bool {
    const FOREIGN: [&str; 10] = [
        "target",
        "node_modules",
        "pkg",
        "pkg-unbundled",
        "pkg-test-hooks",
        "pkg-test-hooks-unbundled",
        ".git",
        "corpus",
        "artifacts",
        "coverage",
    ];
    FOREIGN.contains(&folder)
}

/// Every file below `folder`, sorted, leaving out folders for which `skip` says so (it sees the folder's name).
pub(crate) fn walk(folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let failed = |error: std::io::Error| format!("{}: cannot be listed: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if !entry.file_type().map_err(failed)?.is_dir() {
                files.push(entry.path());
            } else if !skip(&entry.file_name().to_string_lossy()) {
                folders.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The path below `root`, with `/` on every system.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// A folder's files with their contents; a folder that does not exist is empty.
pub(crate) fn read_tree(folder: &Path) -> Result<Tree> {
    if !folder.is_dir() {
        return Ok(Tree::new());
    }
    walk(folder, &|_| false)?
        .into_iter()
        .map(|path| Ok((relative(folder, &path), read(&path)?)))
        .collect()
}

/// Makes `folder` hold exactly these files.
pub(crate) fn write_tree(folder: &Path, tree: &Tree) -> Result<()> {
    for (name, bytes) in tree {
        write(&folder.join(name), bytes)?;
    }
    for path in walk(folder, &|_| false)? {
        if !tree.contains_key(&relative(folder, &path)) {
            fs::remove_file(&path).map_err(|error| format!("{}: cannot be removed: {error}", path.display()))?;
        }
    }
    Ok(())
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// One hash over names and contents.
pub(crate) fn tree_hash(tree: &Tree) -> String {
    let mut hasher = Sha256::new();
    for (name, bytes) in tree {
        hasher.update(format!("{name}\0{}\0", bytes.len()));
        hasher.update(bytes);
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
