//! The state machine in texts, as JavaScript drives it.
#![cfg(not(target_arch = "wasm32"))]

use bigcommerce_tokens::lifecycle::wire;

const POLICY: &str = "21600000 lease 750 150";
const KEY: &str = "bigcommerce-tokens:1:synthetic";
const NOW: u64 = 1_800_000_000_000;

/// A process, by the texts it keeps.
struct Texts {
    entry: String,
    cycle: String,
    step: String,
    held: String,
    token: String,
    notice: String,
    random: u32,
}

impl Texts {
    fn new() -> Self {
        let empty = String::new;
        Self {
            entry: empty(),
            cycle: empty(),
            step: empty(),
            held: empty(),
            token: empty(),
            notice: empty(),
            random: 1 << 31,
        }
    }

    fn ask(&mut self, force: bool, now: u64) -> String {
        let answer = wire::ask(&format!("{POLICY}\n{}\n{}\n{now}", self.entry, u8::from(force)));
        let mut lines = answer.lines().map(str::to_owned);
        let mut next = || lines.next().unwrap_or_default();
        self.entry = next();
        let word = next();
        (self.cycle, self.step) = (next(), next());
        word
    }

    #[track_caller]
    fn advance(&mut self, now: u64, event: &str, step: &str) {
        let answer = wire::advance(&format!(
            "{POLICY}\n{}\n{KEY}\n{}\n{now}\n{}\n{event}",
            self.entry, self.cycle, self.random
        ));
        let mut lines = answer.split('\n').map(str::to_owned);
        let mut next = || lines.next().unwrap_or_default();
        (self.entry, self.step, self.held, self.token, self.notice) = (next(), next(), next(), next(), next());
        assert_eq!(self.step, step, "{event}");
    }

    fn mint(&mut self) -> String {
        assert_eq!(self.ask(false, NOW), "begin");
        self.advance(NOW, "loaded\n", "lease 10000");
        self.advance(NOW, "leased\n1", "load");
        self.advance(NOW, "loaded\n", "mint 1800000000000 1800021600");
        self.advance(NOW + 300, "minted\n1800000000000\n1800000000000\n1800021600\n", "load");
        self.advance(NOW + 301, "loaded\n", "save 21599699");
        wire::record(&format!("{}\n{KEY}\nsynthetic-token", self.entry))
    }
}

#[test]
fn a_token_is_minted_saved_and_found_by_another() {
    let mut first = Texts::new();
    let record = first.mint();
    assert!(record.contains("synthetic-token"));
    first.advance(NOW + 302, "saved\n", "release");
    first.advance(NOW + 303, "released\n", "done 1");
    assert_eq!(first.ask(false, NOW + 304), "use");
    assert_eq!(
        first.held,
        "1800000000000 1799999962801 1800000262801 1800017820000 1800021600000"
    );
    assert_eq!(first.token, "", "whoever made it has it");
    let mut second = Texts::new();
    assert_eq!(second.ask(false, NOW + 400), "begin");
    second.advance(NOW + 401, &format!("loaded\n{record}"), "done 1");
    assert_eq!(second.token, "synthetic-token");
    assert!(second.held.starts_with("1800000000000 "));
}

#[test]
fn random_bits_choose_the_moment_of_the_refresh() {
    for (random, refresh_at) in [(0, "1800016200000"), (u32::MAX, "1800019439999")] {
        let mut texts = Texts { random, ..Texts::new() };
        texts.mint();
        assert_eq!(texts.held.split(' ').nth(3), Some(refresh_at), "{random}");
    }
}

#[test]
fn a_failed_mint_is_remembered_by_what_it_says_of_itself() {
    for (failed, step, next) in [
        ("mint_failed\napi\n1\n", "done 0", "mint 1800000004000 1800021604"),
        (
            "mint_failed\nrate_limit\n1\n2000",
            "done 0",
            "mint 1800000004000 1800021604",
        ),
        ("mint_failed\nrate_limit\n1\n20000", "done 0", "done 0"),
        ("mint_failed\napi\n0\n", "release", "done 0"),
    ] {
        let mut texts = Texts::new();
        assert_eq!(texts.ask(false, NOW), "begin");
        texts.advance(NOW, "loaded\n", "lease 10000");
        texts.advance(NOW, "leased\n1", "load");
        texts.advance(NOW, "loaded\n", "mint 1800000000000 1800021600");
        texts.advance(NOW, failed, step);
        texts.advance(NOW, "released\n", "done 0");
        assert_eq!(texts.ask(false, NOW + 4_000), "begin");
        texts.advance(NOW + 4_000, "loaded\n", next);
    }
}

