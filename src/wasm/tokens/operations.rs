//! The operations as JavaScript calls them: one export that finds the operation by its name, reads the arguments into valid
//! values and hands over.

use wasm_bindgen::prelude::*;

use super::{
    attempt::BodyLimits,
    call::CallOptions,
    error::{CallError, Context},
    events,
    host::{Host, now},
    plain::{Datum, Plain},
    runtime::admit,
    task,
    transport::{Call, Exchange},
};
use crate::{
    b2b::{self, CreateServerToServerToken},
    error::Error,
    graphql::{GraphqlAnswer, GraphqlRequest},
    http::{Request, Response},
    input::{self, Fields, Issues, unpack},
    operation::{Account, Operation, Repeat},
    storefront::{self, CreatePrivateToken},
    time::{UnixMillis, UnixSeconds},
    types::{Endpoint, StoreHash},
};

/// What sets an operation apart, as values: what is generic over operations is compiled for each of them.
struct Kind {
    id: &'static str,
    attempt_timeout_ms: u32,
    needs_access_token: bool,
    endpoint: fn(&Host) -> String,
    /// Reads the arguments; `None` where one is faulty.
    read: fn(Fields<'_>, UnixMillis) -> Option<Box<dyn Exchange>>,
}

/// Every operation, by the name it has in JavaScript.
fn kind(id: &str) -> Option<Kind> {
    Some(match id {
        CreatePrivateToken::ID => {
            Kind::of::<CreatePrivateToken>(api, |fields, now| bound(input::private_token(fields, now)))
        }
        CreateServerToServerToken::ID => {
            Kind::of::<CreateServerToServerToken>(b2b, |fields, now| bound(input::server_to_server_token(fields, now)))
        }
        GraphqlRequest::ID => {
            Kind::of::<GraphqlRequest>(graphql, |fields, now| bound(input::graphql_request(fields, now)))
        }
        _ => return None,
    })
}

impl Kind {
    const fn of<O: Operation>(
        endpoint: fn(&Host) -> String,
        read: fn(Fields<'_>, UnixMillis) -> Option<Box<dyn Exchange>>,
    ) -> Self {
        Self {
            id: O::ID,
            attempt_timeout_ms: O::ATTEMPT_TIMEOUT_MS,
            needs_access_token: O::NEEDS_ACCESS_TOKEN,
            endpoint,
            read,
        }
    }
}

fn api(host: &Host) -> String {
    host.api().unwrap_or_else(|| storefront::DEFAULT_ENDPOINT.to_owned())
}

fn b2b(host: &Host) -> String {
    host.b2b().unwrap_or_else(|| b2b::DEFAULT_ENDPOINT.to_owned())
}

fn graphql(host: &Host) -> String {
    // A client for tokens has no such place, and the empty one is refused.
    host.graphql().unwrap_or_default()
}

/// Begins an operation and gives the number of its task, see [`task::step`]. `params` and `options` are packed, see
/// [`crate::input`]; the signal among the options comes by itself. Ends with `[result, status, headers, requestId, attempts]`.
///
/// # Errors
/// Throws the description of an error.
#[wasm_bindgen]
pub fn begin(
    operation: &str,
    host: Host,
    params: &str,
    options: Option<String>,
    signal: JsValue,
) -> Result<u32, JsValue> {
    let kind = kind(operation).ok_or(JsValue::NULL)?;
    start(host, params, options, signal, &kind)
}

/// Checks where it runs, then every argument, and only then begins.
fn start(host: Host, params: &str, options: Option<String>, signal: JsValue, kind: &Kind) -> Result<u32, JsValue> {
    let context = Context {
        operation: kind.id,
        ..Context::default()
    };
    let refuse = |host: &Host, error: CallError, context: &Context| {
        events::failure(host, &error, context);
        error.describe(context)
    };
    admit(host.facts(), host.assume_server()).map_err(|error| refuse(&host, error, &context))?;
    let started = now(&host);
    let mut issues = Issues::new();
    let operation = (kind.read)(Fields::new(unpack(params), "", &mut issues), started);
    let options = options.map(|options| unpack(&options));
    let call_options = CallOptions::read(&host, options, signal, kind.attempt_timeout_ms, &mut issues);
    // Both were checked when the client was made.
    let place =
        Endpoint::new(&(kind.endpoint)(&host)).and_then(|endpoint| Ok((endpoint, StoreHash::new(&host.store_hash())?)));
    match (operation, place, issues.is_empty()) {
        (Some(operation), Ok((endpoint, store_hash)), true) => {
            let call = Call {
                host,
                operation,
                endpoint,
                store_hash,
                needs_access_token: kind.needs_access_token,
                options: call_options,
                context,
                started,
            };
            Ok(task::begin(call.run()))
        }
        _ => Err(refuse(&host, CallError::Invalid(issues), &context)),
    }
}

/// An operation bound to JavaScript.
struct Bound<O>(O);

fn bound<O>(operation: Option<O>) -> Option<Box<dyn Exchange>>
where
    O: Operation + 'static,
    O::Output: IntoJs,
{
    Some(Box::new(Bound(operation?)))
}

impl<O> Exchange for Bound<O>
where
    O: Operation,
    O::Output: IntoJs,
{
    fn repeat(&self) -> Repeat {
        self.0.repeat()
    }

    fn body_limits(&self) -> BodyLimits {
        BodyLimits {
            success: O::MAX_BODY_BYTES,
            refusal: O::MAX_REFUSAL_BYTES,
        }
    }

    fn request(&self, account: &Account<'_>) -> Request {
        self.0.request(account)
    }

    fn read(&self, sent: &Request, response: &Response) -> Result<JsValue, Error> {
        self.0.response(sent, response).map(IntoJs::into_js)
    }
}

/// A result as a plain object.
trait IntoJs {
    fn into_js(self) -> JsValue;
}

impl IntoJs for storefront::IssuedToken {
    fn into_js(self) -> JsValue {
        let mut plain = Plain::default();
        plain.set("token", self.token.secret().expose());
        plain.set("expiresAtMs", expiry(self.expires_at));
        // `null` for every channel of the store.
        let ids = self.channels.ids().map(|ids| ids.iter().map(|id| id.get()).collect());
        plain.set("channelIds", ids.unwrap_or(Datum::Null));
        plain.set(
            "scopes",
            self.scopes.iter().map(|scope| scope.as_str()).collect::<Datum<'_>>(),
        );
        plain.set_some("name", self.name.as_ref());
        plain.set("meta", &self.meta);
        plain.to_js()
    }
}

impl IntoJs for b2b::ServerToServerToken {
    fn into_js(self) -> JsValue {
        let mut plain = Plain::default();
        plain.set("token", self.token.secret().expose());
        plain.set("expiresAtMs", expiry(self.expires_at));
        plain.set_some("name", self.name.as_ref());
        plain.set("message", &self.message);
        plain.to_js()
    }
}

impl IntoJs for GraphqlAnswer {
    fn into_js(self) -> JsValue {
        let mut plain = Plain::default();
        plain.set("data", &self.data);
        plain.set_some("errors", self.errors.as_ref());
        plain.to_js()
    }
}

/// In milliseconds; `null` for no expiry.
fn expiry<'a>(moment: Option<UnixSeconds>) -> Datum<'a> {
    moment.map_or(Datum::Null, |moment| moment.to_millis().into())
}

/// Begins a task that traps, at once or after waiting: the tests show that the process survives.
#[cfg(feature = "test-hooks")]
#[wasm_bindgen(js_name = beginTrap)]
pub fn begin_trap(later: bool) -> u32 {
    task::begin(async move {
        if later {
            task::outcome(js_sys::Promise::resolve(&JsValue::UNDEFINED)).await;
        }
        std::process::abort();
    })
}
