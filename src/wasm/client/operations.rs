//! The operations as JavaScript calls them: one export that finds the operation by its name, reads the arguments into valid
//! values and hands over.

use wasm_bindgen::prelude::*;

use super::{
    attempt::BodyLimits,
    call::CallOptions,
    error::{CallError, Context},
    events,
    host::{Host, now},
    results::Tell,
    runtime::admit,
    settings::Settings,
    task,
    transport::{Call, Exchange, Reply},
};
use crate::{
    b2b, error,
    graphql::GraphqlRequest,
    http::{Request, Response},
    input::{self, Fields, Issues, WhichToken, unpack},
    json::ObjectWriter,
    operation::{AccessTokenUse, Account, Operation, Repeat},
    storefront::{self, Family},
    time::UnixMillis,
    types::{Endpoint, StoreHash},
};

/// What sets an operation apart, as values: what is generic over operations is compiled for each of them.
struct Kind {
    attempt_timeout_ms: u32,
    access_token: AccessTokenUse,
    endpoint: fn(&Settings) -> &str,
    /// What its caller gives among the options and `lib/` hands in as parameters: known, if a name is misspelt.
    own_options: &'static [&'static str],
    read: Read,
}

/// Reads the arguments; `None` where one is faulty.
type Read = fn(Fields<'_>, &Given) -> Option<Box<dyn Exchange>>;

/// What an operation is told besides its arguments.
struct Given {
    now: UnixMillis,
    /// Of an operation that every family has.
    family: Option<Family>,
}

/// Every operation of this module, by the name it has in JavaScript.
fn kind(id: &str) -> Option<(Kind, Option<Family>)> {
    if cfg!(feature = "graphql") && id == GraphqlRequest::ID {
        let kind = Kind {
            own_options: &input::GRAPHQL_OPTIONS,
            ..Kind::of::<GraphqlRequest>(graphql, |fields, _| bound(input::graphql_request(fields)))
        };
        return Some((kind, None));
    }
    if !cfg!(feature = "tokens") {
        return None;
    }
    if let Some(kind) = own(id) {
        return Some((kind, None));
    }
    let (name, verb) = id.split_once('.')?;
    let family = Family::ALL.into_iter().find(|family| family.as_str() == name)?;
    Some((shared(verb)?, Some(family)))
}

/// An operation that every family has: they differ by their path alone.
fn shared(verb: &str) -> Option<Kind> {
    Some(match verb {
        "list" => Kind::of::<storefront::ListTokens>(api, |fields, given| {
            bound(Some(input::list_tokens(fields, given.family?)))
        }),
        "revoke" => Kind::of::<storefront::RevokeTokenById>(api, |fields, given| {
            let family = given.family?;
            match input::which_token(fields)? {
                WhichToken::ById(jti) => bound(Some(storefront::RevokeTokenById { family, jti })),
                WhichToken::ByToken(token) => bound(Some(storefront::RevokeToken { family, token })),
            }
        }),
        "revokeAll" => Kind::of::<storefront::RevokeAllTokens>(api, |fields, given| {
            let family = given.family?;
            bound(input::confirmation(fields).map(|()| storefront::RevokeAllTokens { family }))
        }),
        _ => return None,
    })
}

fn own(id: &str) -> Option<Kind> {
    use b2b::{
        CreateCustomerToken, CreateServerToServerToken, DeleteServerToServerToken, ListServerToServerTokens,
        StorefrontTokenFromCurrentCustomerJwt,
    };
    use storefront::{CreateCustomerImpersonationToken, CreatePrivateToken, CreateStorefrontToken};

    Some(match id {
        CreatePrivateToken::ID => {
            Kind::of::<CreatePrivateToken>(api, |fields, given| bound(input::private_token(fields, given.now)))
        }
        CreateStorefrontToken::ID => {
            Kind::of::<CreateStorefrontToken>(api, |fields, given| bound(input::storefront_token(fields, given.now)))
        }
        CreateCustomerImpersonationToken::ID => Kind::of::<CreateCustomerImpersonationToken>(api, |fields, given| {
            bound(input::customer_impersonation_token(fields, given.now))
        }),
        CreateServerToServerToken::ID => {
            Kind::of::<CreateServerToServerToken>(b2b, |fields, _| bound(input::server_to_server_token(fields)))
        }
        ListServerToServerTokens::ID => {
            Kind::of::<ListServerToServerTokens>(b2b, |fields, _| bound(input::list_server_to_server_tokens(fields)))
        }
        DeleteServerToServerToken::ID => {
            Kind::of::<DeleteServerToServerToken>(b2b, |fields, _| bound(input::delete_server_to_server_token(fields)))
        }
        CreateCustomerToken::ID => {
            Kind::of::<CreateCustomerToken>(b2b, |fields, given| bound(input::customer_token(fields, given.now)))
        }
        b2b::CreateStorefrontToken::ID => {
            Kind::of::<b2b::CreateStorefrontToken>(b2b, |fields, _| bound(input::b2b_storefront_token(fields)))
        }
        StorefrontTokenFromCurrentCustomerJwt::ID => {
            Kind::of::<StorefrontTokenFromCurrentCustomerJwt>(b2b, |fields, _| {
                bound(input::current_customer_jwt(fields))
            })
        }
        _ => return None,
    })
}

impl Kind {
    const fn of<O: Operation>(endpoint: fn(&Settings) -> &str, read: Read) -> Self {
        Self {
            attempt_timeout_ms: O::ATTEMPT_TIMEOUT_MS,
            access_token: O::ACCESS_TOKEN,
            endpoint,
            own_options: &[],
            read,
        }
    }
}

fn api(client: &Settings) -> &str {
    client.api().unwrap_or(storefront::DEFAULT_ENDPOINT)
}

fn b2b(client: &Settings) -> &str {
    client.b2b().unwrap_or(b2b::DEFAULT_ENDPOINT)
}

fn graphql(client: &Settings) -> &str {
    // A client for tokens has no such place, and the empty one is refused.
    client.graphql().unwrap_or_default()
}

/// Begins an operation and gives the number of its task, see [`task::step`]. `params` and `options` are packed, see
/// [`crate::input`]; the signal among the options comes by itself. Where it runs is checked first, then every argument. Ends as
/// [`Call::run`] says.
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
    let (kind, family) = kind(operation).ok_or(JsValue::NULL)?;
    let mut context = Context {
        operation: operation.to_owned(),
        ..Context::default()
    };
    let refuse = |host: &Host, error: CallError, context: &Context| {
        events::failure(host, &error, context);
        error.describe(context)
    };
    admit(host.facts(), host.assume_server()).map_err(|error| refuse(&host, error, &context))?;
    let started = now(&host);
    let mut issues = Issues::new();
    let fields = Fields::new(unpack(params), "", &mut issues);
    let operation = (kind.read)(fields, &Given { now: started, family });
    let options = options.map(|options| unpack(&options));
    let client = Settings::of(&host);
    let call_options = CallOptions::read(
        &client,
        options,
        signal,
        kind.own_options,
        kind.attempt_timeout_ms,
        &mut issues,
    );
    // Both were checked when the client was made.
    let place = Endpoint::new((kind.endpoint)(&client))
        .and_then(|endpoint| Ok((endpoint, StoreHash::new(client.store_hash())?)));
    match (operation, place, issues.is_empty()) {
        (Some(operation), Ok((endpoint, store_hash)), true) => {
            context.repeatable = operation.repeat() == Repeat::Freely;
            let call = Call {
                host,
                operation,
                endpoint,
                store_hash,
                user_agent: client.user_agent().to_owned(),
                access_token_use: kind.access_token,
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
    O::Output: Tell,
{
    Some(Box::new(Bound(operation?)))
}

impl<O> Exchange for Bound<O>
where
    O: Operation,
    O::Output: Tell,
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

    fn read(&self, sent: &Request, response: &Response) -> Result<Reply, error::Error> {
        let result = self.0.response(sent, response)?;
        let mut told = ObjectWriter::new();
        told.object("result", |to| result.tell(to));
        Ok(Reply {
            told,
            document: result.document(),
        })
    }
}

/// Begins a task that traps, at once or after waiting: the tests show that the process survives.
#[cfg(feature = "test-hooks")]
#[wasm_bindgen(js_name = beginTrap)]
pub fn begin_trap(later: bool) -> u32 {
    task::begin(async move {
        if later {
            let told = JsValue::from(js_sys::Object::new());
            task::settled(js_sys::Promise::resolve(&told)).await;
        }
        std::process::abort();
    })
}
