//! From Rust to raw wasm, the same bytes wherever the checkout lies.

use super::{Module, Variant};
use crate::Result;
use crate::command;
use crate::files;
use crate::project::{self, LIBRARY, Project, WASM_TARGET, sysroot};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Compiles a module with the size profile and returns the wasm as the linker left it.
///
/// All modules share a target folder and its compiled dependencies: the file is read before the next one replaces it.
pub(crate) fn compile(project: &Project, variant: Variant, module: &Module) -> Result<Vec<u8>> {
    project::add_wasm_target(project)?;
    // A folder of its own per variant: a cdylib's file name has no hash, so that the variants would overwrite each other.
    let target = match variant {
        Variant::Published => project.target.clone(),
        Variant::TestHooks => project.scratch().join("test-hooks"),
    };
    let mut build = project::cargo();
    build.current_dir(&project.root).args([
        "build",
        "--quiet",
        "--locked",
        "--package",
        "bigcommerce-tokens",
        "--lib",
    ]);
    build
        .args(["--profile", "wasm", "--target", WASM_TARGET, "--target-dir"])
        .arg(&target);
    build.args(["--no-default-features", "--features", module.feature]);
    if variant == Variant::TestHooks {
        build.args(["--features", "test-hooks"]);
    }
    build.env("CARGO_HOME", &project.cargo_home);
    build
        .env_remove("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", remapping(project, &target)?);
    command::run(&mut build)?;
    files::read(&target.join(WASM_TARGET).join("wasm").join(format!("{LIBRARY}.wasm")))
}

/// Fails when the wasm holds a path of this machine: it would differ elsewhere, and tell who built it.
pub(crate) fn refuse_local_paths(project: &Project, wasm: &[u8]) -> Result<()> {
    let mut folders = vec![
        project.root.clone(),
        project.cargo_home.clone(),
        project.target.clone(),
        sysroot(project)?,
    ];
    folders.extend(env::home_dir());
    for folder in folders {
        let folder = folder.to_string_lossy();
        if folder.len() > 1 && wasm.windows(folder.len()).any(|window| window == folder.as_bytes()) {
            return Err(format!("the wasm holds the path {folder}: a remapping is missing"));
        }
    }
    Ok(())
}

/// Flags that replace every folder of this machine; where several match, rustc takes the last.
fn remapping(project: &Project, target: &Path) -> Result<String> {
    let sysroot = sysroot(project)?;
    let rust_source = sysroot.join("lib").join("rustlib").join("src").join("rust");
    let mut pairs = vec![
        (project.root.clone(), "/src".to_owned()),
        (target.to_owned(), "/target".to_owned()),
        (sysroot, "/sysroot".to_owned()),
        // Where the standard library's own paths point: the same with and without rustup's rust-src component.
        (rust_source, format!("/rustc/{}", rustc_commit(project)?)),
        (project.cargo_home.clone(), "/cargo".to_owned()),
    ];
    // The folder below is named after the registry's address, which differs behind a mirror.
    pairs.extend(
        registry_folders(project)?
            .into_iter()
            .map(|folder| (folder, "/cargo/registry".to_owned())),
    );
    let flags: Vec<String> = pairs
        .iter()
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
        .collect();
    Ok(flags.join("\x1f"))
}

fn registry_folders(project: &Project) -> Result<Vec<PathBuf>> {
    let sources = project.cargo_home.join("registry").join("src");
    if !sources.is_dir() {
        let mut fetch = project::cargo();
        fetch.current_dir(&project.root).env("CARGO_HOME", &project.cargo_home);
        command::run(fetch.args(["fetch", "--quiet", "--locked", "--target", WASM_TARGET]))?;
    }
    let Ok(entries) = fs::read_dir(&sources) else {
        return Ok(Vec::new());
    };
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    Ok(folders)
}

fn rustc_commit(project: &Project) -> Result<String> {
    let version = command::output(project::rustc(project).arg("-vV"))?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    commit
        .map(str::to_owned)
        .ok_or_else(|| "rustc -vV names no commit".to_owned())
}
