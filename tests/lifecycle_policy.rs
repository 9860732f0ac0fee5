//! When a token is fresh and when it is to be replaced.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    lifecycle::{
        Advice, Cause, DEFAULT_LIFETIME_MS, Entry, Event, Found, Minted, Policy, Sharing, Stamp, Standing, Step, Task,
    },
    time::{UnixMillis, UnixSeconds},
};
use util::driver::*;

#[test]
fn a_life_has_floors_and_a_ceiling() {
    for (lifetime_ms, sharing, allowed) in [
        (599_999, Sharing::Alone, false),
        (600_000, Sharing::Alone, true),
        (600_000, Sharing::Lease, true),
        (600_000, SPREAD, false),
        (3_599_999, SPREAD, false),
        (3_600_000, SPREAD, true),
        (315_360_000_000, Sharing::Alone, true),
        (315_360_000_001, Sharing::Alone, false),
    ] {
        assert_eq!(
            Policy::new(lifetime_ms, sharing).is_ok(),
            allowed,
            "{lifetime_ms} {sharing:?}"
        );
    }
    for (from, spread, allowed) in [
        (0.75, 0.15, true),
        (0.1, 0.0, true),
        (0.9, 0.05, true),
        (0.09, 0.1, false),
        (0.91, 0.0, false),
        (0.9, 0.06, false),
        (0.5, -0.1, false),
        (f64::NAN, 0.1, false),
        (0.5, f64::NAN, false),
    ] {
        assert_eq!(
            policy(Sharing::Lease).refresh_ahead(from, spread).is_ok(),
            allowed,
            "{from} {spread}"
        );
    }
}

#[test]
fn refreshes_begin_at_a_random_point_of_the_window() {
    let early = Policy::new(DEFAULT_LIFETIME_MS, Sharing::Lease)
        .unwrap()
        .refresh_ahead(0.5, 0.2)
        .unwrap();
    for (policy, mint_ms, random, after_ms) in [
        (policy(Sharing::Lease), 300, 0.0, 16_200_000),
        (policy(Sharing::Alone), 300, 0.5, 17_820_000),
        (early, 300, 0.5, 12_960_000),
        // Nonsense counts as the middle.
        (policy(Sharing::Lease), 300, f64::NAN, 17_820_000),
        (policy(Sharing::Lease), 300, 7.0, 17_820_000),
        // Without a lease: so many times the propagation before the last minute as the logarithm says.
        (policy(SPREAD), 300, 0.0, 21_540_000),
        (policy(SPREAD), 300, 1.0 - 1.0 / std::f64::consts::E, 21_480_000),
        // A mint that takes longer than the propagation counts instead.
        (policy(SPREAD), 120_000, 1.0 - 1.0 / std::f64::consts::E, 21_420_000),
        // Never before the window.
        (policy(SPREAD), 4_000_000, 0.999, 16_200_000),
    ] {
        let refresh_at = policy.refresh_at(&stamp(0), mint_ms, random);
        assert!(refresh_at.0.abs_diff(NOW + after_ms) <= 1, "{refresh_at:?} {after_ms}");
    }
}

#[test]
fn failures_are_remembered_by_their_cause() {
    for (cause, failures, random, quiet_ms) in [
        (Cause::Load { wait_ms: Some(4_000) }, 1, 0.0, 4_000),
        (Cause::Load { wait_ms: Some(4_000) }, 9, 0.5, 4_500),
        (Cause::Load { wait_ms: Some(0) }, 1, 0.0, 1_000),
        (
            Cause::Load {
                wait_ms: Some(3_600_000),
            },
            1,
            0.0,
            60_000,
        ),
        (Cause::Load { wait_ms: None }, 1, 0.0, 30_000),
        (Cause::Passing, 1, 0.0, 2_500),
        (Cause::Passing, 1, 0.999_999, 4_999),
        (Cause::Passing, 2, 0.0, 5_000),
        (Cause::Passing, 5, 0.0, 30_000),
        (Cause::Passing, u32::MAX, 0.0, 30_000),
        (Cause::Refused, 1, 0.0, 60_000),
    ] {
        assert_eq!(
            cause.quiet_ms(failures, random),
            quiet_ms,
            "{cause:?} {failures} {random}"
        );
    }
    for (code, retryable, cause) in [
        ("rate_limit", true, Cause::Load { wait_ms: Some(7) }),
        ("server", false, Cause::Passing),
        ("config", false, Cause::Passing),
        ("timeout", false, Cause::Passing),
        ("connection", false, Cause::Passing),
        ("authentication", false, Cause::Refused),
        ("unprocessable", false, Cause::Refused),
        ("something_new", false, Cause::Refused),
        ("api", true, Cause::Passing),
    ] {
        assert_eq!(Cause::of(code, retryable, Some(7)), cause, "{code}");
    }
}

