//! Times in a token, and what the cut-offs make of them.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, which is its purpose"
)]

mod util;

use bigcommerce_tokens::{
    inspect::{
        FindingCode::{self, *},
        UsedIn, inspect,
    },
    time::{UnixMillis, UnixSeconds},
};
use serde_json::json;
use util::tokens::{DAY, NOW, codes, issued_by_api, on_server};

#[test]
fn times_are_exp_else_eat_in_whole_seconds() {
    let (now, seconds) = (NOW.seconds(), |at: u64| UnixSeconds::new(at));
    let year = 366 * DAY;
    // Claims, the expiry that is read, and what is found beside the unknown kind.
    let rows: Vec<(serde_json::Value, Option<UnixSeconds>, Vec<FindingCode>)> = vec![
        (
            json!({"exp": now + 60 * DAY, "eat": 1}),
            seconds(now + 60 * DAY),
            vec![],
        ),
        (json!({"eat": now + 60 * DAY}), seconds(now + 60 * DAY), vec![]),
        (
            json!({"eat": now + 30 * DAY}),
            seconds(now + 30 * DAY),
            vec![ExpiresSoon],
        ),
        (json!({"eat": now + 30 * DAY + 1}), seconds(now + 30 * DAY + 1), vec![]),
        (json!({"eat": now + 1}), seconds(now + 1), vec![ExpiresSoon]),
        (json!({"eat": now}), seconds(now), vec![Expired]),
        (json!({"eat": 1}), seconds(1), vec![Expired]),
        (json!({"eat": 0}), None, vec![NoExpiry]),
        (json!({"eat": null}), None, vec![NoExpiry]),
        (json!({"eat": (now + 60 * DAY) * 1_000}), None, vec![TimeInMilliseconds]),
        (
            json!({"iat": now * 1_000}),
            seconds(1_800_000_000),
            vec![TimeInMilliseconds],
        ),
        (json!({"eat": "1800000000"}), None, vec![UnreadableTime]),
        (json!({"eat": 1.8e9 + 0.5}), None, vec![UnreadableTime]),
        (json!({"eat": -1}), None, vec![UnreadableTime]),
        (json!({"eat": 1e300}), None, vec![UnreadableTime]),
        (
            json!({"exp": "never", "eat": 1_800_000_000}),
            None,
            vec![UnreadableTime],
        ),
        (json!({"iat": now, "eat": now + year}), seconds(now + year), vec![]),
        (
            json!({"iat": now, "eat": now + year + 1}),
            seconds(now + year + 1),
            vec![LongLived],
        ),
        (
            json!({"iat": null, "eat": now + year + 1}),
            seconds(now + year + 1),
            vec![LongLived],
        ),
        (json!({"iat": 1, "eat": now - 1}), seconds(now - 1), vec![Expired]),
        (json!({"iat": now + 300}), seconds(1_800_000_000), vec![]),
        (json!({"iat": now + 301}), seconds(1_800_000_000), vec![IssuedInFuture]),
    ];
    for (changes, expiry, expected) in rows {
        let found = on_server(&issued_by_api(&changes));
        assert_eq!(found.expires_at, expiry, "{changes}");
        let mut beside = codes(&found);
        beside.retain(|code| *code != UnknownKind);
        assert_eq!(beside, expected, "{changes}");
    }
}

#[test]
fn storefront_tokens_are_judged_by_the_day_of_their_issue() {
    let at = |day: u64, second: u64| day * DAY + second;
    let (june_30, july_1, july_2) = (20_634, 20_635, 20_636);
    let stop = 20_908;
    let issued =
        |moment: Option<u64>| issued_by_api(&json!({"token_type": 1, "iat": moment, "eat": 2_000_000_000_u64}));
    // Issue and now, in seconds.
    let rows = [
        (Some(at(june_30, 0)), at(july_1, 0), StorefrontTokenStops),
        (Some(at(june_30, DAY - 1)), at(july_1, 0), StorefrontTokenStops),
        (Some(at(july_1, 0)), at(july_2, 0), StorefrontTokenUncertain),
        (Some(at(july_1, DAY - 1)), at(july_2, 0), StorefrontTokenUncertain),
        (Some(at(july_2, 0)), at(july_2, 0), StorefrontTokenUseless),
        (None, at(july_2, 0), StorefrontTokenUncertain),
        (Some(at(june_30, 0)), at(stop, 0) - 1, StorefrontTokenStops),
        (Some(at(june_30, 0)), at(stop, 0), StorefrontTokenStopped),
        (Some(at(july_1, 0)), at(stop, 0), StorefrontTokenStopped),
        (None, at(stop, 0), StorefrontTokenStopped),
        (Some(at(july_2, 0)), at(stop, 0), StorefrontTokenUseless),
    ];
    for (moment, now, expected) in rows {
        let found = inspect(&issued(moment), UsedIn::Server, UnixMillis(now * 1_000));
        let about: Vec<_> = found
            .findings
            .iter()
            .filter(|finding| finding.code.as_str().starts_with("storefront_"))
            .collect();
        assert_eq!(
            about.iter().map(|finding| finding.code).collect::<Vec<_>>(),
            [expected],
            "{moment:?} {now}"
        );
        let dated = expected != StorefrontTokenUseless;
        assert_eq!(
            about[0].date,
            dated.then(|| UnixSeconds::new(at(stop, 0)).unwrap()),
            "{moment:?} {now}"
        );
        let in_browser = inspect(&issued(moment), UsedIn::Browser, UnixMillis(now * 1_000));
        assert!(
            codes(&in_browser)
                .iter()
                .all(|code| !code.as_str().starts_with("storefront_")),
            "{moment:?} {now}"
        );
    }
}
