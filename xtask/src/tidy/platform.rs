//! The core does no I/O, reads no clock and takes no randomness: only `src/wasm` may name what does.

use super::house::{Fault, House, has_word};

const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "a platform crate",
        &[
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "serde_wasm_bindgen",
            "js_sys",
            "web_sys",
            "gloo_net",
            "gloo_timers",
        ],
    ),
    ("a clock", &["Instant", "SystemTime"]),
    (
        "randomness",
        &["rand", "getrandom", "fastrand", "RandomState", "DefaultHasher"],
    ),
    (
        "I/O",
        &[
            "std::fs",
            "std::env",
            "std::process",
            "std::thread",
            "std::io",
            "TcpStream",
            "TcpListener",
            "UdpSocket",
            "ToSocketAddrs",
            "println!",
            "eprintln!",
        ],
    ),
];

pub(crate) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in house
        .below("src/", &[".rs"])
        .filter(|file| !file.path.starts_with("src/wasm"))
    {
        for (line, text) in file.lines() {
            let code = text.split_once("//").map_or(text, |(code, _)| code);
            for (kind, words) in FORBIDDEN {
                if let Some(word) = words.iter().find(|word| has_word(code, word)) {
                    faults.push(Fault::at(
                        file,
                        line,
                        format!("{word} is {kind}: only src/wasm may use it"),
                    ));
                }
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn platform_clock_and_randomness_are_named_in_src_wasm_only() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("src/wasm/input.rs", "use js_sys::Object;", &[]),
            ("src/http.rs", "use js_sys::Object;", &["src/http.rs:1"]),
            (
                "src/http.rs",
                "\nlet now = std::time::Instant::now();",
                &["src/http.rs:2"],
            ),
            ("src/http.rs", "use std::time::Duration;", &[]),
            ("src/http.rs", "// unlike js_sys", &[]),
            ("src/lifecycle/retry.rs", "let random_number = brand;", &[]),
            (
                "src/lifecycle/retry.rs",
                "let x = rand::random();",
                &["src/lifecycle/retry.rs:1"],
            ),
            ("tests/wasm.rs", "use js_sys::Object;", &[]),
        ];
        for (path, text, expected) in cases {
            assert_faults(check, &[(path, text)], expected);
        }
    }
}
