//! The operations as JavaScript calls them. Each export reads its arguments into valid values and hands over.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::{
    call::CallOptions,
    error::{CallError, Context},
    events,
    host::Host,
    input::{Fields, Issues, date_seconds, text, type_fault, whole_number},
    plain::{Datum, Plain},
    runtime::admit,
    transport::{Call, Exchange},
    watch::now,
};
use crate::{
    b2b::{self, CreateServerToServerToken},
    error::{Error, Fault, IssueCode},
    http::{Request, Response},
    operation::{Account, Operation, Repeat},
    storefront::{self, CreatePrivateToken},
    time::{UnixMillis, UnixSeconds},
    types::{
        B2bTokenName, ChannelId, Channels, Email, Endpoint, ExpiresAt, Lifetime, Password, Scope, Scopes, StoreHash,
        TokenName,
    },
};

/// "Create a Private API Token". `params` and `options` are own data; resolves with `[result, status, headers, requestId, attempts]`.
///
/// # Errors
/// Throws, or rejects with, the description of an error.
#[wasm_bindgen(js_name = createPrivateToken)]
pub fn create_private_token(host: Host, params: &JsValue, options: &JsValue) -> Result<Promise, JsValue> {
    start(
        host,
        params,
        options,
        &Kind::of::<CreatePrivateToken>(host_api, read_private_token),
    )
}

/// "Get a Server to Server Token". As [`create_private_token`].
///
/// # Errors
/// As [`create_private_token`].
#[wasm_bindgen(js_name = createServerToServerToken)]
pub fn create_server_to_server_token(host: Host, params: &JsValue, options: &JsValue) -> Result<Promise, JsValue> {
    start(
        host,
        params,
        options,
        &Kind::of::<CreateServerToServerToken>(host_b2b, read_server_to_server_token),
    )
}

fn host_api(host: &Host) -> String {
    host.api().unwrap_or_else(|| storefront::DEFAULT_ENDPOINT.to_owned())
}

fn host_b2b(host: &Host) -> String {
    host.b2b().unwrap_or_else(|| b2b::DEFAULT_ENDPOINT.to_owned())
}

/// Reads the arguments of an operation; `None` where one is faulty.
type Read = fn(Fields<'_>, UnixMillis) -> Option<Box<dyn Exchange>>;

/// What sets an operation apart, as values: what is generic over operations is compiled for each of them.
struct Kind {
    id: &'static str,
    repeat: Repeat,
    attempt_timeout_ms: u32,
    needs_access_token: bool,
    endpoint: fn(&Host) -> String,
    read: Read,
}

impl Kind {
    const fn of<O: Operation>(endpoint: fn(&Host) -> String, read: Read) -> Self {
        Self {
            id: O::ID,
            repeat: O::REPEAT,
            attempt_timeout_ms: O::ATTEMPT_TIMEOUT_MS,
            needs_access_token: O::NEEDS_ACCESS_TOKEN,
            endpoint,
            read,
        }
    }
}

/// Checks where it runs, then every argument, and only then begins.
fn start(host: Host, params: &JsValue, options: &JsValue, kind: &Kind) -> Result<Promise, JsValue> {
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
    let operation = (kind.read)(Fields::new(params, "", &mut issues), started);
    let call_options = CallOptions::read(&host, options, kind.attempt_timeout_ms, &mut issues);
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
                repeat: kind.repeat,
                needs_access_token: kind.needs_access_token,
                options: call_options,
                context,
                started,
            };
            Ok(future_to_promise(call.run()))
        }
        _ => Err(refuse(&host, CallError::Invalid(issues), &context)),
    }
}

/// An operation bound to JavaScript.
struct Bound<O>(O);

