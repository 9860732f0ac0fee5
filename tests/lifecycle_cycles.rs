//! By which steps a token comes into the hand, and what callers get meanwhile.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    lifecycle::{Advice, Cause, Event, Found, Minted, Sharing, Step, Unfit},
    time::UnixSeconds,
};
use util::driver::*;

#[test]
fn without_a_store_a_process_mints_its_own() {
    let mut driver = Driver::begin(Sharing::Alone, MINT);
    driver.then(driver.minted(), done(true));
    for now in [1, HOUR] {
        assert_eq!(driver.ask(now), Advice::Use, "there is nowhere to look for another");
    }
}

#[test]
fn with_a_lease_its_holder_looks_again_mints_saves_and_releases() {
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    driver
        .then(NOTHING, LEASE)
        .then(GRANTED, Step::Load)
        .then(NOTHING, MINT_ANY);
    assert_eq!(driver.ask(1), Advice::Join);
    driver.then(driver.minted(), Step::Load);
    assert_eq!(driver.ask(2), Advice::Use, "callers do not wait for the store");
    driver
        .then(NOTHING, SAVE)
        .then(Event::Saved, Step::Release)
        .then(Event::Released, done(true));
}

#[test]
fn a_token_that_ended_while_the_store_was_looked_at_is_not_written() {
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    driver
        .then(NOTHING, LEASE)
        .then(GRANTED, Step::Load)
        .then(NOTHING, MINT_ANY);
    driver.then(driver.minted(), Step::Load);
    driver.now = 6 * HOUR;
    driver.then(NOTHING, done(false));
}

#[test]
fn the_holder_takes_the_token_that_came_a_moment_before() {
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    driver.then(NOTHING, LEASE).then(GRANTED, Step::Load);
    driver
        .then(Event::Loaded(Found::Token(stamp(0))), Step::Release)
        .then(Event::Released, done(true));
    assert_eq!(driver.generation(), Some(NOW));
}

#[test]
fn without_a_lease_the_store_is_asked_then_the_api() {
    let mut driver = Driver::begin(SPREAD, Step::Load);
    driver.then(NOTHING, MINT_ANY);
    driver.then(driver.minted(), SAVE).then(Event::Saved, done(true));
}

#[test]
fn over_a_slow_store_the_lease_is_kept_until_all_can_see_the_token() {
    let sharing = Sharing::SlowLease { propagation_ms: 60_000 };
    let mut driver = Driver::holding(sharing);
    driver.ask_begins(18_000_000, true, Step::Load);
    let stale = Event::Loaded(Found::Token(stamp(0)));
    let lease = driver
        .entry
        .advance(&driver.policy, driver.task.cycle, stale, at(18_000_000), 0.5);
    assert_eq!(lease, Step::Lease { ttl_ms: 90_000 });
    driver.then(GRANTED, Step::Load).then(stale, MINT_ANY);
    driver.then(driver.minted(), SAVE).then(Event::Saved, done(true));
}

#[test]
fn callers_wait_for_the_holder_but_not_for_ever() {
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    driver.then(NOTHING, LEASE);
    for now in [0, 1_000, 5_000, 14_999] {
        driver.now = now;
        driver
            .then(TAKEN, WAIT)
            .then(Event::Waited, Step::Load)
            .then(NOTHING, LEASE);
    }
    driver.now = 15_000;
    driver.then(TAKEN, MINT_ANY);
    driver
        .then(driver.minted(), Step::Load)
        .then(NOTHING, SAVE)
        .then(Event::Saved, done(true));
}

#[test]
fn looks_for_the_holders_token_grow_rarer() {
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    driver.then(NOTHING, LEASE);
    for (now, ms) in [(0, 75), (400, 75), (2_000, 375), (4_000, 750), (14_999, 750)] {
        driver.now = now;
        driver.then(TAKEN, WAIT);
        assert_eq!(driver.task.step, Step::Wait { ms }, "{now}");
        driver.then(Event::Waited, Step::Load).then(NOTHING, LEASE);
    }
}

