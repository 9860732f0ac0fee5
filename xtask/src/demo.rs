//! `cargo xtask demo`: builds the package, makes a private token, asks GraphQL with it, and signs in to B2B Edition.

use crate::Result;
use crate::command;
use crate::npm;
use crate::project::Project;

pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    if !matches!(arguments, [] | ["--live"]) {
        return Err("usage: cargo xtask demo [--live]".to_owned());
    }
    let project = Project::here()?;
    command::run(&mut project.xtask("build"))?;
    command::run(npm::node(&project.root).arg("examples/demo/demo.mjs").args(arguments))
}
