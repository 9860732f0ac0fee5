//! The options of a client, checked once when it is made.

use wasm_bindgen::prelude::*;

use super::{
    call::max_retries,
    error::{CallError, Context},
    input::{Fields, Issues, bounded, milliseconds, text, type_fault},
    plain::Plain,
};
use crate::{
    error::{Fault, IssueCode},
    text::join,
    types::{AccessToken, Endpoint, Product, StoreHash},
};

/// Checks a client's options, own data, and gives back what it can be made of.
///
/// # Errors
/// The description of a `ConfigError` that lists every fault and is named after the first.
#[wasm_bindgen(js_name = checkSettings)]
pub fn check_settings(options: &JsValue) -> Result<JsValue, JsValue> {
    let mut issues = Issues::new();
    let settings = read(options, &mut issues);
    match (settings, issues.is_empty()) {
        (Some(settings), true) => Ok(settings.to_js()),
        _ => Err(refuse(&issues)),
    }
}

/// What `lib/client.js` keeps of the options; secrets and functions stay where they are.
fn read<'a>(options: &JsValue, issues: &mut Issues) -> Option<Plain<'a>> {
    let mut fields = Fields::new(options, "", issues);
    let store_hash = fields.required("storeHash", |value| StoreHash::new(&text(value, 1_024)?));
    fields.optional("accessToken", |value| {
        if value.is_function() {
            Ok(())
        } else {
            AccessToken::new(&text(value, 8_192)?).map(drop)
        }
    });
    fields.optional("fetch", |value| function(value, "a function like the standard's fetch"));
    fields.optional("onEvent", |value| function(value, "a function"));
    let timeout_ms = fields.optional("timeoutMs", milliseconds);
    let total_timeout_ms = fields.optional("totalTimeoutMs", milliseconds);
    let max_retries = fields.optional("maxRetries", max_retries);
    let max_retry_after_ms = fields.optional("maxRetryAfterMs", |value| bounded(value, i32::MAX.unsigned_abs()));
    let log_level = fields.optional("logLevel", |value| {
        one_of(value, &["off", "error", "warn", "info", "debug"])
    });
    let assume_server = fields.optional("runtime", |value| one_of(value, &["server"])).is_some();
    fields.optional("logger", |value| {
        methods(value, "a logger like console", &["error", "warn", "info", "debug"])
    });
    fields.optional("clock", |value| {
        methods(value, "a clock with now() and sleep()", &["now", "sleep"])
    });
    let fetch_options = fields.take("fetchOptions");
    let app_info = fields.take("appInfo");
    let endpoints = fields.take("endpoints");
    fields.refuse_unknown();
    read_fetch_options(&fetch_options, issues);
    let product = read_app_info(&app_info, issues);
    let (api, b2b) = read_endpoints(&endpoints, issues);
    let user_agent = match product {
        Some(product) => Product::this_package().followed_by(&product),
        None => Product::this_package(),
    };
    let mut settings = Plain::default();
    settings.set("storeHash", store_hash?.as_str().to_owned());
    settings.set_some("api", api);
    settings.set_some("b2b", b2b);
    settings.set("userAgent", user_agent.as_str().to_owned());
    settings.set_some("timeoutMs", timeout_ms);
    settings.set_some("totalTimeoutMs", total_timeout_ms);
    settings.set_some("maxRetries", max_retries);
    settings.set_some("maxRetryAfterMs", max_retry_after_ms);
    settings.set_some("logLevel", log_level);
    settings.set("assumeServer", assume_server);
    Some(settings)
}

fn function(value: &JsValue, expected: &str) -> Result<(), Fault> {
    if value.is_function() {
        Ok(())
    } else {
        Err(type_fault(expected, value))
    }
}

fn methods(value: &JsValue, expected: &str, names: &[&str]) -> Result<(), Fault> {
    let whole = names.iter().all(|name| super::foreign::has_function(value, name));
    if whole {
        Ok(())
    } else {
        Err(type_fault(expected, value))
    }
}

fn one_of(value: &JsValue, allowed: &[&str]) -> Result<String, Fault> {
    let given = text(value, 64)?;
    if allowed.contains(&given.as_str()) {
        return Ok(given.to_string());
    }
    let list = join(allowed, "\", \"");
    Err(Fault::new(
        IssueCode::NotAllowed,
        format!("expected one of \"{list}\", got another string"),
    ))
}

fn read_fetch_options(value: &JsValue, issues: &mut Issues) {
    if value.is_undefined() {
        return;
    }
    if !value.is_object() {
        issues.push(type_fault("an object of fetch options", value).at("fetchOptions"));
        return;
    }
    for name in ["redirect", "headers", "method", "body", "signal"] {
        if js_sys::Reflect::has(value, &name.into()).unwrap_or(true) {
            let message = "expected options for the runtime's fetch, got one that the package sets itself";
            issues.push(Fault::new(IssueCode::NotAllowed, message).at(format!("fetchOptions.{name}")));
        }
    }
}

fn read_app_info(value: &JsValue, issues: &mut Issues) -> Option<Product> {
    if value.is_undefined() {
        return None;
    }
    let mut fields = Fields::new(value, "appInfo.", issues);
    let short = |value: &JsValue| text(value, 128);
    let name = fields.required("name", short);
    let version = fields.optional("version", short);
    let url = fields.optional("url", short);
    let product = name.map(|name| {
        Product::new(
            &name,
            version.as_ref().map(|text| text.as_str()),
            url.as_ref().map(|text| text.as_str()),
        )
    });
    let product = product.and_then(|product| fields.keep("name", product));
    fields.refuse_unknown();
    product
}

fn read_endpoints(value: &JsValue, issues: &mut Issues) -> (Option<String>, Option<String>) {
    if value.is_undefined() {
        return (None, None);
    }
    let mut fields = Fields::new(value, "endpoints.", issues);
    let mut endpoint = |name| {
        fields.optional(name, |value| {
            Endpoint::new(&text(value, 1_024)?).map(|url| url.as_str().to_owned())
        })
    };
    let api = endpoint("api");
    let b2b = endpoint("b2b");
    endpoint("storefront");
    fields.refuse_unknown();
    (api, b2b)
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
    let mut message = String::new();
    for issue in issues {
        message.push_str(if message.is_empty() { "" } else { "; " });
        issue.write_to(&mut message);
    }
    CallError::Config {
        option: option.into(),
        message: message.into(),
        cause: None,
    }
    .describe(&Context::default())
}