#[test]
fn a_clock_that_stands_still_does_not_make_waiting_endless() {
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    let mut waits = 0;
    loop {
        driver.then(NOTHING, LEASE);
        let step = driver
            .entry
            .advance(&driver.policy, driver.task.cycle, TAKEN, at(0), 0.5);
        if matches!(step, Step::Mint { .. }) {
            break;
        }
        driver.then(Event::Waited, Step::Load);
        waits += 1;
        assert!(waits < 1_000);
    }
}

#[test]
fn in_the_soft_window_the_token_is_handed_out_while_one_machine_refreshes() {
    let mut driver = Driver::holding(Sharing::Lease);
    driver.ask_begins(18_000_000, true, Step::Load);
    assert_eq!(driver.ask(18_000_001), Advice::Use);
    driver
        .then(Event::Loaded(Found::Token(stamp(0))), LEASE)
        .then(TAKEN, done(true));
    assert_eq!(driver.ask(18_003_500), Advice::Use, "another machine is at it");
    driver.ask_begins(18_003_501, true, Step::Load);
    driver.then(Event::Loaded(Found::Token(stamp(18_000_000))), done(true));
    assert_eq!(driver.generation(), Some(NOW + 18_000_000));
}

#[test]
fn a_late_token_is_replaced_first_and_handed_out_if_that_fails() {
    let late = 6 * HOUR - 30_000;
    let mut driver = Driver::holding(Sharing::Alone);
    driver.ask_begins(late, false, MINT_ANY);
    assert_eq!(driver.ask(late), Advice::Join);
    driver.then(Event::MintFailed(Cause::Passing), done(true));
    assert_eq!(
        driver.ask(late + 1),
        Advice::Use,
        "as long as it lives, and nothing better can be had"
    );
    assert_eq!(driver.ask(6 * HOUR - 20_000), Advice::Begin(driver.task));
    driver.then(Event::MintFailed(Cause::Refused), done(true));
    assert_eq!(driver.ask(6 * HOUR), Advice::Fail);
}

#[test]
fn a_failed_background_refresh_keeps_the_token_and_rests() {
    for (cause, quiet_ms) in [
        (Cause::Passing, 3_750),
        (Cause::Load { wait_ms: Some(20_000) }, 20_500),
        (Cause::Refused, 60_000),
    ] {
        let mut driver = Driver::holding(Sharing::Alone);
        driver.ask_begins(18_000_000, true, MINT_ANY);
        driver.then(Event::MintFailed(cause), done(true));
        assert_eq!(driver.ask(18_000_000 + quiet_ms - 1), Advice::Use, "{cause:?}");
        driver.ask_begins(18_000_000 + quiet_ms, true, MINT_ANY);
    }
}

#[test]
fn without_a_token_a_failure_is_told_at_once_until_it_may_have_passed() {
    let mut driver = Driver::begin(Sharing::Alone, MINT);
    driver.then(Event::MintFailed(Cause::Refused), done(false));
    assert_eq!(driver.ask(59_999), Advice::Fail);
    driver.ask_begins(60_000, false, MINT_ANY);
    // With a store, another machine's token ends it sooner.
    let mut driver = Driver::begin(SPREAD, Step::Load);
    driver
        .then(NOTHING, MINT_ANY)
        .then(Event::MintFailed(Cause::Refused), done(false));
    assert_eq!(driver.ask(999), Advice::Fail);
    driver.ask_begins(1_000, false, Step::Load);
    driver.then(NOTHING, done(false));
    driver.ask_begins(2_000, false, Step::Load);
    driver.then(Event::Loaded(Found::Token(stamp(1_500))), done(true));
}

#[test]
fn a_holder_that_fails_keeps_the_others_away_unless_it_was_refused() {
    for (cause, next) in [
        (Cause::Passing, done(false)),
        (Cause::Load { wait_ms: None }, done(false)),
        (Cause::Refused, Step::Release),
    ] {
        let mut driver = Driver::begin(Sharing::Lease, Step::Load);
        driver
            .then(NOTHING, LEASE)
            .then(GRANTED, Step::Load)
            .then(NOTHING, MINT_ANY);
        driver.then(Event::MintFailed(cause), next);
    }
}

