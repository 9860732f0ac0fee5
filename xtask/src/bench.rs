//! `cargo xtask bench`: measures the package beside its peers and writes the results and their chart into `benches/`.

use crate::Result;
use crate::command;
use crate::npm;
use crate::project::Project;

pub(crate) fn run(parts: &[&str]) -> Result<()> {
    let project = Project::here()?;
    command::run(&mut project.xtask("build"))?;
    npm::install(&project.path("tests/js"))?;
    command::run(npm::node(&project.root).arg("benches/js/run.mjs").args(parts))
}
