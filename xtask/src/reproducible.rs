//! `cargo xtask reproducible`: builds the wasm a second time, elsewhere, and compares.
//!
//! The second build has another checkout folder, another target folder, and reaches cargo's home by another path.

use crate::Result;
use crate::build::{self, Variant};
use crate::files;
use crate::project::Project;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask reproducible".to_owned());
    }
    let here = Project::here()?;
    build::tools(&here)?;
    let first = build::bindings(&here, Variant::Published)?;
    let folder = Scratch::new()?;
    let elsewhere = copy(&here, &folder.0)?;
    let second = build::bindings(&elsewhere, Variant::Published)?;

    let mut same = true;
    for ((module, first), (_, second)) in first.iter().zip(&second) {
        for (name, first, second) in [
            (module.wasm(), first.wasm.as_slice(), second.wasm.as_slice()),
            (module.glue(), first.glue.as_bytes(), second.glue.as_bytes()),
        ] {
            let (first, second) = (files::sha256(first), files::sha256(second));
            same &= first == second;
            println!(
                "{name} in {}: {first}\n{name} in {}: {second}",
                here.root.display(),
                elsewhere.root.display()
            );
        }
    }
    if same {
        Ok(())
    } else {
        Err("the two builds differ".to_owned())
    }
}

/// A second checkout with the same sources.
fn copy(here: &Project, folder: &Path) -> Result<Project> {
    let root = folder.join("a second checkout, with a longer name");
    for path in files::walk(&here.root, &files::is_foreign)? {
        files::write(&root.join(files::relative(&here.root, &path)), &files::read(&path)?)?;
    }
    let cargo_home = folder.join("cargo-home");
    link_entries(&here.cargo_home, &cargo_home)?;
    Ok(here.elsewhere(root, folder.join("target"), cargo_home))
}

/// A folder that is another by its path and the same by its contents: nothing is downloaded again.
fn link_entries(from: &Path, to: &Path) -> Result<()> {
    files::create_folder(to)?;
    let failed = |error: std::io::Error| format!("{}: cannot be linked: {error}", from.display());
    for entry in fs::read_dir(from).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        link(&entry.path(), &to.join(entry.file_name())).map_err(failed)?;
    }
    Ok(())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    if from.is_dir() {
        std::os::windows::fs::symlink_dir(from, to)
    } else {
        fs::copy(from, to).map(drop)
    }
}

/// A temporary folder that goes when this does.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let folder = env::temp_dir().join(format!("bigcommerce-tokens-{}", process::id()));
        files::create_folder(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What is left in a folder for temporary files does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}