#[test]
fn a_token_is_fresh_then_due_then_late_then_expired() {
    let mut driver = Driver::holding(Sharing::Lease);
    for (now, standing) in [
        (0, Standing::Fresh),
        (17_819_999, Standing::Fresh),
        (17_820_000, Standing::RefreshDue),
        (6 * HOUR - 60_001, Standing::RefreshDue),
        (6 * HOUR - 60_000, Standing::Late),
        (6 * HOUR - 1, Standing::Late),
        (6 * HOUR, Standing::Expired),
    ] {
        assert_eq!(driver.entry.standing(at(now)), standing, "{now}");
    }
    // A clock from before the token was made is wrong.
    assert_eq!(driver.entry.standing(UnixMillis(NOW - 60_000)), Standing::Fresh);
    assert_eq!(driver.entry.standing(UnixMillis(NOW - 60_001)), Standing::Late);
    assert_eq!(
        driver.ask(17_000_000),
        Advice::UseAndRefresh(driver.task),
        "the store is looked at again"
    );
    assert_eq!(Entry::default().standing(at(0)), Standing::Expired);
    // Of a short life the last twentieth is late.
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    let short = Stamp {
        expires_at: at(600_000),
        ..stamp(0)
    };
    driver.then(Event::Loaded(Found::Token(short)), done(true));
    assert_eq!(driver.entry.standing(at(569_999)), Standing::RefreshDue);
    assert_eq!(driver.entry.standing(at(570_000)), Standing::Late);
}

#[test]
fn a_token_that_is_seen_again_keeps_its_moments() {
    let mut driver = Driver::holding(Sharing::Lease);
    let before = *driver.entry.held().unwrap();
    driver.ask_begins(300_000, true, Step::Load);
    let again = Event::Loaded(Found::Token(stamp(0)));
    driver
        .entry
        .advance(&driver.policy, driver.task.cycle, again, at(300_000), 0.0);
    let held = *driver.entry.held().unwrap();
    assert_eq!((held.refresh_at, held.alone_at), (before.refresh_at, before.alone_at));
}

#[test]
fn how_long_mints_take_is_learned_little_by_little() {
    let mut driver = Driver::holding(SPREAD);
    driver.ask_begins(21_530_000, true, Step::Load);
    driver.then(NOTHING, MINT_ANY);
    let minted = driver.minted();
    driver.now += 700;
    driver.then(minted, SAVE);
    // 300, as the record said, and a quarter of the way to 700.
    assert_eq!(driver.entry.held().map(|held| held.stamp.mint_ms), Some(400));
}

#[test]
fn a_wrong_clock_is_learned_from_the_answer_to_a_mint() {
    for (ahead_ms, taken_ms, known) in [
        (0, 300, 0),
        (4_000, 300, 0),
        // What takes long proves little.
        (7_000, 3_000, 7_000),
        (7_000, 8_000, 0),
        (7_000, 300, 7_000),
        (3_600_000, 300, 3_600_000),
        (-3_600_000, 300, -3_600_000_i64),
    ] {
        let policy = policy(Sharing::Alone);
        let mut entry = Entry::default();
        let own = |ms: u64| UnixMillis(ms.saturating_add_signed(ahead_ms));
        let Advice::Begin(Task {
            cycle,
            step: Step::Mint { generation, .. },
        }) = entry.ask(&policy, false, own(NOW))
        else {
            panic!("a mint begins");
        };
        let minted = Minted {
            generation,
            started_at: own(NOW),
            expires_at: UnixSeconds::new(NOW / 1_000 + 21_600).unwrap(),
            api_time: UnixSeconds::new((NOW + taken_ms / 2) / 1_000),
        };
        entry.advance(&policy, cycle, Event::Minted(minted), own(NOW + taken_ms), 0.5);
        let held = entry.held().unwrap();
        let ends = held.expires_at.0.cast_signed() - (NOW + 6 * HOUR).cast_signed();
        assert!((ends - known).abs() <= 1_500, "{ahead_ms} {taken_ms}: {ends}");
        assert_eq!(entry.clock_skew_ms().is_some(), known.abs() >= 60_000, "{ahead_ms}");
        // The end to ask for is reckoned by the API's clock, too.
        let later = own(NOW + 5 * HOUR + 30 * 60_000);
        if let Advice::UseAndRefresh(Task {
            step: Step::Mint { expires_at, .. },
            ..
        }) = entry.ask(&policy, false, later)
        {
            let asked = expires_at.to_millis().abs_diff(NOW + 11 * HOUR + 30 * 60_000);
            assert!(asked <= 8_000, "{ahead_ms}: {asked}");
        } else {
            panic!("{ahead_ms}: a refresh is due");
        }
    }
}

