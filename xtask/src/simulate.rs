//! `cargo xtask simulate`: how often fleets of any size make a token, by the very code of `src/lifecycle`.

mod dice;
mod fleet;
mod plot;
mod report;
mod scenario;
mod schedule;
mod world;

use crate::Result;
use crate::command;
use crate::files;
use crate::project::{self, Project};
use bigcommerce_tokens::lifecycle::Sharing;
use scenario::{Outcome, Scenario};

/// Fleets of these sizes.
const SIZES: [u32; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];
/// Each run is repeated with these.
const SEEDS: [u64; 3] = [1, 2, 3];
const HOUR_MS: u64 = 3_600_000;

/// A way of sharing, through fleets of all sizes.
struct Row {
    name: &'static str,
    sharing: Sharing,
    lifetime_ms: u64,
    copy_ms: u64,
    crashes: f64,
    /// Larger fleets are left out.
    largest: u32,
}

const LEASE: Row = Row {
    name: "a store with a lease",
    sharing: Sharing::Lease,
    lifetime_ms: HOUR_MS,
    copy_ms: 0,
    crashes: 0.0,
    largest: 1_000_000,
};
const SPREAD: Row = Row {
    name: "a store without a lease, seen by all after 60 s",
    sharing: Sharing::Spread { propagation_ms: 60_000 },
    copy_ms: 60_000,
    ..LEASE
};

const SLOW_LEASE: Row = Row {
    name: "such a store, and a lease beside it",
    sharing: Sharing::SlowLease { propagation_ms: 60_000 },
    ..SPREAD
};

const ROWS: [Row; 7] = [
    Row {
        name: "no store",
        sharing: Sharing::Alone,
        // Beyond, the quota is gone long before: the figure would be the speed of failing.
        largest: 100_000,
        ..LEASE
    },
    LEASE,
    Row {
        name: "the same, and every second holder dies",
        crashes: 0.5,
        ..LEASE
    },
    SPREAD,
    SLOW_LEASE,
    Row {
        name: "a store without a lease, seen by all after 300 s, as the provider was told; life of 6 h",
        sharing: Sharing::Spread {
            propagation_ms: 300_000,
        },
        copy_ms: 300_000,
        lifetime_ms: 6 * HOUR_MS,
        ..SPREAD
    },
    Row {
        name: "the same, after 300 s, and the provider believes in 60 s",
        copy_ms: 300_000,
        ..SPREAD
    },
];

/// What came of one way of sharing at one size, over all seeds.
struct Cell {
    size: u32,
    /// The mean.
    mints: f64,
    /// The worst.
    peak: usize,
    failed: f64,
    longest_wait_ms: u64,
}

pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask simulate".to_owned());
    }
    let project = Project::here()?;
    if cfg!(debug_assertions) {
        // A million instances want an optimized build.
        let mut release = project::cargo();
        release.current_dir(&project.root);
        release.args([
            "run",
            "--quiet",
            "--release",
            "--locked",
            "--package",
            "xtask",
            "--",
            "simulate",
        ]);
        return command::run(&mut release);
    }
    let mut results = Vec::new();
    for row in &ROWS {
        let mut cells = Vec::new();
        for size in SIZES.into_iter().filter(|size| *size <= row.largest) {
            let cell = cell(row, size)?;
            println!("{}, {size} instances: {:.1} mints", row.name, cell.mints);
            cells.push(cell);
        }
        results.push((row, cells));
    }
    files::write(
        &project.path("docs/simulation.md"),
        report::markdown(&results).as_bytes(),
    )?;
    files::write(&project.path("docs/simulation.svg"), plot::svg(&results).as_bytes())?;
    println!("written: docs/simulation.md, docs/simulation.svg");
    Ok(())
}

fn cell(row: &Row, size: u32) -> Result<Cell> {
    let runs = SEEDS.map(|seed| {
        Scenario {
            instances: size,
            sharing: row.sharing,
            lifetime_ms: row.lifetime_ms,
            copy_ms: row.copy_ms,
            crashes: row.crashes,
            seed,
        }
        .run()
    });
    let runs: Vec<Outcome> = runs.into_iter().collect::<Result<_>>()?;
    let mints: u32 = runs
        .iter()
        .map(|run| u32::try_from(run.mints).unwrap_or(u32::MAX))
        .sum();
    Ok(Cell {
        size,
        mints: f64::from(mints) / f64::from(u32::try_from(runs.len()).unwrap_or(1)),
        peak: runs.iter().map(|run| run.peak).max().unwrap_or_default(),
        failed: runs.iter().map(|run| run.failed).sum(),
        longest_wait_ms: runs.iter().map(|run| run.longest_wait_ms).max().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The promises, at ten thousand instances: mints per rotation on average, and the most in any 30 seconds.
    #[test]
    fn ten_thousand_instances_make_a_handful_of_tokens_and_fail_nobody() {
        for (row, mints, peak) in [
            (&LEASE, 2.0, 10),
            (&ROWS[2], 2.0, 10),
            (&SPREAD, 4.0, 10),
            (&SLOW_LEASE, 2.0, 10),
            (&ROWS[5], 4.0, 10),
        ] {
            let cell = cell(row, 10_000).unwrap();
            assert!(cell.mints >= 1.0, "{}: nothing was rotated", row.name);
            assert!(cell.mints <= mints, "{}: {} mints", row.name, cell.mints);
            assert!(cell.peak <= peak, "{}: {} in 30 s", row.name, cell.peak);
            assert!(cell.failed < 0.5, "{}: {} failed", row.name, cell.failed);
        }
    }

    #[test]
    fn without_a_store_the_same_fleet_runs_into_the_quota() {
        let cell = cell(&ROWS[0], 10_000).unwrap();
        assert!(cell.mints >= 10_000.0, "{}", cell.mints);
        assert!(cell.peak > 150, "{}", cell.peak);
    }

    #[test]
    fn a_run_is_the_same_every_time() {
        let scenario = Scenario {
            instances: 1_000,
            sharing: SPREAD.sharing,
            lifetime_ms: HOUR_MS,
            copy_ms: 60_000,
            crashes: 0.0,
            seed: 7,
        };
        let runs = [scenario.run().unwrap(), scenario.run().unwrap()];
        assert_eq!(format!("{:?}", runs[0]), format!("{:?}", runs[1]));
    }
}
