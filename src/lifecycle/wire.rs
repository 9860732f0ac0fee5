//! The state machine in texts, for the one who carries out its steps without being able to hold a value of this crate.
//!
//! Everything is a list of lines. Numbers are whole, so that no float needs to be printed or read. A text that was not made by
//! the other side of this file gives an empty one.

use super::{
    Advice, Cause, Entry, Event, Found, Invalidation, Minted, Policy, Record, Sharing, Step, Task,
    audience::channel_at, may_receive,
};
use crate::{
    text::join,
    time::{UnixMillis, UnixSeconds},
    types::{ApiToken, StoreHash},
};

/// How machines share, as a word: `alone`, `lease`, or the milliseconds that a write takes to be seen everywhere, after `lease:` where
/// there is a lease too.
pub fn sharing_word(sharing: Sharing) -> String {
    match sharing {
        Sharing::Alone => "alone".to_owned(),
        Sharing::Lease => "lease".to_owned(),
        Sharing::SlowLease { propagation_ms } => join(&["lease:", &propagation_ms.to_string()], ""),
        Sharing::Spread { propagation_ms } => propagation_ms.to_string(),
    }
}

/// Reads a [`sharing_word`].
pub fn read_sharing(word: &str) -> Option<Sharing> {
    Some(match word {
        "alone" => Sharing::Alone,
        "lease" => Sharing::Lease,
        word => match word.strip_prefix("lease:") {
            Some(ms) => Sharing::SlowLease {
                propagation_ms: ms.parse().ok()?,
            },
            None => Sharing::Spread {
                propagation_ms: word.parse().ok()?,
            },
        },
    })
}

/// The policy as a line, for [`ask`] and [`advance`]: life in milliseconds, a [`sharing_word`], and where the refresh window begins
/// and how wide it is, in thousandths of the life.
fn read_policy(line: &str) -> Option<Policy> {
    let mut words = line.split(' ');
    let lifetime_ms = words.next()?.parse().ok()?;
    let sharing = read_sharing(words.next()?)?;
    let mut thousandths = || words.next()?.parse::<u16>().ok();
    let (from, spread) = (thousandths()?, thousandths()?);
    let policy = Policy::new(lifetime_ms, sharing).ok()?;
    policy
        .refresh_ahead(f64::from(from) / 1e3, f64::from(spread) / 1e3)
        .ok()
}

fn read_entry(line: &str) -> Option<Entry> {
    if line.is_empty() {
        return Some(Entry::default());
    }
    Entry::from_line(line)
}

fn moment(line: &str) -> Option<UnixMillis> {
    line.parse().ok().map(UnixMillis)
}

/// [`Entry::ask`]. In: policy, entry (empty for a new one), `1` to force, now. Out: the entry, then `use`, `refresh`, `join`, `begin`
/// or `fail`, then the cycle and its step where one begins.
pub fn ask(input: &str) -> String {
    let answer = |[policy, entry, force, now]: [&str; 4]| {
        let mut entry = read_entry(entry)?;
        let answer = entry.ask(&read_policy(policy)?, force == "1", moment(now)?);
        let (word, task) = match answer {
            Advice::Use => ("use", None),
            Advice::UseAndRefresh(task) => ("refresh", Some(task)),
            Advice::Join => ("join", None),
            Advice::Begin(task) => ("begin", Some(task)),
            Advice::Fail => ("fail", None),
        };
        let task = task.map(|Task { cycle, step }| join(&[&cycle.to_string(), &step_line(step)], "\n"));
        Some(join(&[&entry.to_line(), word, &task.unwrap_or_default()], "\n"))
    };
    lines(input).and_then(answer).unwrap_or_default()
}

