use crate::{
    error::{Fault, IssueCode},
    json::Json,
    secret::Secret,
};

/// The variables of a request: the text of one JSON object, sent as it is.
///
/// # Source
/// GraphQL over HTTP, section 5: `variables` is a map, read 2026-11-22.
#[derive(Clone, Debug)]
pub struct Variables {
    json: Secret,
    secrets: Vec<Secret>,
}

impl Variables {
    const MAX_BYTES: usize = 1_048_576;
    /// Shorter texts would be found in any message.
    const MIN_SECRET: usize = 6;
    const MAX_SECRETS: usize = 20;

    /// Takes the text of one JSON object of at most 1 MiB.
    ///
    /// # Errors
    /// A [`Fault`] for anything else.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::graphql::Variables;
    ///
    /// assert!(Variables::new(r#"{"first":3}"#).is_ok());
    /// assert!(Variables::new("[3]").is_err());
    /// ```
    pub fn new(json: &str) -> Result<Self, Fault> {
        if json.len() > Self::MAX_BYTES {
            return Err(Fault::new(
                IssueCode::TooLong,
                "expected variables of at most 1048576 bytes as JSON, got more",
            ));
        }
        match Json::read(json) {
            Some(variables @ Json::Object(_)) => {
                let mut secrets = Vec::new();
                collect("", &variables, &mut secrets);
                Ok(Self {
                    json: Secret::new(json),
                    secrets,
                })
            }
            _ => Err(Fault::new(
                IssueCode::Format,
                "expected variables as one JSON object of ordinary size and depth, got something else",
            )),
        }
    }

    /// The text, for the body.
    pub const fn json(&self) -> &Secret {
        &self.json
    }

    /// Texts whose names say that they are secrets, such as the password of a login: a server quotes variables in its errors.
    pub fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
}

fn collect(name: &str, value: &Json, to: &mut Vec<Secret>) {
    match value {
        Json::Text(text) if text.len() >= Variables::MIN_SECRET && to.len() < Variables::MAX_SECRETS => {
            let name = name.to_ascii_lowercase();
            if ["password", "token", "jwt", "secret"]
                .iter()
                .any(|end| name.ends_with(end))
            {
                to.push(Secret::new(text.as_str()));
            }
        }
        Json::List(items) => items.iter().for_each(|item| collect(name, item, to)),
        Json::Object(entries) => entries.iter().for_each(|(name, value)| collect(name, value, to)),
        _ => {}
    }
}
