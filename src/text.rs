//! Texts in texts: looked for, joined, put together. What the standard library has for it is made for long texts and for every kind
//! of value, and weighs as much as an operation.

/// Where `part`, which is not empty, begins in `text`.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    text.as_bytes()
        .windows(part.len())
        .position(|window| window == part.as_bytes())
}

/// Whether `part`, which is not empty, is in `text`.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// The parts as one text. Like the standard library's `concat`, which is made to be fast for long lists and weighs ten times as
/// much.
pub(crate) fn concat(parts: &[&str]) -> String {
    join(parts, "")
}

/// The parts as one text with `between` between them.
pub(crate) fn join(parts: &[&str], between: &str) -> String {
    let length = parts.iter().map(|part| part.len() + between.len()).sum();
    let mut text = String::with_capacity(length);
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            text.push_str(between);
        }
        text.push_str(part);
    }
    text
}
