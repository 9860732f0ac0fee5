//! The options of a client, checked once when it is made.

use wasm_bindgen::prelude::*;

use super::{
    call::max_retries,
    error::{CallError, Context},
    plain::Plain,
};
use crate::{
    error::{Fault, IssueCode, list_of},
    graphql,
    input::{
        Fields, Issues, MAX_TEXT, bounded, expect, fits, is_accessor, is_function, milliseconds, one_of, text, text_as,
        type_fault, unpack, whole_number,
    },
    json::Json,
    lifecycle::RetryBudget,
    text::concat,
    types::{AccessToken, BearerToken, ChannelId, Endpoint, Product, StoreHash},
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

/// What sets the clients apart: where they send, and with which secret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Client {
    Tokens,
    Graphql,
}

fn check(options: &str, client: Client) -> Result<JsValue, JsValue> {
    let mut issues = Issues::new();
    let settings = read(unpack(options), client, &mut issues);
    match (settings, issues.is_empty()) {
        (Some(settings), true) => Ok(settings.to_js()),
        _ => Err(refuse(&issues)),
    }
}

/// What JavaScript keeps of the options; secrets and functions stay where they are.
fn read<'a>(options: Json, client: Client, issues: &mut Issues) -> Option<Plain<'a>> {
    let mut fields = Fields::new(options, "", issues);
    let store_hash = fields.required("storeHash", |value| StoreHash::new(&text(value, 1_024)?));
    let mut graphql = None;
    let mut endpoints = None;
    if client == Client::Graphql {
        graphql = read_place(&mut fields, store_hash.as_ref());
    } else {
        fields.optional("accessToken", |value| {
            if is_function(&value) {
                Ok(())
            } else {
                AccessToken::new(&text(value, MAX_TEXT)?).map(drop)
            }
        });
        endpoints = fields.take("endpoints");
    }
    fields.optional("fetch", |value| {
        expect(is_function(&value), "a function like the standard's fetch", &value)
    });
    fields.optional("onEvent", |value| expect(is_function(&value), "a function", &value));
    let timeout_ms = fields.optional("timeoutMs", |value| milliseconds(&value));
    let total_timeout_ms = fields.optional("totalTimeoutMs", |value| milliseconds(&value));
    let max_retries = fields.optional("maxRetries", |value| max_retries(&value));
    let max_retry_after_ms = fields.optional("maxRetryAfterMs", |value| bounded(&value, i32::MAX.unsigned_abs()));
    let log_level = fields.optional("logLevel", |value| {
        one_of(value, &["off", "error", "warn", "info", "debug"])
    });
    let assume_server = fields.optional("runtime", |value| one_of(value, &["server"])).is_some();
    fields.optional("logger", |value| expect(fits(&value), "a logger like console", &value));
    fields.optional("clock", |value| {
        expect(fits(&value), "a clock with now() and sleep()", &value)
    });
    let fetch_options = fields.take("fetchOptions");
    let app_info = fields.take("appInfo");
    fields.refuse_unknown();
    read_fetch_options(fetch_options, issues);
    let product = app_info.and_then(|app_info| read_app_info(app_info, issues));
    let [api, b2b, storefront] = endpoints.map_or([None, None, None], |endpoints| read_endpoints(endpoints, issues));
    let user_agent = match product {
        Some(product) => Product::this_package().followed_by(&product),
        None => Product::this_package(),
    };
    let mut settings = Plain::default();
    settings.set("storeHash", store_hash?.as_str().to_owned());
    settings.set_some("api", api);
    settings.set_some("b2b", b2b);
    settings.set_some("storefront", storefront);
    settings.set_some("graphql", graphql);
    settings.set("userAgent", user_agent.as_str().to_owned());
    settings.set_some("timeoutMs", timeout_ms);
    settings.set_some("totalTimeoutMs", total_timeout_ms);
    settings.set_some("maxRetries", max_retries);
    settings.set_some("maxRetryAfterMs", max_retry_after_ms);
    settings.set_some("logLevel", log_level);
    settings.set("assumeServer", assume_server);
    settings.set("retryBudget", RetryBudget::FULL);
    Some(settings)
}

/// Where a client of the GraphQL Storefront API sends. Its token is checked on the way: a text, or what gives one.
fn read_place(fields: &mut Fields<'_>, store_hash: Option<&StoreHash>) -> Option<String> {
    fields.required("token", |value| {
        if fits(&value) {
            Ok(())
        } else {
            BearerToken::new(&text_as("a token, or what gives one by getToken()", value, MAX_TEXT)?).map(drop)
        }
    });
    let channel = fields.required("channelId", |value| whole_number(&value).and_then(ChannelId::new));
    let own = fields.take("endpoint");
    let endpoint = match own {
        Some(url) => fields.keep("endpoint", text(url, 1_024).and_then(|url| graphql::endpoint_at(&url))),
        None => fields.keep("storeHash", graphql::endpoint(store_hash?, channel?)),
    };
    endpoint.map(|endpoint| endpoint.as_str().to_owned())
}

fn read_fetch_options(value: Option<Json>, issues: &mut Issues) {
    match value {
        None => {}
        Some(Json::Object(given)) => {
            for name in ["redirect", "headers", "method", "body", "signal"] {
                if given.iter().any(|(given, _)| given == name) {
                    let message = "expected options for the runtime's fetch, got one that the package sets itself";
                    issues.push(Fault::new(IssueCode::NotAllowed, message).at(concat(&["fetchOptions.", name])));
                }
            }
            for (name, value) in given.iter().filter(|(_, value)| is_accessor(value)) {
                issues.push(type_fault("a value", value).at(concat(&["fetchOptions.", name])));
            }
        }
        Some(other) => issues.push(type_fault("an object of fetch options", &other).at("fetchOptions")),
    }
}

fn read_app_info(value: Json, issues: &mut Issues) -> Option<Product> {
    let mut fields = Fields::new(value, "appInfo.", issues);
    let short = |value: Json| text(value, 128);
    let name = fields.required("name", short);
    let version = fields.optional("version", short);
    let url = fields.optional("url", short);
    let [version, url] = [&version, &url].map(|part| part.as_ref().map(|text| text.as_str()));
    // Part by part, so that a fault is told of the part that has it.
    let product = name.and_then(|name| {
        fields.keep("name", Product::new(&name, None, None))?;
        fields.keep("version", Product::new(&name, version, None))?;
        fields.keep("url", Product::new(&name, version, url))
    });
    fields.refuse_unknown();
    product
}

fn read_endpoints(value: Json, issues: &mut Issues) -> [Option<String>; 3] {
    let mut fields = Fields::new(value, "endpoints.", issues);
    let mut endpoint = |name| {
        fields.optional(name, |value| {
            Endpoint::new(&text(value, 1_024)?).map(|url| url.as_str().to_owned())
        })
    };
    let read = [endpoint("api"), endpoint("b2b"), endpoint("storefront")];
    fields.refuse_unknown();
    read
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
