//! The token provider: its options, its keys, and the state machine in texts. Nothing here is kept between calls, and nothing is
//! asked of JavaScript.

use wasm_bindgen::prelude::*;

use zeroize::Zeroizing;

use crate::{
    error::{Error, list_of},
    http::Response,
    input::{Issues, MAX_TEXT, provider, text, unpack},
    lifecycle::{Key, KeyParts, wire},
    secret::{Redactor, Secret},
    storefront::DEFAULT_ENDPOINT,
    text::join,
    types::{AccessToken, Endpoint, StoreHash},
};

/// Checks the options of a provider, packed. Out: the policy for [`ask`] and [`advance`]; or `!`, the first wrong option, and a line
/// that lists every fault.
#[wasm_bindgen(js_name = checkOptions)]
pub fn check_options(options: &str, sharing: &str) -> String {
    let mut issues = Issues::new();
    if let Some(provider) = provider(options, sharing, &mut issues) {
        let sharing = wire::sharing_word(provider.sharing);
        let (from, spread) = provider.ahead;
        let numbers = [provider.lifetime_ms, from.into(), spread.into()].map(|number| number.to_string());
        let [lifetime_ms, from, spread] = numbers.each_ref().map(String::as_str);
        return join(&[lifetime_ms, &sharing, from, spread], " ");
    }
    let path = issues.first().map_or("", |issue| issue.path.as_str());
    join(
        &[
            "!",
            if path.is_empty() { "options" } else { path },
            "\n",
            &list_of(&issues, "; "),
        ],
        "",
    )
}

/// The key of the token that these options ask for; empty where the access token is none. `api` is empty for the API's own address.
#[wasm_bindgen]
pub fn key(options: &str, api: &str, store_hash: &str, access_token: &str) -> String {
    let parts = || {
        let provider = provider(options, "alone", &mut Issues::new())?;
        let api = if api.is_empty() { DEFAULT_ENDPOINT } else { api };
        let access_token = text(unpack(access_token), MAX_TEXT).ok()?;
        Some(Key::new(&KeyParts {
            api: &Endpoint::new(api).ok()?,
            store_hash: &StoreHash::new(store_hash).ok()?,
            kind: provider.kind,
            channels: &provider.channels,
            scopes: provider.scopes.as_ref(),
            access_token: &AccessToken::new(&access_token).ok()?,
        }))
    };
    parts().map_or_else(String::new, |key| key.as_str().to_owned())
}

/// What is told of a redirect that answered a request with the token in it: `refused` or `unknown`, as [`Error::outcome`] has it, then
/// the origin it leads to; nothing after that where it cannot be told, or would give the token away.
#[wasm_bindgen]
pub fn redirect(status: u16, location: Option<String>, token: &str) -> String {
    let mut redactor = Redactor::default();
    redactor.add(&Secret::new(token));
    let body = Zeroizing::default();
    let response = Response { status, location, body };
    match response.check_status(&redactor) {
        Err(error) => {
            let origin = if let Error::Redirect { to_origin, .. } = &error {
                to_origin.as_deref()
            } else {
                None
            };
            join(&[error.outcome().as_str(), origin.unwrap_or_default()], "\n")
        }
        Ok(()) => String::new(),
    }
}

/// [`wire::ask`].
#[wasm_bindgen]
pub fn ask(input: &str) -> String {
    wire::ask(input)
}

/// [`wire::advance`].
#[wasm_bindgen]
pub fn advance(input: &str) -> String {
    wire::advance(input)
}

/// [`wire::abandon`].
#[wasm_bindgen]
pub fn abandon(input: &str) -> String {
    wire::abandon(input)
}

/// [`wire::invalidate`].
#[wasm_bindgen]
pub fn invalidate(input: &str) -> String {
    wire::invalidate(input)
}

/// [`wire::record`].
#[wasm_bindgen]
pub fn record(input: &str) -> String {
    wire::record(input)
}

/// [`wire::tombstone`].
#[wasm_bindgen]
pub fn tombstone(input: &str) -> String {
    wire::tombstone(input)
}

/// [`wire::receiver`].
#[wasm_bindgen]
pub fn receiver(input: &str) -> String {
    wire::receiver(input)
}