/// [`Entry::advance`]. In: policy, entry, key, cycle, now, 32 random bits as a number, the event's name, then what it brings, a line
/// each. Out: the entry, the step, the token in hand as `held_line` writes it, its text where it came from the store, and a word
/// on what somebody may want to know.
pub fn advance(input: &str) -> String {
    let answer = |[policy, entry, key, cycle, now, random, name, rest]: [&str; 8]| {
        let (policy, mut entry, now) = (read_policy(policy)?, read_entry(entry)?, moment(now)?);
        let random = f64::from(random.parse::<u32>().ok()?) / (f64::from(u32::MAX) + 1.0);
        let cycle = cycle.parse().ok()?;
        let before = entry.held().map(|held| held.stamp.generation);
        let (event, text, mut notice) = read_event(name, rest, key, now)?;
        let step = entry.advance(&policy, cycle, event, now, random);
        if let (Event::Minted(_), Some(skew_ms)) = (event, entry.clock_skew_ms()) {
            notice = join(&["skew ", &skew_ms.to_string()], "");
        }
        let held = entry.held();
        let is_new = held.map(|held| held.stamp.generation) != before;
        let text = text
            .as_ref()
            .filter(|_| is_new)
            .map_or("", |token| token.secret().expose());
        Some(join(
            &[&entry.to_line(), &step_line(step), &held_line(&entry), text, &notice],
            "\n",
        ))
    };
    lines(input).and_then(answer).unwrap_or_default()
}

/// The event of a name, the token that it brings from the store, and a notice.
fn read_event(name: &str, rest: &str, key: &str, now: UnixMillis) -> Option<(Event, Option<ApiToken>, String)> {
    let event = match name {
        "loaded" => return Some(read_loaded(rest, key, now)),
        "store_failed" => Event::StoreFailed,
        "leased" => Event::Leased { granted: rest == "1" },
        "waited" => Event::Waited,
        "minted" => {
            let [generation, started_at, expires_at, token] = lines(rest)?;
            Event::Minted(Minted {
                generation: generation.parse().ok()?,
                started_at: moment(started_at)?,
                expires_at: seconds(expires_at)?,
                api_time: ApiToken::new(token).and_then(|token| token.claimed_issue()),
            })
        }
        "mint_failed" => {
            let [code, retryable, wait_ms] = lines(rest)?;
            Event::MintFailed(Cause::of(code, retryable == "1", wait_ms.parse().ok()))
        }
        "saved" => Event::Saved,
        "released" => Event::Released,
        _ => return None,
    };
    Some((event, None, String::new()))
}

fn read_loaded(record: &str, key: &str, now: UnixMillis) -> (Event, Option<ApiToken>, String) {
    if record.is_empty() {
        return (Event::Loaded(Found::Nothing), None, String::new());
    }
    match Record::read(record, key, now) {
        Ok(record) => {
            let loaded = Event::Loaded(record.found());
            let token = if let Record::Token { token, .. } = record {
                Some(token)
            } else {
                None
            };
            (loaded, token, String::new())
        }
        Err(unfit) => {
            let notice = join(&["unfit ", unfit.as_str()], "");
            (Event::Loaded(Found::Unfit(unfit)), None, notice)
        }
    }
}

/// [`Entry::abandon`]. In: entry, cycle. Out: the entry.
pub fn abandon(input: &str) -> String {
    let answer = |[entry, cycle]: [&str; 2]| {
        let mut entry = read_entry(entry)?;
        entry.abandon(cycle.parse().ok()?);
        Some(entry.to_line())
    };
    lines(input).and_then(answer).unwrap_or_default()
}

/// [`Entry::invalidate`]. In: entry, generation, now. Out: the entry, then `dropped`, `replaced` or `kept`.
pub fn invalidate(input: &str) -> String {
    let answer = |[entry, generation, now]: [&str; 3]| {
        let mut entry = read_entry(entry)?;
        let word = match entry.invalidate(generation.parse().ok()?, moment(now)?) {
            Invalidation::Dropped => "dropped",
            Invalidation::Replaced => "replaced",
            Invalidation::Kept => "kept",
        };
        Some(join(&[&entry.to_line(), word], "\n"))
    };
    lines(input).and_then(answer).unwrap_or_default()
}

