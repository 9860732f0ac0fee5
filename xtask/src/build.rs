//! `cargo xtask build`: compiles the library and assembles the npm package.

mod bundle;
mod compile;
mod glue;
mod modules;
mod package;
mod process;
mod third_party;
mod wasm_file;

use crate::Result;
use crate::files::{self, Tree};
use crate::npm;
use crate::project::{self, Project};
use std::path::Path;

pub(crate) use modules::{MODULES, Module};

/// Which of the two packages is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// What is published.
    Published,
    /// The same with the exports that only tests may have.
    TestHooks,
}

impl Variant {
    /// The folder of the finished package.
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Published => "pkg",
            Self::TestHooks => "pkg-test-hooks",
        }
    }

    /// The folder with every script in a file of its own, as they were written: what the compiler of types checks.
    pub(crate) const fn unbundled(self) -> &'static str {
        match self {
            Self::Published => "pkg-unbundled",
            Self::TestHooks => "pkg-test-hooks-unbundled",
        }
    }
}

pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let variant = match arguments {
        [] => Variant::Published,
        ["--test-hooks"] => Variant::TestHooks,
        _ => return Err("usage: cargo xtask build [--test-hooks]".to_owned()),
    };
    let project = Project::here()?;
    tools(&project)?;
    let bindings = bindings(&project, variant)?;
    let package = package::assemble(&project, variant, &bindings)?;
    report(&project, variant, &package)
}

/// Installs what [`bindings`] runs.
pub(crate) fn tools(project: &Project) -> Result<()> {
    npm::install(&project.npm_tools)?;
    project::bindgen_tools(project)
}

/// The optimized wasm of every module and its glue, for the checkout in `project`.
pub(crate) fn bindings(project: &Project, variant: Variant) -> Result<Vec<(&'static Module, process::Binding)>> {
    let make = |module: &'static Module| {
        let raw = compile::compile(project, variant, module)?;
        let binding = process::process(project, variant, module, &raw)?;
        compile::refuse_local_paths(project, &binding.wasm)?;
        Ok((module, binding))
    };
    MODULES.iter().map(make).collect()
}

fn report(project: &Project, variant: Variant, package: &Tree) -> Result<()> {
    let folder = project.path(variant.folder());
    let shown: Vec<String> = MODULES
        .iter()
        .flat_map(|module| [module.wasm(), module.inline()])
        .collect();
    let sizes = gzip_sizes(&folder, &shown)?;
    for (name, gzip) in shown.iter().zip(sizes) {
        let raw = package.get(name).map_or(0, Vec::len);
        println!(
            "{:<50} {raw:>9} bytes {gzip:>9} gzip -9",
            format!("{}/{name}", variant.folder())
        );
    }
    let total: usize = package.values().map(Vec::len).sum();
    println!("{:<50} {total:>9} bytes in {} files", variant.folder(), package.len());
    for module in MODULES {
        if let Some(wasm) = package.get(&module.wasm()) {
            println!("sha256 of {}: {}", module.wasm(), files::sha256(wasm));
        }
    }
    Ok(())
}

fn gzip_sizes(folder: &Path, names: &[String]) -> Result<Vec<usize>> {
    const SCRIPT: &str = "for (const name of process.argv.slice(1)) console.log(require('node:zlib').gzipSync(require('node:fs').readFileSync(name), { level: 9 }).length);";
    let text = crate::command::output(npm::node(folder).args(["-e", SCRIPT]).args(names))?;
    text.lines()
        .map(|line| line.parse().map_err(|_| format!("not a size: {line}")))
        .collect()
}
