//! The guard's verdict over every environment whose marks were observed, and over every set of marks there is.
//!
//! The sets are what `facts.js` collects there; `tests/js/browser/` holds it to them in the environments themselves.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test that panics has failed, which is its purpose")]

use bigcommerce_tokens::runtime::{RefusedHost, Runtime, RuntimeFacts, detect, judge};

const NODE: &[&str] = &["ENGINE_TYPES", "NODE_VERSION"];
const BUN: &[&str] = &["ENGINE_TYPES", "BUN_VERSION"];
const DENO: &[&str] = &["DENO_INSPECT"];
const WORKERD: &[&str] = &["NATIVE_WORKERD"];
const EDGE_LIGHT: &[&str] = &["EDGE_RUNTIME"];
const PAGE: &[&str] = &["UNFORGEABLE_WINDOW", "NATIVE_DOM", "IMMUTABLE_GLOBAL", "BROWSER_SHAPE"];
const WORKER: &[&str] = &["NATIVE_WORKER_SCOPE", "IMMUTABLE_GLOBAL", "BROWSER_SHAPE"];
const WORKLET: &[&str] = &["NATIVE_WORKLET_SCOPE", "IMMUTABLE_GLOBAL"];

/// Bits below this one refuse, named or not.
const FIRST_SERVER_BIT: u32 = 16;

#[track_caller]
fn facts(names: &[&str]) -> RuntimeFacts {
    names.iter().fold(RuntimeFacts::from_bits(0), |facts, name| {
        let mark = RuntimeFacts::MARKS.iter().find(|(known, _)| known == name);
        facts.union(mark.unwrap_or_else(|| panic!("there is no mark {name}")).1)
    })
}

fn with(names: &[&'static str], more: &[&'static str]) -> Vec<&'static str> {
    [names, more].concat()
}

#[test]
fn servers_are_accepted_by_what_they_prove() {
    let rows: &[(&str, &[&str], Runtime)] = &[
        (
            "Node.js, worker threads, forks, jsdom's and happy-dom's globals",
            NODE,
            Runtime::Node,
        ),
        (
            "Node.js before 20.16",
            &["NATIVE_PROCESS", "NODE_VERSION"],
            Runtime::Node,
        ),
        ("the main process of Electron", NODE, Runtime::Node),
        (
            "Next.js: server components, route handlers, API routes",
            NODE,
            Runtime::Node,
        ),
        ("Deno, its workers, its worker threads", DENO, Runtime::Deno),
        ("Bun, its workers, its worker threads", BUN, Runtime::Bun),
        (
            "workerd at every date, with and without nodejs_compat, Durable Objects",
            WORKERD,
            Runtime::Workerd,
        ),
        (
            "edge-runtime, Next.js edge routes and middleware",
            EDGE_LIGHT,
            Runtime::EdgeLight,
        ),
        (
            "Bun, whose process also names a version of Node.js",
            &["ENGINE_TYPES", "BUN_VERSION", "NODE_VERSION"],
            Runtime::Bun,
        ),
        (
            "workerd with the process of nodejs_compat",
            &["NATIVE_WORKERD", "ENGINE_TYPES", "NODE_VERSION"],
            Runtime::Workerd,
        ),
        (
            "Deno with its process",
            &["DENO_INSPECT", "ENGINE_TYPES", "NODE_VERSION"],
            Runtime::Deno,
        ),
    ];
    for (environment, marks, runtime) in rows {
        for assume_server in [false, true] {
            assert_eq!(judge(facts(marks), assume_server), Ok(*runtime), "{environment}");
        }
    }
}

