//! No file may hold what could be somebody's token.
//!
//! A JSON Web Token may stand in a file only when its third part holds the word `synthetic`: no real signature does.

use super::house::{Fault, House};

const MARK: &str = "synthetic";

/// How every JSON Web Token begins: `{"` in base64.
const START: &str = "eyJ";

pub(crate) fn check(house: &House) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in &house.files {
        for (line, text) in file.lines() {
            if tokens(text).any(|signature| !signature.to_ascii_lowercase().contains(MARK)) {
                let message = format!("a token whose signature does not say `{MARK}` could be a real one");
                faults.push(Fault::at(file, line, message));
            }
        }
    }
    faults
}

/// The third parts of what looks like a token: three long base64url parts between dots.
fn tokens(line: &str) -> impl Iterator<Item = &str> {
    let base64url = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_' || letter == '.';
    line.split(move |letter| !base64url(letter)).filter_map(|word| {
        let start = word.find(START)?;
        let parts: Vec<&str> = word.get(start..)?.split('.').collect();
        let [header, payload, signature, ..] = parts[..] else {
            return None;
        };
        (header.len() >= 10 && payload.len() >= 10 && signature.len() >= 10).then_some(signature)
    })
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn only_visibly_synthetic_tokens_pass() {
        let body = format!("{START}hbGciOiJFUzI1NiJ9.{START}jaWQiOjF9AAAA");
        let cases: &[(String, &[&str])] = &[
            (format!("x\n\"{body}.c2lnbmF0dXJlc2lnbmF0dXJl\""), &["a.json:2"]),
            (format!("x\n\"{body}.synthetic-signature\""), &[]),
            (
                format!("Authorization: Bearer {body}.c2lnbmF0dXJlc2lnbmF0dXJl"),
                &["a.json:1"],
            ),
            (format!("{START}hbGciOiJFUzI1NiJ9"), &[]),
            (format!("{START}.a.b"), &[]),
        ];
        for (text, expected) in cases {
            assert_faults(check, &[("a.json", text)], expected);
        }
    }
}
