//! The parts of the whole test. To add one, add a line to the table.

use super::needs::Need;
use crate::Result;
use crate::command;
use crate::files;
use crate::npm;
use crate::project::{self, Project, WASM_TARGET};
use std::path::Path;
use std::process::Command;

/// Two parts run at a time, but never two that compile: cargo locks its folder, and the second would only wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Parts that compile.
    Cargo,
    /// Parts that run what was compiled.
    Script,
}

pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) lane: Lane,
    pub(crate) needs: &'static [Need],
    /// What is counted in the output; `None` where success is all there is.
    pub(crate) counted: Option<&'static str>,
    pub(crate) commands: fn(&Project) -> Result<Vec<Command>>,
}

const TESTS: Option<&str> = Some("tests");
const JS: &[Need] = &[Need::TestTools, Need::Package];
const JS_BROWSER: &[Need] = &[Need::TestTools, Need::Package, Need::Chromium];
const JS_HOOKS: &[Need] = &[Need::TestTools, Need::TestHooksPackage];
const STORES: &[Need] = &[Need::TestTools, Need::Redis];
const JS_REDIS: &[Need] = &[Need::TestTools, Need::Package, Need::Redis];

/// In the order in which the parts of each lane begin.
#[rustfmt::skip]
pub(crate) const PARTS: &[Part] = &[
    part("build", Lane::Cargo, &[Need::Package, Need::TestHooksPackage], None, |_| Ok(Vec::new())),
    part("fmt", Lane::Cargo, &[Need::Components], None, |p| Ok(vec![cargo(p, "fmt --all --check -- --color never")])),
    part("clippy", Lane::Cargo, &[Need::Components, Need::WasmTarget], None, |p| Ok(clippy(p))),
    part("native", Lane::Cargo, &[], TESTS, |p| Ok(vec![cargo(p, "test --workspace --all-features --locked")])),
    part("wasm", Lane::Cargo, &[Need::WasmTarget, Need::TestRunner], TESTS, |p| Ok(vec![wasm(p)])),
    part("rustdoc", Lane::Cargo, &[Need::WasmTarget], None, |p| Ok(rustdoc(p))),
    part("reproducible", Lane::Cargo, &[Need::Package], None, |p| Ok(vec![p.xtask("reproducible")])),
    part("tidy", Lane::Script, &[], Some("rules"), |p| Ok(vec![p.xtask("tidy")])),
    part("sandbox", Lane::Script, &[Need::TestTools, Need::Chromium], TESTS, |p| node_tests(p, "tests/js/sandbox")),
    part("stores", Lane::Script, STORES, TESTS, |p| node_tests(p, "tests/js/stores")),
    part("adapters", Lane::Script, JS, TESTS, |p| node_tests(p, "tests/js/adapters")),
    part("provider", Lane::Script, JS, TESTS, |p| node_tests(p, "tests/js/provider/workerd")),
    part("fleet", Lane::Script, JS_REDIS, TESTS, |p| node_tests(p, "tests/js/provider/fleet")),
    part("types", Lane::Script, JS, TESTS, |p| script(p, "tests/js/types/run.mjs")),
    part("node20", Lane::Script, JS, TESTS, node20),
    part("node24", Lane::Script, JS, TESTS, |p| script(p, "tests/js/run/node.mjs --node24")),
    part("deno", Lane::Script, JS, TESTS, |p| script(p, "tests/js/run/deno.mjs")),
    part("bun", Lane::Script, JS, TESTS, |p| script(p, "tests/js/run/bun.mjs")),
    part("workerd", Lane::Script, JS, TESTS, |p| script(p, "tests/js/run/workerd.mjs")),
    part("edge-light", Lane::Script, JS, TESTS, |p| script(p, "tests/js/run/edge-light.mjs")),
    part("packaging", Lane::Script, JS, TESTS, |p| node_tests(p, "tests/js/packaging")),
    part("cli", Lane::Script, JS, TESTS, |p| node_tests(p, "tests/js/cli")),
    part("browser", Lane::Script, JS_BROWSER, TESTS, |p| script(p, "tests/js/browser/run.mjs")),
    part("examples", Lane::Script, JS_REDIS, TESTS, |p| node_tests(p, "tests/js/examples")),
    part("demo", Lane::Script, &[Need::Package], None, |p| script(p, "examples/demo/demo.mjs")),
    part("traps", Lane::Script, JS_HOOKS, TESTS, |p| node_tests(p, "tests/js/traps")),
];

