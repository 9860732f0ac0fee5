//! Where things lie.

use crate::Result;
use crate::capture::quietly;
use crate::command;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file name of the compiled library, without its ending.
pub(crate) const LIBRARY: &str = "bigcommerce_tokens";

/// What the library is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The version of the crate and of the package.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// One checkout, the folders a build of it uses, and where the tools are.
#[derive(Clone)]
pub(crate) struct Project {
    /// The folder with the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it compiles.
    pub(crate) target: PathBuf,
    /// Where cargo keeps the sources of dependencies.
    pub(crate) cargo_home: PathBuf,
    /// The folder of this program, where cargo also puts the workspace's other tools.
    programs: PathBuf,
    /// The folder whose lock file names the npm tools of the build.
    pub(crate) npm_tools: PathBuf,
}

impl Project {
    /// The checkout this command belongs to.
    pub(crate) fn here() -> Result<Self> {
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = manifest
            .parent()
            .ok_or("xtask's manifest has no parent folder")?
            .to_owned();
        let program = env::current_exe().map_err(|error| format!("cannot find the running program: {error}"))?;
        let programs = program.parent().ok_or("the running program has no folder")?.to_owned();
        // The running program is <target>/<profile>/xtask: that also respects CARGO_TARGET_DIR and build.target-dir.
        let target = programs
            .parent()
            .ok_or("the running program lies outside a target folder")?
            .to_owned();
        Ok(Self {
            root,
            target,
            cargo_home: cargo_home()?,
            programs,
            npm_tools: manifest,
        })
    }

    /// The same sources at another place, built there with the tools of this one.
    pub(crate) fn elsewhere(&self, root: PathBuf, target: PathBuf, cargo_home: PathBuf) -> Self {
        Self {
            root,
            target,
            cargo_home,
            ..self.clone()
        }
    }

    /// A program of the workspace: this one, or one that [`bindgen_tools`] compiles.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.programs.join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// This program, to run another of its verbs.
    pub(crate) fn xtask(&self, verb: &str) -> Command {
        let mut xtask = Command::new(self.program("xtask"));
        xtask.current_dir(&self.root).arg(verb);
        xtask
    }

    /// A path below the root.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// Where this command keeps its own intermediate files.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }
}

/// Cargo itself, the one that runs this command when there is one.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Compiles `wasm-bindgen` and `wasm-bindgen-test-runner` at the pinned version.
pub(crate) fn bindgen_tools(project: &Project) -> Result<()> {
    let mut build = cargo();
    build.current_dir(&project.root).args([
        "build",
        "--quiet",
        "--locked",
        "--package",
        "xtask-wasm-bindgen",
        "--bins",
    ]);
    quietly(build)
}

/// Rust's own compiler, as this checkout chooses it.
pub(crate) fn rustc(project: &Project) -> Command {
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.current_dir(&project.root);
    rustc
}

/// The folder of the toolchain.
pub(crate) fn sysroot(project: &Project) -> Result<PathBuf> {
    command::output(rustc(project).args(["--print", "sysroot"])).map(PathBuf::from)
}

/// Installs the `wasm32` target when it is missing.
pub(crate) fn add_wasm_target(project: &Project) -> Result<()> {
    if sysroot(project)?.join("lib").join("rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    let mut add = Command::new("rustup");
    add.current_dir(&project.root).args(["target", "add", WASM_TARGET]);
    quietly(add)
}

fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = env::var_os("CARGO_HOME") {
        return Ok(home.into());
    }
    let home = env::home_dir().ok_or("neither CARGO_HOME nor a home folder is known")?;
    Ok(home.join(".cargo"))
}
