//! `cargo xtask tidy`: the rules of the house, read from the files themselves.

mod caps;
mod code_blocks;
mod house;
mod layers;
mod links;
mod markers;
mod operations;
mod pins;
mod platform;
mod script_layers;
mod tokens;

use crate::Result;
use crate::project::Project;
use house::{Fault, House};

/// A rule: what it demands, and how it looks for faults.
type Rule = (&'static str, fn(&House) -> Vec<Fault>);

const RULES: &[Rule] = &[
    ("a Rust module uses only layers below its own", layers::check),
    (
        "a JavaScript folder imports only what its place allows",
        script_layers::check,
    ),
    ("platform, clock and randomness stay in src/wasm", platform::check),
    ("files stay within their caps", caps::check),
    ("every operation names its source", operations::check),
    ("nothing is left for later, skipped or silenced", markers::check),
    ("tokens in files are visibly synthetic", tokens::check),
    ("links between documents lead somewhere", links::check),
    ("code in documents is code that runs", code_blocks::check),
    ("tools are pinned, and lock files name no registry", pins::check),
];

pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask tidy".to_owned());
    }
    let house = House::read(&Project::here()?.root)?;
    let mut failed = 0;
    for (rule, check) in RULES {
        let faults = check(&house);
        if !faults.is_empty() {
            failed += 1;
            println!("{rule}:");
            for fault in faults {
                println!("  {fault}");
            }
        }
    }
    println!(
        "tidy: {} rules over {} files: {} passed, {failed} failed",
        RULES.len(),
        house.files.len(),
        RULES.len() - failed
    );
    if failed == 0 {
        Ok(())
    } else {
        Err("the house is not tidy".to_owned())
    }
}
