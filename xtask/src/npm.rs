//! The npm packages that the commands need, installed from their lock files.

use crate::Result;
use crate::capture::quietly;
use crate::files;
use std::path::Path;
use std::process::Command;

/// Installs what `folder`'s lock file names, unless exactly that is already there.
///
/// Not by `npm ci`: it refuses a lock file without the optional packages of every other platform, and npm leaves out those that
/// its registry does not have. That lock file and `package.json` agree is checked by `cargo xtask tidy`. Install scripts are
/// never run: a tool that needs one is not usable here.
pub(crate) fn install(folder: &Path) -> Result<()> {
    let lock = files::read(&folder.join("package-lock.json"))?;
    let wanted = files::sha256(&lock);
    let marker = folder.join("node_modules").join(".installed-lock");
    if files::read_text(&marker).is_ok_and(|present| present == wanted) {
        return Ok(());
    }
    let mut install = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    install.current_dir(folder).args([
        "install",
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    quietly(install)?;
    files::write(&marker, wanted.as_bytes())
}

/// A program of a package installed in `folder`.
pub(crate) fn program(folder: &Path, name: &str) -> Command {
    let ending = if cfg!(windows) { ".cmd" } else { "" };
    Command::new(folder.join("node_modules").join(".bin").join(format!("{name}{ending}")))
}

/// Node, run in `folder`.
pub(crate) fn node(folder: &Path) -> Command {
    let mut node = Command::new("node");
    node.current_dir(folder);
    node
}