#[test]
fn a_clock_that_is_wrong_by_more_than_a_life_still_gets_tokens() {
    let policy = policy(Sharing::Alone);
    let mut entry = Entry::default();
    for round in 0..4 {
        let api = NOW + round * 13 * HOUR;
        let own = UnixMillis(api + 8 * HOUR);
        let (Advice::Begin(task) | Advice::UseAndRefresh(task)) = entry.ask(&policy, false, own) else {
            panic!("round {round}: a mint begins");
        };
        let Step::Mint { generation, expires_at } = task.step else {
            panic!("round {round}: a mint begins");
        };
        assert!(expires_at.to_millis() > own.0, "round {round}: refused unsent");
        let minted = Minted {
            generation,
            started_at: own,
            expires_at,
            api_time: UnixSeconds::new(api / 1_000),
        };
        entry.advance(&policy, task.cycle, Event::Minted(minted), own, 0.5);
        assert_eq!(entry.ask(&policy, false, own), Advice::Use, "round {round}");
    }
}

#[test]
fn a_clock_set_back_does_not_put_off_the_look_into_the_store() {
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    driver.now = 3 * HOUR;
    driver.then(Event::Loaded(Found::Token(stamp(0))), done(true));
    assert_eq!(driver.ask(3 * HOUR), Advice::Use);
    let looked_at = 3 * HOUR - 37_500;
    assert_eq!(
        driver.entry.held().map(|held| held.fresh_between().0),
        Some(at(looked_at))
    );
    assert_eq!(driver.ask(looked_at), Advice::Use);
    driver.ask_begins(looked_at - 1, true, Step::Load);
}

#[test]
fn an_answer_that_is_days_off_tells_nothing_of_the_clock() {
    let mut driver = Driver::begin(Sharing::Alone, MINT);
    let minted = Event::Minted(Minted {
        generation: NOW,
        started_at: at(0),
        expires_at: UnixSeconds::new(NOW / 1_000 + 21_600).unwrap(),
        api_time: UnixSeconds::new(NOW / 1_000 - 2 * 86_400),
    });
    driver.then(minted, done(true));
    assert_eq!(driver.entry.clock_skew_ms(), None);
    assert_eq!(driver.entry.held().map(|held| held.expires_at), Some(at(6 * HOUR)));
}

#[test]
fn a_token_that_ended_before_it_came_counts_as_a_failure() {
    let mut driver = Driver::begin(Sharing::Alone, MINT);
    let minted = Event::Minted(Minted {
        generation: NOW,
        started_at: at(0),
        expires_at: UnixSeconds::new(NOW / 1_000).unwrap(),
        api_time: None,
    });
    driver.then(minted, done(false));
    assert_eq!(driver.ask(1), Advice::Fail);
}

#[test]
fn a_line_that_is_no_entry_is_refused() {
    let mut driver = Driver::holding(Sharing::Lease);
    driver.ask(18_000_000);
    let line = driver.entry.to_line();
    assert_eq!(Entry::from_line(&line), Some(driver.entry.clone()));
    for bad in [
        "",
        "1",
        "x",
        &line.replace(' ', ","),
        &format!("{line}0"),
        &line.replacen('1', "-1", 1),
    ] {
        assert_eq!(Entry::from_line(bad), None, "{bad}");
    }
}
