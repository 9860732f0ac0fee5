//! `cargo xtask test`: every check there is, one line each, the faults at the end.

mod count;
mod needs;
mod parts;

use crate::Result;
use crate::capture::capture;
use crate::project::Project;
use needs::Needs;
use parts::{Lane, PARTS, Part};
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// What running a part gave.
struct Outcome {
    name: &'static str,
    passed: bool,
}

pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let chosen = choose(arguments)?;
    let needs = Needs::new(Project::here()?);
    let outcomes = Mutex::new(Vec::new());
    let queue = |lane| {
        Mutex::new(
            chosen
                .iter()
                .copied()
                .filter(|part| part.lane == lane)
                .collect::<VecDeque<_>>(),
        )
    };
    let (cargo, script) = (queue(Lane::Cargo), queue(Lane::Script));
    let work = |queues: &[&Mutex<VecDeque<&Part>>]| {
        for queue in queues {
            loop {
                // In a statement of its own: `while let` would hold the lock for as long as the part runs.
                let next = locked(queue).pop_front();
                let Some(part) = next else { break };
                let outcome = run_part(part, &needs);
                locked(&outcomes).push(outcome);
            }
        }
    };
    // Two at a time, of which one compiles while anything is left to compile.
    thread::scope(|scope| {
        scope.spawn(|| work(&[&cargo, &script]));
        scope.spawn(|| work(&[&script]));
    });
    summarize(&locked(&outcomes))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The parts to run: all, or those named after `--only`.
fn choose(arguments: &[&str]) -> Result<Vec<&'static Part>> {
    let all = || PARTS.iter().map(|part| part.name).collect::<Vec<_>>().join(" ");
    let usage = || format!("usage: cargo xtask test [--only PART[,PART…]]\nparts: {}", all());
    let mut names: Vec<&str> = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let list = match *word {
            "--only" => *words.next().ok_or_else(usage)?,
            word => word.strip_prefix("--only=").ok_or_else(usage)?,
        };
        names.extend(list.split(','));
    }
    if let Some(unknown) = names.iter().find(|name| PARTS.iter().all(|part| part.name != **name)) {
        return Err(format!("there is no part {unknown:?}\nparts: {}", all()));
    }
    Ok(PARTS
        .iter()
        .filter(|part| names.is_empty() || names.contains(&part.name))
        .collect())
}

/// Runs a part, prints its line and, when it failed, all it wrote.
fn run_part(part: &Part, needs: &Needs) -> Outcome {
    // With what it waits for: the times of a lane add up to the whole.
    let start = Instant::now();
    let verdict = part.needs.iter().try_for_each(|need| needs.meet(*need));
    let verdict = verdict.and_then(|()| execute(part, needs.project()));
    let seconds = start.elapsed().as_secs_f64();
    let name = part.name;
    // One call per part: the lanes' lines never mix.
    match &verdict {
        Ok(count) => println!("{}", format!("ok    {name:<14} {seconds:>6.1} s  {count}").trim_end()),
        Err(output) => println!("FAIL  {name:<14} {seconds:>6.1} s\n{}\n", output.trim_end()),
    }
    Outcome {
        name,
        passed: verdict.is_ok(),
    }
}

/// Runs a part's commands to the end of the first that fails; what it counted, or what it wrote.
fn execute(part: &Part, project: &Project) -> Result<String> {
    const LIMIT: Duration = Duration::from_mins(15);
    let mut written = String::new();
    for command in (part.commands)(project)? {
        let (passed, output) = capture(command, LIMIT);
        written.push_str(&output);
        if !passed {
            return Err(written);
        }
    }
    let count = count::count(&written);
    match part.counted {
        None => Ok(String::new()),
        Some(_) if count.skipped > 0 => Err(format!("{written}\n{} were skipped: nothing may be", count.skipped)),
        Some(_) if count.passed == 0 => Err(format!(
            "{written}\nnothing was counted: a part that checks nothing is a fault"
        )),
        Some(what) => Ok(format!("{} {what}", count.passed)),
    }
}

fn summarize(outcomes: &[Outcome]) -> Result<()> {
    let failed: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.passed).collect();
    println!();
    for outcome in &failed {
        println!(
            "failed: {:<14} again with: cargo xtask test --only {}",
            outcome.name, outcome.name
        );
    }
    println!("{} passed, {} failed", outcomes.len() - failed.len(), failed.len());
    if failed.is_empty() { Ok(()) } else { Err(String::new()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_chosen_by_name() {
        let cases: &[(&[&str], Option<&[&str]>)] = &[
            (&["--only", "fmt"], Some(&["fmt"])),
            (&["--only=tidy,fmt"], Some(&["fmt", "tidy"])),
            (&["--only", "fmt", "--only", "clippy"], Some(&["fmt", "clippy"])),
            (&["--only", "nothing"], None),
            (&["--only"], None),
            (&["fmt"], None),
        ];
        for (arguments, expected) in cases {
            let mut names = choose(arguments)
                .ok()
                .map(|parts| parts.iter().map(|part| part.name).collect::<Vec<_>>());
            let mut expected = expected.map(<[&str]>::to_vec);
            names
                .iter_mut()
                .chain(&mut expected)
                .for_each(|names| names.sort_unstable());
            assert_eq!(names, expected, "{arguments:?}");
        }
        assert_eq!(choose(&[]).map(|parts| parts.len()), Ok(PARTS.len()));
    }

    #[test]
    fn every_part_has_a_name_of_its_own() {
        for part in PARTS {
            assert_eq!(
                PARTS.iter().filter(|other| other.name == part.name).count(),
                1,
                "{}",
                part.name
            );
        }
    }
}
