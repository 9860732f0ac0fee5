use crate::{
    error::{Fault, IssueCode},
    time::UnixSeconds,
};

/// A moment as ISO 8601 writes it: `2027-03-31T00:00:00Z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IsoMoment(String);

impl IsoMoment {
    /// Takes a date and a time with a zone, as the storefront's login gives it; it is sent as it is.
    ///
    /// # Errors
    /// A [`Fault`] for any other form.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::{time::UnixSeconds, types::IsoMoment};
    ///
    /// assert!(IsoMoment::parse("2024-07-19T16:30:29.5+02:00").is_ok());
    /// assert!(IsoMoment::parse("2024-07-19").is_err());
    /// let moment = IsoMoment::of(UnixSeconds::new(1_721_406_629).unwrap());
    /// assert_eq!(moment.as_str(), "2024-07-19T16:30:29Z");
    /// ```
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if is_iso(text) {
            return Ok(Self(text.to_owned()));
        }
        Err(Fault::new(
            IssueCode::Format,
            "expected a date and time in ISO 8601 with a zone (\"2027-03-31T00:00:00Z\"), got another string",
        ))
    }

    /// A moment in UTC.
    pub fn of(moment: UnixSeconds) -> Self {
        Self(moment.to_iso())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `YYYY-MM-DDThh:mm:ss`, a fraction if there is one, and `Z` or `±hh:mm`, each part within its range.
fn is_iso(text: &str) -> bool {
    let Some((moment, zone)) = text.split_at_checked(19) else {
        return false;
    };
    let fraction_end = match zone.strip_prefix('.') {
        Some(rest) => 1 + rest.bytes().take_while(u8::is_ascii_digit).count(),
        None => 0,
    };
    let zone = zone.get(fraction_end..).unwrap_or_default();
    fraction_end != 1
        && fraction_end <= 10
        && follows(moment, "dddd-dd-ddTdd:dd:dd")
        && within(moment, &[(5, 1, 12), (8, 1, 31), (11, 0, 23), (14, 0, 59), (17, 0, 60)])
        && (zone == "Z"
            || (follows(zone, "+dd:dd") || follows(zone, "-dd:dd")) && within(zone, &[(1, 0, 23), (4, 0, 59)]))
}

/// Whether each character is the pattern's, or a digit where it says `d`.
fn follows(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(byte, wanted)| {
            if wanted == b'd' {
                byte.is_ascii_digit()
            } else {
                byte == wanted
            }
        })
}

/// Whether the two digits at each place make a number from the one to the other.
fn within(digits: &str, places: &[(usize, u8, u8)]) -> bool {
    places.iter().all(|(at, least, most)| {
        let two = digits.as_bytes().get(*at..at + 2).unwrap_or_default();
        let number = two.iter().fold(0, |number, digit| number * 10 + (digit - b'0'));
        (*least..=*most).contains(&number)
    })
}
