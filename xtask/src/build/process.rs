//! From raw wasm to the module that ships and its glue.

use super::glue;
use super::wasm_file;
use super::{Module, Variant};
use crate::Result;
use crate::command;
use crate::files;
use crate::npm;
use crate::project::{LIBRARY, Project};
use std::path::Path;
use std::process::Command;

/// The two halves of the binding.
pub(crate) struct Binding {
    pub(crate) wasm: Vec<u8>,
    pub(crate) glue: String,
}

/// Runs wasm-bindgen and wasm-opt, unless their last result came from the same input.
pub(crate) fn process(project: &Project, variant: Variant, module: &Module, raw: &[u8]) -> Result<Binding> {
    let folder = project
        .scratch()
        .join(format!("binding-{}-{}", variant.folder(), module.feature));
    let (wasm_path, glue_path, stamp_path) = (folder.join("done.wasm"), folder.join("glue.js"), folder.join("stamp"));
    let stamp = stamp(project, raw)?;
    if files::read_text(&stamp_path).is_ok_and(|present| present == stamp) {
        return Ok(Binding {
            wasm: files::read(&wasm_path)?,
            glue: files::read_text(&glue_path)?,
        });
    }
    // Until all is done there is no result: a run that fails or is cut short starts again.
    files::write(&stamp_path, b"")?;
    let raw_path = folder.join(format!("{LIBRARY}.wasm"));
    files::write(&raw_path, raw)?;
    bind(project, &raw_path, &folder)?;
    let (trapping, smallest) = (folder.join("trapping.wasm"), folder.join("smallest.wasm"));
    let mut panics = npm::node(&project.npm_tools);
    panics
        .arg("without-words.mjs")
        .arg(folder.join(format!("{LIBRARY}_bg.wasm")));
    command::run(panics.arg(&trapping))?;
    optimize(project, &trapping, &smallest)?;

    let optimized = files::read(&smallest)?;
    let read = wasm_file::read(&optimized)?;
    if !read.custom_sections.is_empty() {
        return Err(format!(
            "the wasm still has custom sections: {}",
            read.custom_sections.join(", ")
        ));
    }
    let background = files::read_text(&folder.join(format!("{LIBRARY}_bg.js")))?;
    let entry = files::read_text(&folder.join(format!("{LIBRARY}.js")))?;
    let draft_path = folder.join("glue.draft.js");
    files::write(
        &draft_path,
        glue::transform(&background, &entry, &read.imports)?.as_bytes(),
    )?;
    let glue = tidied(project, &draft_path)?;
    let wasm = wasm_file::with_short_imports(&optimized)?;
    files::write(&wasm_path, &wasm)?;
    files::write(&glue_path, glue.as_bytes())?;
    files::write(&stamp_path, stamp.as_bytes())?;
    Ok(Binding { wasm, glue })
}

/// What the result depends on: the input, the npm tools, and the steps here. The version of wasm-bindgen shows in the input.
fn stamp(project: &Project, raw: &[u8]) -> Result<String> {
    const STEPS: &str = concat!(
        include_str!("process.rs"),
        include_str!("glue.rs"),
        include_str!("wasm_file.rs"),
        include_str!("../../without-words.mjs")
    );
    let lock = files::read(&project.npm_tools.join("package-lock.json"))?;
    Ok([raw, &lock, STEPS.as_bytes()].map(files::sha256).join("\n"))
}

fn bind(project: &Project, raw: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Command::new(project.program("wasm-bindgen"));
    bindgen.args([
        "--target",
        "bundler",
        "--no-typescript",
        "--out-name",
        LIBRARY,
        "--out-dir",
    ]);
    command::run(bindgen.arg(folder).arg(raw))
}

/// The target features go last of all sections: wasm-opt must read them to know what it may use.
fn optimize(project: &Project, bound: &Path, done: &Path) -> Result<()> {
    let mut optimize = npm::program(&project.npm_tools, "wasm-opt");
    optimize.args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"]);
    // Longer, but shorter once compressed: the same steps spelt out again cost a download less than one copy in a new place.
    for pass in ["local-cse", "memory-packing", "merge-similar-functions"] {
        optimize.arg(format!("--skip-pass={pass}"));
    }
    optimize.args(["--one-caller-inline-max-function-size=30", "--converge"]);
    // The stack comes first in memory and grows downwards: its last 1024 bytes are no place of data.
    optimize.arg("--low-memory-unused");
    command::run(optimize.arg(bound).arg("-o").arg(done))
}

/// Lets esbuild print the glue again: short, and failing when the transformation left a syntax error.
fn tidied(project: &Project, draft: &Path) -> Result<String> {
    let mut esbuild = npm::program(&project.npm_tools, "esbuild");
    esbuild.args([
        "--format=esm",
        "--minify",
        "--target=es2022",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    let printed = command::output(esbuild.arg(draft))?;
    Ok(format!("{}{printed}\n", glue::HEADER))
}
