//! Looking for a text in another. The standard library's search is made for long texts, and weighs as much as an operation.

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
