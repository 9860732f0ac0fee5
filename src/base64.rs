//! Base64 in its URL-safe alphabet without padding, as JSON Web Tokens use it.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Adds `bytes` to a text.
pub(crate) fn encode_to(text: &mut Vec<u8>, bytes: &[u8]) {
    let (mut bits, mut held) = (0_u32, 0);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        held += 8;
        while held >= 6 {
            held -= 6;
            text.push(letter(bits >> held));
        }
    }
    if held > 0 {
        text.push(letter(bits << (6 - held)));
    }
}

fn letter(bits: u32) -> u8 {
    LETTERS.get((bits & 63) as usize).copied().unwrap_or_default()
}

/// `None` for other letters, and for text that no bytes have: a single letter too many, or bits left over.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut held) = (0_u32, 0);
    for letter in text.bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    (held < 6 && bits & ((1 << held) - 1) == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_text_belong_to_each_other() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"\xfb\xff\xfe", "-__-"),
        ] {
            let mut encoded = Vec::new();
            encode_to(&mut encoded, bytes);
            assert_eq!(encoded, text.as_bytes());
            assert_eq!(decode(text).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn what_no_bytes_have_is_refused() {
        for text in ["Z", "A", "Zg==", "Zh", "Zm9", "Zm9vY", "+/+/", "Zm 9v", "Zm9\u{fc}"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
