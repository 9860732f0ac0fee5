use super::{
    Found, Stamp, Unfit,
    policy::{MAX_LIFETIME_MS, later},
};
use crate::{
    json::{Json, ObjectWriter},
    secret::Secret,
    time::UnixMillis,
    types::ApiToken,
};

/// The version of keys and records. A change of either makes tokens of before invisible, not wrong.
pub(super) const FORMAT: u64 = 1;
/// A record is never longer, in bytes: a token, its dates and what JSON adds.
const MAX_BYTES: usize = 16_384;
/// How far the clock that made a record may be ahead before the record counts as nonsense, in milliseconds.
const MAX_AHEAD_MS: u64 = 86_400_000;
/// The largest number that every reader of JSON holds exactly.
const MAX_NUMBER: u64 = (1 << 53) - 1;

/// What a store keeps under a key, as one JSON text.
#[derive(Clone, Debug)]
pub enum Record {
    /// A token to share.
    Token {
        /// The token.
        token: ApiToken,
        /// What is known of it.
        stamp: Stamp,
    },
    /// Says that tokens up to this generation are dead, until a newer one takes its place.
    Revoked {
        /// The generation of the youngest dead token.
        generation: u64,
    },
}

impl Record {
    /// The text to store under `key`, which is that of a `Key`. It holds the token in clear: sealing it is the store's part.
    pub fn write(&self, key: &str) -> Secret {
        let mut body = ObjectWriter::new();
        body.number("format", FORMAT);
        body.text("key", key);
        match self {
            Self::Token { token, stamp } => {
                body.text("token", token.secret().expose());
                body.number("generation", stamp.generation);
                body.number("issued_at_ms", stamp.issued_at.0);
                body.number("expires_at_ms", stamp.expires_at.0);
                body.number("mint_ms", stamp.mint_ms.into());
                body.number("forced", stamp.forced.into());
            }
            Self::Revoked { generation } => body.number("revoked_generation", *generation),
        }
        Secret::new(body.end())
    }

    /// Reads what a store gave for `key`. Nobody vouches for a store: whatever does not fit is as good as nothing.
    ///
    /// # Errors
    /// Why it does not fit.
    pub fn read(text: &str, key: &str, now: UnixMillis) -> Result<Self, Unfit> {
        if text.len() > MAX_BYTES {
            return Err(Unfit::Garbage);
        }
        let json = Json::read(text).ok_or(Unfit::Garbage)?;
        let number = |name| {
            json.get(name)
                .and_then(Json::as_u64)
                .filter(|number| *number <= MAX_NUMBER)
        };
        let word = |name| json.get(name).and_then(Json::as_str);
        let need = |name| number(name).ok_or(Unfit::Garbage);
        match need("format")? {
            FORMAT => {}
            older if older < FORMAT => return Err(Unfit::OlderFormat),
            _ => return Err(Unfit::NewerFormat),
        }
        if word("key").ok_or(Unfit::Garbage)? != key {
            return Err(Unfit::OtherKey);
        }
        let ahead = later(now, MAX_AHEAD_MS);
        if let Some(generation) = number("revoked_generation") {
            return if generation > ahead.0 {
                Err(Unfit::FromTheFuture)
            } else {
                Ok(Self::Revoked { generation })
            };
        }
        let stamp = Stamp {
            generation: need("generation")?,
            issued_at: UnixMillis(need("issued_at_ms")?),
            expires_at: UnixMillis(need("expires_at_ms")?),
            mint_ms: u32::try_from(need("mint_ms")?).map_err(|_| Unfit::Garbage)?,
            forced: need("forced")? == 1,
        };
        let token = word("token").and_then(ApiToken::new).ok_or(Unfit::Garbage)?;
        if stamp.issued_at > ahead || stamp.generation > ahead.0 {
            return Err(Unfit::FromTheFuture);
        }
        if stamp.expires_at <= stamp.issued_at || stamp.life_ms() > MAX_LIFETIME_MS + MAX_AHEAD_MS {
            return Err(Unfit::Garbage);
        }
        if stamp.expires_at <= now {
            return Err(Unfit::Expired);
        }
        Ok(Self::Token { token, stamp })
    }

    /// What the state machine needs to know of it.
    pub const fn found(&self) -> Found {
        match self {
            Self::Token { stamp, .. } => Found::Token(*stamp),
            Self::Revoked { generation } => Found::Revoked(*generation),
        }
    }
}