/// The record of the token in hand. In: entry, key, token. Out: the record.
pub fn record(input: &str) -> String {
    let answer = |[entry, key, token]: [&str; 3]| {
        let stamp = read_entry(entry)?.held()?.stamp;
        let token = ApiToken::new(token)?;
        Some(Record::Token { token, stamp }.write(key).expose().to_owned())
    };
    lines(input).and_then(answer).unwrap_or_default()
}

/// [`Entry::tombstone`]. In: entry, key, now, the token that was refused, the record that the store has. Out: the entry, then whether
/// there is still a token in hand (`1` or `0`), then for how many milliseconds to keep what stands on the line after; nothing after
/// the entry where nothing is to be written.
pub fn tombstone(input: &str) -> String {
    let answer = |[entry, key, now, refused, text]: [&str; 5]| {
        let (mut entry, now) = (read_entry(entry)?, moment(now)?);
        let stone = match Record::read(text, key, now) {
            Ok(Record::Token { token, stamp }) => entry.tombstone(stamp, token.secret().expose() == refused, now),
            _ => None,
        };
        let stone = stone.map(|(generation, ttl_ms)| {
            let record = Record::Revoked { generation }.write(key);
            let holds = if entry.held().is_some() { "1" } else { "0" };
            join(&[holds, &ttl_ms.to_string(), record.expose()], "\n")
        });
        Some(join(&[&entry.to_line(), &stone.unwrap_or_default()], "\n"))
    };
    lines(input).and_then(answer).unwrap_or_default()
}

/// [`may_receive`]. In: store hash, the configured endpoint (empty for none), the origin and the path of a URL as its parser gives
/// them, and the token's channels with blanks between (`all` for all). Out: `yes`, `no`, or `other` where the token may be sent and
/// is for other channels than the URL's: no new one will help against its refusal.
pub fn receiver(input: &str) -> String {
    let answer = |[store_hash, endpoint, origin, path, channels]: [&str; 5]| {
        let store_hash = StoreHash::new(store_hash).ok()?;
        let endpoint = Some(endpoint).filter(|endpoint| !endpoint.is_empty());
        if !may_receive(&store_hash, endpoint, origin, path) {
            return Some("no".to_owned());
        }
        let is_its_own = |channel: u32| channels == "all" || channels.split(' ').any(|own| own.parse() == Ok(channel));
        let fits = channel_at(&store_hash, origin).is_none_or(is_its_own);
        Some(if fits { "yes" } else { "other" }.to_owned())
    };
    lines(input).and_then(answer).unwrap_or_default()
}

/// Generation, from when to when it is fresh, refresh and end, in milliseconds of the process's clock; empty without a token.
fn held_line(entry: &Entry) -> String {
    entry.held().map_or_else(String::new, |held| {
        let (since, until) = held.fresh_between();
        let numbers = [
            held.stamp.generation,
            since.0,
            until.0,
            held.refresh_at.0,
            held.expires_at.0,
        ];
        let words = numbers.map(|number| number.to_string());
        join(&words.each_ref().map(String::as_str), " ")
    })
}

fn step_line(step: Step) -> String {
    let with = |word: &str, number: u64| join(&[word, &number.to_string()], " ");
    match step {
        Step::Load => "load".to_owned(),
        Step::Lease { ttl_ms } => with("lease", ttl_ms),
        Step::Wait { ms } => with("wait", ms),
        Step::Mint { generation, expires_at } => {
            join(&["mint", &generation.to_string(), &expires_at.get().to_string()], " ")
        }
        Step::Save { ttl_ms } => with("save", ttl_ms),
        Step::Release => "release".to_owned(),
        Step::Done { usable } => with("done", usable.into()),
    }
}

fn seconds(line: &str) -> Option<UnixSeconds> {
    UnixSeconds::new(line.parse().ok()?)
}

/// So many lines; the last one is the rest of the text.
fn lines<const N: usize>(text: &str) -> Option<[&str; N]> {
    let mut parts = text.splitn(N, '\n');
    let mut lines = [""; N];
    for line in &mut lines {
        *line = parts.next()?;
    }
    Some(lines)
}
