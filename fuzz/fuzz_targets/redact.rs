//! Any text around any secret: what is shown never holds it.
#![no_main]

use bigcommerce_tokens::secret::{REDACTED, Redactor, Secret};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str, &str)| {
    let (before, secret, after) = input;
    if secret.is_empty() {
        return;
    }
    let mut redactor = Redactor::default();
    redactor.add(&Secret::new(secret));
    let shown = redactor.clean(&[before, secret, after].concat(), 400);
    assert!(!shown.contains(secret) || REDACTED.contains(secret), "a secret is shown");
});
