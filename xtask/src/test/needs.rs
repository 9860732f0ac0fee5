//! What several parts stand on, made once by the first that needs it.

use crate::Result;
use crate::capture::quietly;
use crate::command;
use crate::npm;
use crate::project::{self, Project};
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, OnceLock, PoisonError};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// clippy and rustfmt.
    Components,
    /// The `wasm32` target of Rust.
    WasmTarget,
    /// The runner of the `wasm32` tests.
    TestRunner,
    /// `pkg/`.
    Package,
    /// `pkg-test-hooks/`.
    TestHooksPackage,
    /// The npm packages of `tests/js`.
    TestTools,
    /// A Chromium of the system.
    Chromium,
    /// A redis-server of the system.
    Redis,
}

const ALL: [Need; 8] = [
    Need::Components,
    Need::WasmTarget,
    Need::TestRunner,
    Need::Package,
    Need::TestHooksPackage,
    Need::TestTools,
    Need::Chromium,
    Need::Redis,
];

/// The needs that were met, or why not.
pub(crate) struct Needs {
    project: Project,
    met: [OnceLock<Result<()>>; ALL.len()],
}

impl Needs {
    pub(crate) fn new(project: Project) -> Self {
        Self {
            project,
            met: Default::default(),
        }
    }

    pub(crate) const fn project(&self) -> &Project {
        &self.project
    }

    /// Meets a need unless that was tried before; a lane that comes second waits for the first.
    pub(crate) fn meet(&self, need: Need) -> Result<()> {
        let Some(met) = ALL
            .iter()
            .position(|known| *known == need)
            .and_then(|at| self.met.get(at))
        else {
            return Err(format!("{need:?} is not listed"));
        };
        // Only the first to ask hears the whole story.
        let mut story = None;
        let met = met.get_or_init(|| {
            self.make(need).map_err(|message| {
                story = Some(message);
                format!("{need:?} is needed and failed, as told above")
            })
        });
        match story {
            Some(message) => Err(format!("{need:?} is needed and failed:\n{message}")),
            None => met.clone(),
        }
    }

    fn make(&self, need: Need) -> Result<()> {
        match need {
            Need::Components => components(&self.project),
            Need::WasmTarget => project::add_wasm_target(&self.project),
            Need::TestRunner => project::bindgen_tools(&self.project),
            Need::Package => build(&self.project, &[]),
            Need::TestHooksPackage => build(&self.project, &["--test-hooks"]),
            Need::TestTools => npm::install(&self.project.path("tests/js")),
            Need::Chromium => CHROMIUM.install(),
            Need::Redis => REDIS.install(),
        }
    }
}

/// Builds in a process of its own, so that its output stays together.
fn build(project: &Project, arguments: &[&str]) -> Result<()> {
    let mut build = project.xtask("build");
    build.args(arguments);
    quietly(build)
}

fn components(project: &Project) -> Result<()> {
    for component in ["clippy", "rustfmt"] {
        let subcommand = component.trim_start_matches("rust");
        let mut version = project::cargo();
        version.current_dir(&project.root).args([subcommand, "--version"]);
        if quietly(version).is_err() {
            let mut add = Command::new("rustup");
            quietly({
                add.current_dir(&project.root).args(["component", "add", component]);
                add
            })?;
        }
    }
    Ok(())
}

/// A program of the system that some tests start.
struct SystemProgram {
    /// What it is called.
    name: &'static str,
    /// The variable that names another file.
    variable: &'static str,
    /// Where the tests look for it when the variable does not say.
    path: &'static str,
    /// Debian's package of it.
    package: &'static str,
}

const CHROMIUM: SystemProgram = SystemProgram {
    name: "Chromium",
    variable: "CHROMIUM",
    path: "/usr/bin/chromium",
    package: "chromium",
};

const REDIS: SystemProgram = SystemProgram {
    name: "redis-server",
    variable: "REDIS_SERVER",
    path: "/usr/bin/redis-server",
    package: "redis-server",
};

/// Two installations at once would stand in each other's way.
static INSTALLING: Mutex<()> = Mutex::new(());

impl SystemProgram {
    /// Installs it by Debian's own means where that can be done, and says what to do where it cannot.
    fn install(&self) -> Result<()> {
        let Self {
            name,
            variable,
            path,
            package,
        } = self;
        if let Some(chosen) = std::env::var_os(variable) {
            return if Path::new(&chosen).is_file() {
                Ok(())
            } else {
                Err(format!("{variable} names no file"))
            };
        }
        if Path::new(path).is_file() {
            return Ok(());
        }
        let advice = format!(
            "install {name} so that {path} exists (Debian: apt-get install {package}), or name another by {variable}"
        );
        let root = command::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
        if !Path::new("/etc/debian_version").is_file() || !root {
            return Err(advice);
        }
        let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
        for arguments in [
            &["update"][..],
            &["install", "--yes", "--no-install-recommends", package],
        ] {
            let mut apt = Command::new("apt-get");
            apt.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
            quietly(apt).map_err(|message| format!("{message}\n{advice}"))?;
        }
        if Path::new(path).is_file() { Ok(()) } else { Err(advice) }
    }
}
