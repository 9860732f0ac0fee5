//! JSON as it is sent and told: put together field by field.

use super::write_text;

/// An object, written field by field: what serde derives for a struct weighs as much as an operation.
pub(crate) struct ObjectWriter(String);

impl ObjectWriter {
    pub(crate) fn new() -> Self {
        let mut text = String::with_capacity(256);
        text.push('{');
        Self(text)
    }

    /// Begins a field; its name needs no escapes.
    fn name(&mut self, name: &str) -> &mut String {
        let first = self.0.as_bytes().last() == Some(&b'{');
        self.0.push_str(if first { "\"" } else { ",\"" });
        self.0.push_str(name);
        self.0.push_str("\":");
        &mut self.0
    }

    pub(crate) fn text(&mut self, name: &str, value: &str) {
        write_text(self.name(name), value);
    }

    /// What is JSON already.
    pub(crate) fn json(&mut self, name: &str, value: &str) {
        self.name(name).push_str(value);
    }

    pub(crate) fn number(&mut self, name: &str, value: u64) {
        self.name(name).push_str(&value.to_string());
    }

    /// A list of what is JSON already.
    pub(crate) fn list(&mut self, name: &str, items: &mut dyn Iterator<Item = String>) {
        let to = self.name(name);
        to.push('[');
        for (at, item) in items.enumerate() {
            to.push_str(if at == 0 { "" } else { "," });
            to.push_str(&item);
        }
        to.push(']');
    }

    /// A list of words that need no escapes.
    pub(crate) fn words<'a>(&mut self, name: &str, words: impl Iterator<Item = &'a str>) {
        self.list(
            name,
            &mut words.map(|word| {
                let mut quoted = String::with_capacity(word.len() + 2);
                for part in ["\"", word, "\""] {
                    quoted.push_str(part);
                }
                quoted
            }),
        );
    }

    /// An object, whose fields `write` adds.
    pub(crate) fn object(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.name(name).push('{');
        write(self);
        self.0.push('}');
    }

    pub(crate) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}
