//! The options of a client, read once when it is made.

use super::{
    Fields, Issues,
    call_options::max_retries,
    value::{
        MAX_TEXT, bounded, expect, fits, is_accessor, is_function, milliseconds, one_of, text, text_as, type_fault,
        whole_number,
    },
};
use crate::{
    error::{Fault, IssueCode},
    graphql,
    json::Json,
    text::concat,
    types::{AccessToken, BearerToken, ChannelId, Endpoint, Product, StoreHash},
};

/// What sets the clients apart: where they send, and with which secret.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Client {
    Tokens,
    Graphql,
}

/// What is kept of a client's options: secrets and functions stay where they are. What was left out stands for the default.
pub(crate) struct ClientSettings {
    pub(crate) store_hash: StoreHash,
    pub(crate) api: Option<Endpoint>,
    pub(crate) b2b: Option<Endpoint>,
    pub(crate) storefront: Option<Endpoint>,
    /// Where a client of the GraphQL Storefront API sends; `None` for one of tokens.
    pub(crate) graphql: Option<Endpoint>,
    pub(crate) user_agent: Product,
    pub(crate) timeout_ms: Option<u32>,
    pub(crate) total_timeout_ms: Option<u32>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) max_retry_after_ms: Option<u32>,
    pub(crate) log_level: Option<String>,
    /// Whether the caller vouches for an unknown server runtime.
    pub(crate) assume_server: bool,
}

/// Reads a client's options; faults go to `issues`.
pub(crate) fn client_settings(options: Json, client: Client, issues: &mut Issues) -> Option<ClientSettings> {
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
    check_fetch_options(fetch_options, issues);
    let product = app_info.and_then(|app_info| read_app_info(app_info, issues));
    let [api, b2b, storefront] = endpoints.map_or([None, None, None], |endpoints| read_endpoints(endpoints, issues));
    let user_agent = match product {
        Some(product) => Product::this_package().followed_by(&product),
        None => Product::this_package(),
    };
    Some(ClientSettings {
        store_hash: store_hash?,
        api,
        b2b,
        storefront,
        graphql,
        user_agent,
        timeout_ms,
        total_timeout_ms,
        max_retries,
        max_retry_after_ms,
        log_level,
        assume_server,
    })
}

/// Where a client of the GraphQL Storefront API sends. Its token is checked on the way: a text, or what gives one.
fn read_place(fields: &mut Fields<'_>, store_hash: Option<&StoreHash>) -> Option<Endpoint> {
    fields.required("token", |value| {
        if fits(&value) {
            Ok(())
        } else {
            BearerToken::new(&text_as("a token, or what gives one by getToken()", value, MAX_TEXT)?).map(drop)
        }
    });
    let channel = fields.required("channelId", |value| whole_number(&value).and_then(ChannelId::new));
    let own = fields.take("endpoint");
    match own {
        Some(url) => fields.keep("endpoint", text(url, 1_024).and_then(|url| graphql::endpoint_at(&url))),
        None => fields.keep("storeHash", graphql::endpoint(store_hash?, channel?)),
    }
}

fn check_fetch_options(value: Option<Json>, issues: &mut Issues) {
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

fn read_endpoints(value: Json, issues: &mut Issues) -> [Option<Endpoint>; 3] {
    let mut fields = Fields::new(value, "endpoints.", issues);
    let mut endpoint = |name| fields.optional(name, |value| Endpoint::new(&text(value, 1_024)?));
    let read = [endpoint("api"), endpoint("b2b"), endpoint("storefront")];
    fields.refuse_unknown();
    read
}