const fn part(
    name: &'static str,
    lane: Lane,
    needs: &'static [Need],
    counted: Option<&'static str>,
    commands: fn(&Project) -> Result<Vec<Command>>,
) -> Part {
    Part {
        name,
        lane,
        needs,
        counted,
        commands,
    }
}

fn clippy(project: &Project) -> Vec<Command> {
    let native = "clippy --workspace --all-targets --all-features --locked -- -D warnings";
    let wasm = format!(
        "clippy --package bigcommerce-tokens --lib --all-features --locked --target {WASM_TARGET} -- -D warnings"
    );
    vec![cargo(project, native), cargo(project, &wasm)]
}

fn rustdoc(project: &Project) -> Vec<Command> {
    let native = "doc --no-deps --locked --package bigcommerce-tokens --package xtask";
    let wasm =
        format!("doc --no-deps --locked --package bigcommerce-tokens --document-private-items --target {WASM_TARGET}");
    let strict = |arguments: &str| {
        let mut doc = cargo(project, arguments);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        doc
    };
    vec![strict(native), strict(&wasm)]
}

/// The tests that need JavaScript around them, in Node.
fn wasm(project: &Project) -> Command {
    let mut test = cargo(
        project,
        &format!("test --package bigcommerce-tokens --all-features --locked --target {WASM_TARGET} --tests"),
    );
    test.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        project.program("wasm-bindgen-test-runner"),
    );
    test.env("WASM_BINDGEN_TEST_ONLY_NODE", "1");
    test
}

fn cargo(project: &Project, arguments: &str) -> Command {
    let mut cargo = project::cargo();
    cargo
        .current_dir(&project.root)
        .env("CARGO_TERM_COLOR", "never")
        .args(arguments.split(' '));
    cargo
}

/// The suite under Node 20: this machine's when it is that, else the one among the test tools.
fn node20(project: &Project) -> Result<Vec<Command>> {
    let version = command::output(npm::node(&project.root).arg("--version"))?;
    let installed = project.path("tests/js/node_modules/node20/bin/node");
    let node = match installed {
        _ if version.starts_with("v20.") => npm::node(&project.root),
        path if path.is_file() => Command::new(path),
        _ => return Err(format!("node is {version}: put a Node 20 on the PATH")),
    };
    program(project, node, "tests/js/run/node.mjs")
}

/// Runs a program in Node: its path, and what it is told.
fn script(project: &Project, line: &str) -> Result<Vec<Command>> {
    program(project, npm::node(&project.root), line)
}

fn program(project: &Project, mut node: Command, line: &str) -> Result<Vec<Command>> {
    let path = line.split(' ').next().unwrap_or_default();
    if !project.path(path).is_file() {
        return Err(format!("{path} is missing"));
    }
    node.current_dir(&project.root).args(line.split(' '));
    Ok(vec![node])
}

/// Runs every `*.test.mjs` in a folder. Newer releases of Node take no folder, so each file is named.
fn node_tests(project: &Project, folder: &str) -> Result<Vec<Command>> {
    let mut node = npm::node(&project.root);
    node.args(["--test", "--test-reporter=spec"]);
    let path = project.path(folder);
    let files = if path.is_dir() {
        files::walk(&path, &|name| name == "node_modules")?
    } else {
        Vec::new()
    };
    let tests: Vec<&Path> = files
        .iter()
        .map(AsRef::as_ref)
        .filter(|file: &&Path| is_test(file))
        .collect();
    if tests.is_empty() {
        return Err(format!("{folder} holds no *.test.mjs"));
    }
    node.args(tests);
    Ok(vec![node])
}

fn is_test(file: &Path) -> bool {
    file.file_name()
        .is_some_and(|name| name.to_string_lossy().ends_with(".test.mjs"))
}
