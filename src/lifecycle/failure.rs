use crate::{error::Outcome, text::contains};

/// How sending failed, told from the little that runtimes agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection came about: nothing was sent.
    NotSent,
    /// The other side could not prove who it is: nothing was sent, and trying again will not help.
    Untrusted,
    /// The connection broke, or nobody can tell.
    Broken,
}

/// Error codes of Node (`code`, often on the `cause`) and Bun for a connection that never came about.
const NOT_SENT: [&str; 13] = [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EAI_FAIL",
    "EAI_NODATA",
    "EAI_NONAME",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EADDRNOTAVAIL",
    "ENETDOWN",
    "ECONNREFUSEDERROR",
    "CONNECTIONREFUSED",
    "UND_ERR_CONNECT_TIMEOUT",
];

impl Failure {
    /// Judges by an error's `code` and `message`. Neither is kept: both may quote what was sent.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::lifecycle::Failure;
    ///
    /// assert_eq!(Failure::judge("ECONNREFUSED", ""), Failure::NotSent);
    /// assert_eq!(Failure::judge("", "terminated"), Failure::Broken);
    /// ```
    ///
    /// # Source
    /// Observed on Node 20 and 24, Deno 2.9, Bun 1.4 and workerd against loopback servers, 2026-11-22.
    pub fn judge(code: &str, message: &str) -> Self {
        let code = code.to_ascii_uppercase();
        let message = message.to_ascii_lowercase();
        // A fault of TLS that does not name a certificate may also come after the request.
        let untrusted_code = [
            "CERT",
            "ERR_TLS",
            "SELF_SIGNED",
            "UNABLE_TO_",
            "DEPTH_ZERO",
            "HOSTNAME_MISMATCH",
        ];
        let untrusted_text = ["certificate", "unknownissuer"];
        let not_sent_text = [
            "connection refused",
            "dns error",
            "failed to lookup address",
            "unable to connect",
            // Deno names what it was about.
            "client error (connect)",
        ];
        // Node begins with what it was doing: what fails on an open connection may have been sent, whatever the code.
        let was_open = message.lines().any(|line| {
            ["read e", "write e", "writev e", "shutdown e"]
                .iter()
                .any(|begun| line.starts_with(begun))
        });
        if untrusted_code.iter().any(|part| contains(&code, part))
            || untrusted_text.iter().any(|part| contains(&message, part))
        {
            Self::Untrusted
        } else if !was_open
            && (NOT_SENT.contains(&code.as_str()) || not_sent_text.iter().any(|part| contains(&message, part)))
        {
            Self::NotSent
        } else {
            Self::Broken
        }
    }

    /// Whether the server may have acted.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::NotSent | Self::Untrusted => Outcome::NotSent,
            Self::Broken => Outcome::Unknown,
        }
    }
}
