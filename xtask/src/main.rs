//! The project's commands, as `cargo xtask <verb>`: one file per verb.

mod bench;
mod build;
mod capture;
mod command;
mod demo;
mod files;
mod npm;
mod project;
mod reproducible;
mod simulate;
mod test;
mod tidy;

use std::process::ExitCode;

/// What went wrong, as one text for the person at the terminal.
type Result<T> = std::result::Result<T, String>;

const USAGE: &str = "usage: cargo xtask <verb>

  build [--test-hooks]          make pkg/ (or pkg-test-hooks/) from src/ and pkg-template/
  test [--only PART[,PART…]]    run every check, or the named parts
  tidy                          check the rules of the house
  reproducible                  build the wasm in a second folder and compare
  bench [PART…]                 measure weight, cold start, overhead, validation, a fresh token, memory
  simulate                      rotate a token in fleets of up to a million instances, and write docs/simulation.*
  demo [--live]                 make a private token, a query with it and a B2B sign-in against the sandbox (or the real API)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words = arguments.iter().map(String::as_str);
    let verb = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    let outcome = match verb {
        "bench" => bench::run(&rest),
        "build" => build::run(&rest),
        "test" => test::run(&rest),
        "tidy" => tidy::run(&rest),
        "reproducible" => reproducible::run(&rest),
        "simulate" => simulate::run(&rest),
        "demo" => demo::run(&rest),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // A verb that has said all it has to say fails with an empty message.
            if !message.is_empty() {
                eprintln!("{}", message.trim_end());
            }
            ExitCode::FAILURE
        }
    }
}