#[test]
fn browsers_are_refused_whoever_vouches_for_them() {
    let rows: &[(&str, &[&str], &str)] = &[
        ("page, iframe, sandboxed iframe", PAGE, "browser"),
        (
            "iframe taken out of its page",
            &["UNFORGEABLE_WINDOW", "IMMUTABLE_GLOBAL", "BROWSER_SHAPE"],
            "browser",
        ),
        ("dedicated, module, blob, shared and service worker", WORKER, "browser"),
        ("audio worklet", WORKLET, "browser"),
        (
            "extension's background",
            &with(WORKER, &["EXTENSION"]),
            "browser-extension",
        ),
        (
            "extension's page and content script",
            &with(PAGE, &["EXTENSION"]),
            "browser-extension",
        ),
        (
            "page with every constructor deleted",
            &["UNFORGEABLE_WINDOW", "IMMUTABLE_GLOBAL", "EDGE_RUNTIME"],
            "browser",
        ),
        (
            "worker with every constructor deleted",
            &["IMMUTABLE_GLOBAL", "EDGE_RUNTIME"],
            "browser",
        ),
        ("page with a process that deceives", &with(PAGE, NODE), "browser"),
        ("page with a faked Deno", &with(PAGE, DENO), "browser"),
        ("worker with a faked WebSocketPair", &with(WORKER, WORKERD), "browser"),
        ("worker with a faked EdgeRuntime", &with(WORKER, EDGE_LIGHT), "browser"),
        (
            "renderer of Electron with Node.js in it",
            &with(PAGE, &["ELECTRON_RENDERER", "ENGINE_TYPES"]),
            "electron-renderer",
        ),
        (
            "worker of Electron with Node.js in it",
            &with(WORKER, &["ELECTRON_RENDERER", "NODE_VERSION"]),
            "electron-renderer",
        ),
        ("NW.js", &with(NODE, &["NW_JS"]), "nw.js"),
        ("WebContainer", &with(NODE, &["WEB_CONTAINER"]), "webcontainer"),
        ("React Native on Hermes", &["REACT_NATIVE", "HERMES"], "react-native"),
        ("React Native on another engine", &["REACT_NATIVE"], "react-native"),
        ("Hermes alone", &["HERMES"], "react-native"),
        ("the window of jsdom or happy-dom itself", &["BROWSER_SHAPE"], "browser"),
        ("globals that cannot be read", &["UNREADABLE"], "unknown"),
    ];
    for (environment, marks, name) in rows {
        for assume_server in [false, true] {
            let refused = judge(facts(marks), assume_server);
            assert_eq!(refused.map_err(|refusal| refusal.name), Err(*name), "{environment}");
        }
    }
}

#[test]
fn the_unproven_are_refused_until_the_caller_vouches() {
    let rows: &[(&str, &[&str])] = &[
        ("a context of node:vm, an unknown server", &[]),
        ("a version that anybody can write", &["NODE_VERSION"]),
        ("two versions that anybody can write", &["NODE_VERSION", "BUN_VERSION"]),
        ("an engine without a name", &["ENGINE_TYPES"]),
        ("a native process without a name", &["NATIVE_PROCESS"]),
    ];
    for (environment, marks) in rows {
        assert_eq!(judge(facts(marks), false), Err(RefusedHost::UNPROVEN), "{environment}");
        assert_eq!(judge(facts(marks), true), Ok(Runtime::OtherServer), "{environment}");
    }
}

#[test]
fn no_set_with_a_browser_mark_is_ever_accepted() {
    let count = u32::try_from(RuntimeFacts::MARKS.len()).unwrap();
    for choice in 0..1_u32 << count {
        let chosen = RuntimeFacts::MARKS
            .iter()
            .enumerate()
            .filter(|(at, _)| choice >> at & 1 == 1);
        let bits = chosen.fold(0, |bits, (_, (_, mark))| bits | mark.bits());
        let browser = bits & ((1 << FIRST_SERVER_BIT) - 1) != 0;
        for assume_server in [false, true] {
            let verdict = judge(RuntimeFacts::from_bits(bits), assume_server);
            assert!(
                !browser || verdict.is_err(),
                "{bits:#x}, vouched for: {assume_server}, gave {verdict:?}"
            );
            assert!(
                !assume_server || browser || verdict.is_ok(),
                "{bits:#x} was refused: {verdict:?}"
            );
        }
    }
}

