use crate::{base64, json::Json, secret::Secret, time::UnixSeconds};

/// The longest token that is taken, from a caller or from an answer.
pub const MAX_TOKEN_BYTES: usize = 8_192;

/// A token that the API issued. Usually a JSON Web Token, but an opaque one is taken as it is.
#[derive(Clone, Debug)]
pub struct ApiToken(Secret);

impl ApiToken {
    /// Takes 1 to 8,192 bytes of visible ASCII, what an `Authorization` header can carry; `None` for the rest.
    pub fn new(value: impl Into<String>) -> Option<Self> {
        let value = value.into();
        let usable = (1..=MAX_TOKEN_BYTES).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_graphic());
        usable.then(|| Self(Secret::new(value)))
    }

    /// The token, for the result.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }

    /// The expiry that the token itself claims: `exp`, else BigCommerce's `eat`. `None` when it claims none that makes
    /// sense, or is no JWT. Nothing is verified: BigCommerce publishes no key to verify with.
    pub fn claimed_expiry(&self) -> Option<UnixSeconds> {
        let claims = claims(self.0.expose())?;
        let seconds = claims.get("exp").or_else(|| claims.get("eat"))?.as_u64()?;
        UnixSeconds::new(seconds).filter(|moment| moment.get() > 0)
    }

    /// When the token itself claims to have been issued, by the API's clock; unverified like
    /// [`claimed_expiry`](Self::claimed_expiry).
    pub fn claimed_issue(&self) -> Option<UnixSeconds> {
        let seconds = claims(self.0.expose())?.get("iat")?.as_u64()?;
        UnixSeconds::new(seconds).filter(|moment| moment.get() > 0)
    }
}

/// What a JSON Web Token says of itself, unverified.
pub(super) fn claims(token: &str) -> Option<Json> {
    let payload = token.split('.').nth(1)?;
    let bytes = base64::decode(payload)?;
    Json::read(std::str::from_utf8(&bytes).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(payload: &str) -> ApiToken {
        let mut encoded = Vec::new();
        base64::encode_to(&mut encoded, payload.as_bytes());
        let payload = String::from_utf8(encoded).unwrap();
        ApiToken::new(format!("synthetic.{payload}.synthetic")).unwrap()
    }

    #[test]
    fn expiry_is_exp_else_eat_else_unknown() {
        for (payload, expected) in [
            (r#"{"exp":1900000000,"eat":1}"#, Some(1_900_000_000)),
            (r#"{"eat":1885635176,"cid":[1]}"#, Some(1_885_635_176)),
            (r#"{"iat":1736415654}"#, None),
            (r#"{"eat":"1885635176"}"#, None),
            (r#"{"eat":1885635176000}"#, None),
            (r#"{"eat":0}"#, None),
            (r#"{"eat":-1}"#, None),
            (r#"{"eat":1e30}"#, None),
            ("[1885635176]", None),
            ("not json", None),
        ] {
            let claimed = token(payload).claimed_expiry().map(UnixSeconds::get);
            assert_eq!(claimed, expected, "{payload}");
        }
    }

    #[test]
    fn issue_is_iat_or_unknown() {
        for (payload, expected) in [
            (r#"{"iat":1736415654}"#, Some(1_736_415_654)),
            (r#"{"iat":0}"#, None),
            (r#"{"iat":"1736415654"}"#, None),
            (r#"{"exp":1900000000}"#, None),
            ("not json", None),
        ] {
            let claimed = token(payload).claimed_issue().map(UnixSeconds::get);
            assert_eq!(claimed, expected, "{payload}");
        }
    }

    #[test]
    fn only_what_a_header_can_carry_is_a_token() {
        for bad in [
            "",
            "with space",
            "line\nbreak",
            "nul\0",
            "ünicode",
            "x".repeat(MAX_TOKEN_BYTES + 1).as_str(),
        ] {
            assert!(ApiToken::new(bad).is_none());
        }
        assert!(ApiToken::new("opaque-token").is_some());
        assert!(ApiToken::new("x".repeat(MAX_TOKEN_BYTES)).is_some());
    }
}