impl<O> Exchange for Bound<O>
where
    O: Operation,
    O::Output: IntoJs,
{
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

fn read_private_token(mut fields: Fields<'_>, now: UnixMillis) -> Option<Box<dyn Exchange>> {
    let channels = read_channels(&mut fields);
    let expires_at = read_expiry(&mut fields, now);
    let scopes = read_scopes(&mut fields);
    let name = fields.optional("name", |value| TokenName::new(&text(value, 1_024)?));
    fields.refuse_unknown();
    Some(Box::new(Bound(CreatePrivateToken {
        channels: channels?,
        expires_at: expires_at?,
        scopes: scopes?,
        name,
    })))
}

fn read_server_to_server_token(mut fields: Fields<'_>, _now: UnixMillis) -> Option<Box<dyn Exchange>> {
    let email = fields.required("email", |value| Email::new(&text(value, 254)?));
    let password = fields.required("password", |value| Password::new(&text(value, 8_192)?));
    let name = fields.required("name", |value| B2bTokenName::new(&text(value, 512)?));
    fields.refuse_unknown();
    Some(Box::new(Bound(CreateServerToServerToken {
        email: email?,
        password: password?,
        name: name?,
    })))
}

fn read_channels(fields: &mut Fields<'_>) -> Option<Channels> {
    let one = fields.take("channelId");
    let many = fields.take("channelIds");
    let id = |value: &JsValue| whole_number(value).and_then(ChannelId::new);
    match (one.is_undefined(), many.is_undefined()) {
        (false, true) => fields.keep("channelId", id(&one)).map(Channels::One),
        (true, false) if many.is_string() => {
            let all = text(&many, 16).is_ok_and(|text| text.as_str() == "all");
            let fault = || {
                Fault::new(
                    IssueCode::NotAllowed,
                    "expected an array of channel ids or \"all\", got another string",
                )
            };
            fields.keep("channelIds", if all { Ok(Channels::All) } else { Err(fault()) })
        }
        (true, false) => {
            let ids = fields.list("channelIds", &many, id)?;
            fields.keep("channelIds", Channels::many(ids))
        }
        (both, _) => report_exactly_one(fields, "channelId", "channelIds", both),
    }
}

fn read_expiry(fields: &mut Fields<'_>, now: UnixMillis) -> Option<ExpiresAt> {
    let at = fields.take("expiresAt");
    let span = fields.take("expiresIn");
    match (at.is_undefined(), span.is_undefined()) {
        (false, true) => {
            let expiry = match date_seconds(&at) {
                Some(seconds) => seconds.and_then(|seconds| ExpiresAt::at(seconds, now)),
                None if at.is_object() => Err(type_fault("Unix time in seconds or a Date", &at)),
                None => whole_number(&at).and_then(|seconds| {
                    if seconds == 0 {
                        Ok(ExpiresAt::NEVER)
                    } else {
                        ExpiresAt::at(seconds, now)
                    }
                }),
            };
            fields.keep("expiresAt", expiry)
        }
        (true, false) => {
            let lifetime = if span.is_string() {
                text(&span, 64).and_then(|text| Lifetime::parse(&text))
            } else {
                whole_number(&span).and_then(Lifetime::seconds)
            };
            fields.keep(
                "expiresIn",
                lifetime.and_then(|lifetime| ExpiresAt::after(lifetime, now)),
            )
        }
        (neither, _) => report_exactly_one(fields, "expiresAt", "expiresIn", neither),
    }
}

fn read_scopes(fields: &mut Fields<'_>) -> Option<Scopes> {
    let given = fields.take("scopes");
    if given.is_undefined() {
        if fields.is_object() {
            fields.report(
                "scopes",
                Fault::new(
                    IssueCode::Required,
                    "expected at least one of \"Unauthenticated\", \"Customer\", \"B2B\", got none",
                ),
            );
        }
        return None;
    }
    let scopes = fields.list("scopes", &given, |value| Scope::new(&text(value, 64)?))?;
    fields.keep("scopes", Scopes::new(scopes))
}

fn report_exactly_one<T>(fields: &mut Fields<'_>, first: &str, second: &str, neither: bool) -> Option<T> {
    if fields.is_object() {
        let got = if neither { "neither" } else { "both" };
        fields.report(
            first,
            Fault::new(
                IssueCode::ExactlyOne,
                format!("expected exactly one of {first} and {second}, got {got}"),
            ),
        );
    }
    None
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

/// In milliseconds; `null` for no expiry.
fn expiry<'a>(moment: Option<UnixSeconds>) -> Datum<'a> {
    moment.map_or(Datum::Null, |moment| moment.to_millis().into())
}

/// Traps on purpose, at once or after a turn of the event loop: the tests show that the process survives.
#[cfg(feature = "test-hooks")]
#[wasm_bindgen(js_name = trap)]
pub fn trap(_host: &JsValue, later: bool) -> Promise {
    future_to_promise(async move {
        if later {
            let _ = wasm_bindgen_futures::JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
        }
        std::process::abort();
    })
}
