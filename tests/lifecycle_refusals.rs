//! Tokens that are refused, revoked, or come too late.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::lifecycle::{Advice, Event, Found, Invalidation, Sharing, Stamp, Step};
use util::driver::*;

#[test]
fn a_refused_token_is_replaced_once_in_thirty_seconds() {
    let mut driver = Driver::holding(Sharing::Alone);
    let first = driver.generation().unwrap();
    driver.now = 5_000;
    assert_eq!(driver.entry.invalidate(first, at(5_000)), Invalidation::Dropped);
    assert_eq!(
        driver.entry.invalidate(first, at(5_001)),
        Invalidation::Replaced,
        "it is gone already"
    );
    driver.ask_begins(5_000, false, MINT_ANY);
    driver.then(driver.minted(), done(true));
    let second = driver.generation().unwrap();
    assert!(second > first);
    assert_eq!(
        driver.entry.invalidate(first, at(5_100)),
        Invalidation::Replaced,
        "a newer token stays"
    );
    for now in [5_000, 34_999] {
        assert_eq!(driver.entry.invalidate(second, at(now)), Invalidation::Kept, "{now}");
    }
    let mut set_back = driver.entry.clone();
    assert_eq!(
        set_back.invalidate(second, at(4_999)),
        Invalidation::Dropped,
        "a clock that was set back does not hold it up"
    );
    assert_eq!(driver.ask(34_999), Advice::Use);
    assert_eq!(driver.entry.invalidate(second, at(35_000)), Invalidation::Dropped);
}

#[test]
fn a_refused_token_is_not_taken_from_the_store_again() {
    let mut driver = Driver::holding(Sharing::Lease);
    assert_eq!(driver.entry.invalidate(NOW, at(5_000)), Invalidation::Dropped);
    driver.ask_begins(5_000, false, Step::Load);
    driver
        .then(Event::Loaded(Found::Token(stamp(0))), LEASE)
        .then(GRANTED, Step::Load);
    driver.then(Event::Loaded(Found::Token(stamp(4_000))), Step::Release);
    assert_eq!(
        driver.generation(),
        Some(NOW + 4_000),
        "another machine replaced it: no mint"
    );
}

#[test]
fn a_forced_mint_counts_for_every_machine_that_takes_its_token() {
    let mut driver = Driver::holding(Sharing::Lease);
    assert_eq!(driver.entry.invalidate(NOW, at(5_000)), Invalidation::Dropped);
    driver.ask_begins(5_000, false, Step::Load);
    let forced = Stamp {
        forced: true,
        ..stamp(4_000)
    };
    driver.then(Event::Loaded(Found::Token(forced)), done(true));
    assert_eq!(driver.entry.invalidate(NOW + 4_000, at(6_000)), Invalidation::Kept);
}

#[test]
fn a_caller_may_ask_for_another_token() {
    let mut driver = Driver::holding(Sharing::Lease);
    let Advice::Begin(task) = driver.entry.ask(&driver.policy, true, at(1_000)) else {
        panic!("the token in hand will not do");
    };
    driver.task = task;
    assert_eq!(driver.ask(1_000), Advice::Use, "it will do for others");
    driver.task = task;
    driver
        .then(Event::Loaded(Found::Token(stamp(0))), LEASE)
        .then(GRANTED, Step::Load);
    driver.then(Event::Loaded(Found::Token(stamp(0))), MINT_ANY);
    driver.then(driver.minted(), Step::Load).then(NOTHING, SAVE);
    assert!(driver.generation() > Some(NOW));
    driver
        .then(Event::Saved, Step::Release)
        .then(Event::Released, done(true));
    assert_eq!(
        driver.entry.ask(&driver.policy, true, at(2_000)),
        Advice::Use,
        "but not every second"
    );
}

#[test]
fn a_revoked_token_is_dropped_on_every_machine_that_looks() {
    let mut driver = Driver::holding(Sharing::Lease);
    assert_eq!(driver.ask(224_999), Advice::Use);
    driver.ask_begins(300_000, true, Step::Load);
    driver.then(Event::Loaded(Found::Revoked(NOW)), LEASE);
    assert_eq!(driver.generation(), None);
    driver
        .then(GRANTED, Step::Load)
        .then(Event::Loaded(Found::Token(stamp(0))), MINT_ANY);
    // A token that is younger than the revocation stays.
    let mut driver = Driver::holding(Sharing::Lease);
    driver.ask_begins(300_000, true, Step::Load);
    driver.then(Event::Loaded(Found::Revoked(NOW - 1)), done(true));
}

#[test]
fn a_tombstone_is_written_over_what_is_dead_alone() {
    let mut driver = Driver::holding(Sharing::Lease);
    assert_eq!(driver.entry.tombstone(stamp(0), false, at(0)), None, "it lives");
    driver.entry.invalidate(NOW, at(HOUR));
    assert_eq!(driver.entry.tombstone(stamp(0), false, at(HOUR)), Some((NOW, 5 * HOUR)));
    assert_eq!(driver.entry.tombstone(stamp(1), false, at(HOUR)), None, "it is newer");
    // The store may have what this process never held.
    assert_eq!(
        driver.entry.tombstone(stamp(1), true, at(HOUR)),
        Some((NOW + 1, 5 * HOUR + 1))
    );
}

#[test]
fn a_late_mint_does_not_replace_a_newer_token() {
    let mut driver = Driver::begin(Sharing::Alone, MINT);
    let (slow, slow_minted) = (driver.task, driver.minted());
    driver.entry.abandon(slow.cycle);
    driver.ask_begins(1_000, false, MINT_ANY);
    let Advice::Join = driver.ask(1_001) else {
        panic!("the second cycle runs");
    };
    let Step::Mint { .. } = driver.task.step else {
        panic!("the second cycle mints");
    };
    driver.then(driver.minted(), done(true));
    let newer = driver.generation();
    let step = driver
        .entry
        .advance(&driver.policy, slow.cycle, slow_minted, at(2_000), 0.5);
    assert_eq!(step, done(true));
    assert_eq!(driver.generation(), newer);
}

#[test]
fn a_slow_mint_gives_way_to_a_newer_record() {
    for (found, next, generation) in [
        (Found::Token(stamp(5_000)), done(true), NOW + 5_000),
        (Found::Nothing, SAVE, NOW),
    ] {
        let mut driver = Driver::begin(Sharing::Lease, Step::Load);
        driver
            .then(NOTHING, LEASE)
            .then(GRANTED, Step::Load)
            .then(NOTHING, MINT_ANY);
        let minted = driver.minted();
        // By now its lease may be another's.
        driver.now = 10_000;
        driver.then(minted, Step::Load).then(Event::Loaded(found), next);
        assert_eq!(driver.generation(), Some(generation), "{found:?}");
    }
}