#[test]
fn what_somebody_may_want_to_know_is_said() {
    let mut texts = Texts::new();
    texts.ask(false, NOW);
    texts.advance(NOW, "loaded\nnonsense", "lease 10000");
    assert_eq!(texts.notice, "unfit garbage");
    texts.advance(NOW, "store_failed\n", "mint 1800000000000 1800021600");
    // {"iat":1800003600}: the API's clock is an hour ahead.
    let minted = "minted\n1800000000000\n1800000000000\n1800021600\nsynthetic.eyJpYXQiOjE4MDAwMDM2MDB9.synthetic";
    texts.advance(NOW + 300, minted, "done 1");
    assert_eq!(texts.notice, "skew 3599850");
}

#[test]
fn a_refused_token_is_dropped_and_the_store_told() {
    let mut texts = Texts::new();
    let record = texts.mint();
    texts.advance(NOW + 302, "saved\n", "release");
    texts.advance(NOW + 303, "released\n", "done 1");
    let later = NOW + 100_000;
    let rejected = wire::invalidate(&format!("{}\n1800000000000\n{later}", texts.entry));
    assert!(rejected.ends_with("\ndropped"), "{rejected}");
    let entry = rejected.lines().next().unwrap_or_default();
    let told = wire::tombstone(&format!("{entry}\n{KEY}\n{later}\nanother-token\n{record}"));
    let stone = format!("{{\"format\":1,\"key\":\"{KEY}\",\"revoked_generation\":1800000000000}}");
    assert_eq!(told, format!("{entry}\n0\n21500000\n{stone}"));
    for nothing in [stone.as_str(), "", "nonsense"] {
        let told = wire::tombstone(&format!("{entry}\n{KEY}\n{later}\nanother-token\n{nothing}"));
        assert_eq!(told, format!("{entry}\n"), "{nothing}");
    }
    // A process that never held it knows it by its text.
    for (token, known) in [("synthetic-token", true), ("another-token", false)] {
        let answer = wire::tombstone(&format!("\n{KEY}\n{later}\n{token}\n{record}"));
        assert_eq!(answer.ends_with(&stone), known, "{token}");
    }
    // What a process holds is dead with it where it is older, and stays where it is newer.
    for (generation, holds) in [(NOW - 5, "0"), (NOW + 5, "1")] {
        let mut other = Texts::new();
        other.ask(false, later);
        let theirs = record
            .replace(&NOW.to_string(), &generation.to_string())
            .replace("synthetic-token", "another-token");
        other.advance(later, &format!("loaded\n{theirs}"), "done 1");
        let told = wire::tombstone(&format!("{}\n{KEY}\n{later}\nsynthetic-token\n{record}", other.entry));
        assert_eq!(told.lines().nth(1), Some(holds), "{generation}");
    }
}

#[test]
fn an_abandoned_cycle_gives_way() {
    let mut texts = Texts::new();
    assert_eq!(texts.ask(false, NOW), "begin");
    assert_eq!(texts.ask(false, NOW), "join");
    texts.entry = wire::abandon(&format!("{}\n1", texts.entry));
    assert_eq!(texts.ask(false, NOW), "begin");
    assert_eq!(texts.cycle, "2");
}

#[test]
fn a_text_of_another_kind_gives_an_empty_one() {
    for text in [
        "",
        "x",
        "\n\n\n",
        "1 2 3\n\n0\n1",
        "21600000 lease 750 150\nx\n0\n1",
        "21600000 lease 750 150\n\n0\nx",
    ] {
        assert_eq!(wire::ask(text), "", "{text}");
    }
    for text in ["", "a\nb", "\n1\n1"] {
        assert_eq!(wire::advance(text), "", "{text}");
        assert_eq!(wire::record(text), "", "{text}");
        assert_eq!(wire::tombstone(text), "", "{text}");
    }
    for text in ["", "g5cd38\n\nhttps://a.example", "G5\n\n\n\n"] {
        assert_eq!(wire::receiver(text), "", "{text}");
    }
    for text in ["", "x\n1\n1", "\nx\n1"] {
        assert_eq!(wire::invalidate(text), "", "{text}");
        assert_eq!(wire::abandon(text), "", "{text}");
    }
}

#[test]
fn a_receiver_is_told_with_whether_the_token_is_for_its_channel() {
    for (host, channels, told) in [
        ("store-g5cd38", "1", "yes"),
        ("store-g5cd38", "2 1", "yes"),
        ("store-g5cd38", "2", "other"),
        ("store-g5cd38-2", "2", "yes"),
        ("store-g5cd38-2", "1 20", "other"),
        ("store-g5cd38-2", "all", "yes"),
        // No channel has such a number.
        ("store-g5cd38-99999999999", "1", "yes"),
        ("store-g5cd39", "1", "no"),
    ] {
        let input = format!("g5cd38\n\nhttps://{host}.mybigcommerce.com\n/graphql\n{channels}");
        assert_eq!(wire::receiver(&input), told, "{host} {channels}");
    }
    let own = "g5cd38\nhttps://shop.example/\nhttps://shop.example\n/graphql\n7";
    assert_eq!(
        wire::receiver(own),
        "yes",
        "which channel stands behind it is the owner's to know"
    );
}
