//! A client's settings: checked once when it is made, kept by `lib/host.js` as a line, and read from there at each call.

use wasm_bindgen::prelude::*;

use super::{
    error::{CallError, Context},
    host::Host,
    plain::Plain,
};
use crate::{
    error::list_of,
    input::{Client, ClientSettings, Issues, client_settings, unpack},
    lifecycle::RetryBudget,
    text::join,
    types::Endpoint,
};

/// Checks a client's options, packed, and gives back what it can be made of.
///
/// # Errors
/// The description of a `ConfigError` that lists every fault and is named after the first.
#[wasm_bindgen(js_name = checkSettings)]
pub fn check_settings(options: &str) -> Result<JsValue, JsValue> {
    if cfg!(feature = "tokens") {
        check(options, Client::Tokens)
    } else {
        Err(JsValue::NULL)
    }
}

/// The same for a client of the GraphQL Storefront API.
///
/// # Errors
/// As [`check_settings`].
#[wasm_bindgen(js_name = checkGraphqlSettings)]
pub fn check_graphql_settings(options: &str) -> Result<JsValue, JsValue> {
    if cfg!(feature = "graphql") {
        check(options, Client::Graphql)
    } else {
        Err(JsValue::NULL)
    }
}

fn check(options: &str, client: Client) -> Result<JsValue, JsValue> {
    let mut issues = Issues::new();
    let settings = client_settings(unpack(options), client, &mut issues);
    match (settings, issues.is_empty()) {
        (Some(settings), true) => Ok(told(&settings)),
        _ => Err(refuse(&issues)),
    }
}

/// What JavaScript works with itself, and the line that it hands back.
fn told(settings: &ClientSettings) -> JsValue {
    let text = |endpoint: &Option<Endpoint>| endpoint.as_ref().map(|endpoint| endpoint.as_str().to_owned());
    let mut told = Plain::default();
    told.set("storeHash", settings.store_hash.as_str());
    told.set_some("api", text(&settings.api));
    told.set_some("b2b", text(&settings.b2b));
    told.set_some("storefront", text(&settings.storefront));
    told.set_some("timeoutMs", settings.timeout_ms);
    told.set_some("totalTimeoutMs", settings.total_timeout_ms);
    told.set_some("logLevel", settings.log_level.as_ref());
    told.set("assumeServer", settings.assume_server);
    told.set("retryBudget", RetryBudget::FULL);
    told.set("line", line(settings));
    told.to_js()
}

/// What [`Settings`] reads: a line for each [`Setting`], in its order, empty where it was left out. None can hold a line break.
fn line(settings: &ClientSettings) -> String {
    let place = |endpoint: &'_ Option<Endpoint>| endpoint.as_ref().map_or("", Endpoint::as_str).to_owned();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let lines = [
        settings.store_hash.as_str().to_owned(),
        place(&settings.api),
        place(&settings.b2b),
        place(&settings.graphql),
        settings.user_agent.as_str().to_owned(),
        number(settings.timeout_ms),
        number(settings.total_timeout_ms),
        number(settings.max_retries),
        number(settings.max_retry_after_ms),
    ];
    join(&lines.each_ref().map(String::as_str), "\n")
}

#[derive(Clone, Copy)]
enum Setting {
    StoreHash,
    Api,
    B2b,
    Graphql,
    UserAgent,
    TimeoutMs,
    TotalTimeoutMs,
    MaxRetries,
    MaxRetryAfterMs,
}

/// The settings that a call needs; what is left out stands for the default.
pub(super) struct Settings(Vec<String>);

impl Settings {
    pub(super) fn of(host: &Host) -> Self {
        Self(host.settings().split('\n').map(str::to_owned).collect())
    }

    fn text(&self, setting: Setting) -> Option<&str> {
        let text = self.0.get(setting as usize)?.as_str();
        (!text.is_empty()).then_some(text)
    }

    fn number(&self, setting: Setting) -> Option<u32> {
        u32::try_from(self.text(setting)?.parse::<u64>().ok()?).ok()
    }

    pub(super) fn store_hash(&self) -> &str {
        self.text(Setting::StoreHash).unwrap_or_default()
    }

    pub(super) fn api(&self) -> Option<&str> {
        self.text(Setting::Api)
    }

    pub(super) fn b2b(&self) -> Option<&str> {
        self.text(Setting::B2b)
    }

    pub(super) fn graphql(&self) -> Option<&str> {
        self.text(Setting::Graphql)
    }

    pub(super) fn user_agent(&self) -> &str {
        self.text(Setting::UserAgent).unwrap_or_default()
    }

    pub(super) fn timeout_ms(&self) -> Option<u32> {
        self.number(Setting::TimeoutMs)
    }

    pub(super) fn total_timeout_ms(&self) -> Option<u32> {
        self.number(Setting::TotalTimeoutMs)
    }

    pub(super) fn max_retries(&self) -> Option<u32> {
        self.number(Setting::MaxRetries)
    }

    pub(super) fn max_retry_after_ms(&self) -> Option<u32> {
        self.number(Setting::MaxRetryAfterMs)
    }
}

fn refuse(issues: &Issues) -> JsValue {
    let Some(first) = issues.first() else {
        return JsValue::NULL;
    };
    let option = if first.path.is_empty() {
        "options".to_owned()
    } else {
        first.path.clone()
    };
    CallError::Config {
        option: option.into(),
        message: list_of(issues, "; ").into(),
        cause: None,
    }
    .describe(&Context::default())
}