#[test]
fn a_bit_without_a_name_refuses_the_best_of_proofs() {
    let named = RuntimeFacts::MARKS.iter().fold(0, |bits, (_, mark)| bits | mark.bits());
    for bit in (0..u32::BITS).map(|bit| 1 << bit).filter(|bit| named & bit == 0) {
        for proof in [NODE, BUN, DENO, WORKERD, EDGE_LIGHT, &[]] {
            let verdict = judge(facts(proof).union(RuntimeFacts::from_bits(bit)), true);
            assert_eq!(
                verdict.map_err(|refusal| refusal.name),
                Err("unknown"),
                "{bit:#x} with {proof:?}"
            );
        }
    }
}

#[test]
fn asking_answers_in_the_words_of_the_contract() {
    let rows: &[(&[&str], &str, bool)] = &[
        (NODE, "node", true),
        (DENO, "deno", true),
        (BUN, "bun", true),
        (WORKERD, "workerd", true),
        (EDGE_LIGHT, "edge-light", true),
        (PAGE, "browser", false),
        (WORKLET, "browser", false),
        (&["ELECTRON_RENDERER"], "browser", false),
        (&["REACT_NATIVE"], "browser", false),
        (&["EXTENSION"], "browser", false),
        (&["UNREADABLE"], "unknown", false),
        (&[], "unknown", false),
    ];
    for (marks, name, server) in rows {
        let answer = detect(facts(marks));
        assert_eq!((answer.name, answer.server), (*name, *server), "{marks:?}");
        assert!(!answer.reason.is_empty(), "{marks:?}");
    }
    assert_eq!(Runtime::OtherServer.name(), "unknown");
}

#[test]
fn every_verdict_has_a_reason_of_its_own() {
    let mut reasons: Vec<&str> = RuntimeFacts::BROWSER_MARKS
        .iter()
        .map(|(_, refusal)| refusal.reason)
        .collect();
    let runtimes = [
        Runtime::Node,
        Runtime::Deno,
        Runtime::Workerd,
        Runtime::EdgeLight,
        Runtime::OtherServer,
    ];
    reasons.extend(runtimes.iter().map(|runtime| runtime.reason()));
    reasons.push(RefusedHost::UNPROVEN.reason);
    assert!(RefusedHost::UNPROVEN.message().contains(RefusedHost::UNPROVEN.reason));
    let count = reasons.len();
    reasons.sort_unstable();
    reasons.dedup();
    assert_eq!(reasons.len(), count, "{reasons:#?}");
}

#[test]
fn facts_js_names_the_same_marks() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg-template/lib/facts.js");
    let text = std::fs::read_to_string(path).unwrap();
    let declared: Vec<(&str, u32)> = text
        .lines()
        .filter_map(|line| line.strip_prefix("const ")?.strip_suffix(';')?.split_once(" = 1 << "))
        .map(|(name, bit)| (name, 1 << bit.parse::<u32>().unwrap()))
        .collect();
    let named: Vec<(&str, u32)> = RuntimeFacts::MARKS
        .iter()
        .map(|(name, mark)| (*name, mark.bits()))
        .collect();
    assert_eq!(declared, named);
    for (name, _) in named {
        assert!(text.matches(name).count() > 1, "facts.js never sets {name}");
    }
    let half = format!("export const BROWSER_MARKS = {:#x};", (1 << FIRST_SERVER_BIT) - 1);
    assert!(text.contains(&half), "facts.js does not say: {half}");
}

#[test]
fn browser_marks_are_the_lower_half_of_the_bits() {
    for (name, mark) in RuntimeFacts::MARKS {
        let browser = RuntimeFacts::BROWSER_MARKS.iter().any(|(known, _)| known == mark);
        assert_eq!(browser, mark.bits() < 1 << FIRST_SERVER_BIT, "{name}");
        assert_eq!(mark.union(*mark), *mark, "{name}");
    }
}