#[test]
fn a_store_that_fails_does_not_matter_to_callers() {
    // Nothing in hand: the process goes on alone.
    for steps in [&[][..], &[(NOTHING, LEASE)], &[(NOTHING, LEASE), (GRANTED, Step::Load)]] {
        let mut driver = Driver::begin(Sharing::Lease, Step::Load);
        for (event, step) in steps {
            driver.then(*event, *step);
        }
        driver.then(Event::StoreFailed, MINT_ANY);
    }
    // A token in hand: it is kept, and the store is left in peace.
    let mut driver = Driver::holding(Sharing::Lease);
    driver.ask_begins(18_000_000, true, Step::Load);
    driver.then(Event::StoreFailed, done(true));
    assert_eq!(driver.ask(18_003_749), Advice::Use);
    driver.ask_begins(18_003_750, true, Step::Load);
    driver.then(Event::StoreFailed, done(true));
    // Towards its end each process makes its own, at a moment of its own.
    let mut driver = Driver::holding(Sharing::Lease);
    driver.ask_begins(20_489_999, true, Step::Load);
    driver.then(Event::StoreFailed, done(true));
    let mut driver = Driver::holding(Sharing::Lease);
    driver.ask_begins(20_490_000, true, Step::Load);
    driver.then(Event::StoreFailed, MINT_ANY);
    driver.then(driver.minted(), done(true));
}

#[test]
fn with_neither_store_nor_api_there_is_nothing_to_begin() {
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    driver
        .then(Event::StoreFailed, MINT_ANY)
        .then(Event::MintFailed(Cause::Refused), done(false));
    assert_eq!(driver.ask(1_000), Advice::Fail);
    let late = 6 * HOUR - 30_000;
    let mut driver = Driver::holding(Sharing::Lease);
    driver.ask_begins(late, false, Step::Load);
    driver
        .then(Event::StoreFailed, MINT_ANY)
        .then(Event::MintFailed(Cause::Refused), done(true));
    assert_eq!(driver.ask(late + 1_000), Advice::Use);
}

#[test]
fn a_token_that_cannot_be_saved_is_used_all_the_same() {
    let mut driver = Driver::begin(Sharing::Lease, Step::Load);
    driver
        .then(NOTHING, LEASE)
        .then(GRANTED, Step::Load)
        .then(NOTHING, MINT_ANY);
    driver
        .then(driver.minted(), Step::Load)
        .then(NOTHING, SAVE)
        .then(Event::StoreFailed, Step::Release)
        .then(Event::Released, done(true));
    assert_eq!(driver.ask(1), Advice::Use);
}

#[test]
fn a_token_that_has_ended_when_it_comes_is_a_failure_also_with_another_in_hand() {
    let mut driver = Driver::holding(Sharing::Alone);
    driver.ask_begins(18_000_000, true, MINT_ANY);
    let Event::Minted(minted) = driver.minted() else {
        panic!("a mint is under way");
    };
    let expires_at = UnixSeconds::new(NOW / 1_000).unwrap();
    driver.then(Event::Minted(Minted { expires_at, ..minted }), done(true));
    assert_eq!(driver.generation(), Some(NOW), "the one in hand stays");
    assert_eq!(driver.ask(18_000_001), Advice::Use, "the API is left in peace");
    driver.ask_begins(18_005_000, true, MINT_ANY);
}

#[test]
fn a_token_that_is_declared_dead_while_it_is_made_is_made_anew() {
    let mut driver = Driver::begin(SPREAD, Step::Load);
    driver.then(NOTHING, MINT_ANY);
    let first = driver.minted();
    assert!(driver.entry.tombstone(stamp(10), true, at(1)).is_some());
    driver.then(first, MINT_ANY);
    driver.then(driver.minted(), SAVE).then(Event::Saved, done(true));
    assert_eq!(driver.generation(), Some(NOW + 11));
}

#[test]
fn what_does_not_fit_counts_as_nothing() {
    for unfit in [
        Unfit::Garbage,
        Unfit::OtherKey,
        Unfit::OlderFormat,
        Unfit::NewerFormat,
        Unfit::Expired,
    ] {
        let mut driver = Driver::begin(SPREAD, Step::Load);
        driver.then(Event::Loaded(Found::Unfit(unfit)), MINT_ANY);
    }
}
