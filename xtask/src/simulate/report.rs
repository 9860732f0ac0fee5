//! The results as a document.

use super::{Cell, Row, SIZES};
use std::fmt::Write as _;

const HEAD: &str = "# How often fleets make a token

Written by `cargo xtask simulate`, which drives the functions of `src/lifecycle` that the package ships, not a copy of them. It is the
same in every run.

![Mints per rotation over the number of instances](simulation.svg)

";

const MODEL: &str = "## The model

One token ends and has to be replaced once, in all instances: a rotation. The clock runs from 70 % of the token's life until five
minutes after its end. Each figure is the mean of three runs, or the worst where it says so.

- A token lives an hour, where nothing else is said: the shortest life that is allowed without a lease, and the hardest for it.
- The API lets 150 requests pass in 30 seconds, for all of a store's apps. A mint takes 300 ms in the median (log-normal, sigma 0.5);
  one in a hundred fails with 503. Retries are those of the package.
- Each instance serves one request per second (a fifth at 100,000 instances, a fiftieth at 1,000,000), and is replaced by one that
  knows nothing once an hour on average.
- A store with a lease answers in 1 ms and shows a write at once. Where holders die, every second process that is about to mint under
  the lease is gone, half of them after they asked the API, and the lease stays until it runs out.
- A store without a lease is like Workers KV in 300 data centres: a read takes 60 ms, or 3 ms where a copy is at hand, and a copy is
  used for 60 or 300 seconds, whatever was written elsewhere meanwhile. The lease beside it is that of a Durable Object.
- A request has failed if it got no token, or none within 10 seconds.

Latencies, loads and the number of data centres are assumptions. What to take from it is the relation between the ways of sharing.
";

pub(super) fn markdown(results: &[(&Row, Vec<Cell>)]) -> String {
    let mut text = HEAD.to_owned();
    table(&mut text, "Requests to make a token, per rotation", results, |cell| {
        figure(cell.mints)
    });
    table(
        &mut text,
        "The most of them in any 30 seconds (the quota is 150), worst run",
        results,
        |cell| cell.peak.to_string(),
    );
    table(
        &mut text,
        "Requests of shoppers that failed, all runs",
        results,
        |cell| figure(cell.failed),
    );
    table(
        &mut text,
        "The longest that one waited for a token, in milliseconds",
        results,
        |cell| cell.longest_wait_ms.to_string(),
    );
    text.push_str(MODEL);
    text
}

fn table(text: &mut String, title: &str, results: &[(&Row, Vec<Cell>)], show: impl Fn(&Cell) -> String) {
    let _ = writeln!(text, "## {title}\n");
    let sizes: Vec<String> = SIZES.iter().map(|size| grouped(&size.to_string())).collect();
    let _ = writeln!(text, "| instances | {} |", sizes.join(" | "));
    let _ = writeln!(text, "|---|{}", "---:|".repeat(SIZES.len()));
    for (row, cells) in results {
        let shown = SIZES.map(|size| {
            let cell = cells.iter().find(|cell| cell.size == size);
            cell.map_or_else(String::new, |cell| grouped(&show(cell)))
        });
        let _ = writeln!(text, "| {} | {} |", row.name, shown.join(" | "));
    }
    text.push('\n');
}

fn figure(number: f64) -> String {
    if number.fract() == 0.0 || number >= 100.0 {
        format!("{number:.0}")
    } else {
        format!("{number:.1}")
    }
}

/// A number with a comma between each three digits.
fn grouped(number: &str) -> String {
    let (whole, fraction) = number
        .split_once('.')
        .map_or((number, None), |(whole, part)| (whole, Some(part)));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_easy_to_read() {
        for (number, text) in [
            (1.0, "1"),
            (1.34, "1.3"),
            (123.4, "123"),
            (594_307.0, "594,307"),
            (0.0, "0"),
        ] {
            assert_eq!(grouped(&figure(number)), text);
        }
    }
}
