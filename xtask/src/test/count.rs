//! How many tests ran, from what the test programs print.

/// What was counted over all commands of a part.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    /// Tests that were there and did not run.
    pub(crate) skipped: usize,
}

/// Understands `cargo test`, `node --test`, and a line of our own: `12 passed, 0 failed`.
pub(crate) fn count(output: &str) -> Count {
    let mut total = Count::default();
    let mut own = None;
    for line in output.lines().map(str::trim) {
        if let Some(result) = line.strip_prefix("test result: ") {
            total.passed += before(result, " passed").unwrap_or(0);
            total.skipped += before(result, " ignored").unwrap_or(0);
        } else if let Some(fact) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            total.passed += after(fact, "pass ").unwrap_or(0);
            total.skipped += after(fact, "skipped ").unwrap_or(0) + after(fact, "todo ").unwrap_or(0);
        } else if let (Some(passed), Some(_)) = (before(line, " passed, "), before(line, " failed")) {
            // The last such line is the sum of those before it.
            own = Some(passed);
        }
    }
    if total.passed == 0 {
        total.passed = own.unwrap_or(0);
    }
    total
}

/// The number that stands right before `word`.
fn before(text: &str, word: &str) -> Option<usize> {
    text.split_once(word)?
        .0
        .rsplit(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

fn after(text: &str, word: &str) -> Option<usize> {
    text.strip_prefix(word)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_program_is_understood() {
        let cases: &[(&str, usize, usize)] = &[
            (
                "test result: ok. 16 passed; 0 failed; 0 ignored; 0 measured\ntest result: ok. 2 passed; 0 failed; 1 ignored",
                18,
                1,
            ),
            ("ℹ tests 5\nℹ pass 5\nℹ fail 0\nℹ skipped 0\nℹ todo 0", 5, 0),
            ("# pass 3\n# skipped 2\n# todo 1", 3, 3),
            ("a: 3 passed, 0 failed\nb: 4 passed, 0 failed\n7 passed, 0 failed", 7, 0),
            ("tidy: 10 rules over 140 files: 10 passed, 0 failed", 10, 0),
            ("Finished in 3 s", 0, 0),
        ];
        for (output, passed, skipped) in cases {
            assert_eq!(
                count(output),
                Count {
                    passed: *passed,
                    skipped: *skipped
                },
                "{output}"
            );
        }
    }
}
