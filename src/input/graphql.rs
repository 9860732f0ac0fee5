//! What a request to the GraphQL Storefront API takes.

use super::{
    Fields,
    value::{MAX_TEXT, from_text, one_of, text, text_as, type_fault},
};
use crate::{
    graphql::{Document, ErrorPolicy, GraphqlRequest, Variables},
    types::{BearerToken, CorrelationId, CustomerAccessToken},
};

/// In UTF-16 units, as `pack.js` lets through; the bytes are counted by the types.
const MAX_LONG_TEXT: usize = 1_048_576;

/// What `lib/graphql/graphql.js` takes out of the options.
pub(crate) const GRAPHQL_OPTIONS: [&str; 5] = [
    "variables",
    "operationName",
    "customerAccessToken",
    "correlationId",
    "errorPolicy",
];

/// The parameters of `graphql.request`. Variables that are an object come as `variablesJson`, the text that JavaScript made of
/// them; under their own name stands what is none.
pub(crate) fn graphql_request(mut fields: Fields<'_>) -> Option<GraphqlRequest> {
    let token = fields.required("token", |value| from_text(value, MAX_TEXT, BearerToken::new));
    let document = fields.required("document", |value| {
        Document::new(&text_as("a string or a parsed document", value, MAX_LONG_TEXT)?)
    });
    let name = fields.optional("operationName", |value| text(value, 256));
    let name = name.as_ref().map(|name| name.as_str());
    let document = document.and_then(|document| fields.keep("operationName", document.choose(name)));
    let variables = fields.take("variablesJson");
    let variables = variables.and_then(|json| {
        fields.keep(
            "variables",
            text(json, MAX_LONG_TEXT).and_then(|json| Variables::new(&json)),
        )
    });
    fields.optional::<()>("variables", |value| Err(type_fault("an object of variables", &value)));
    let customer_access_token = fields.optional("customerAccessToken", |value| {
        from_text(value, MAX_TEXT, CustomerAccessToken::new)
    });
    let correlation_id = fields.optional("correlationId", |value| from_text(value, 64, CorrelationId::new));
    let error_policy = fields.optional("errorPolicy", |value| one_of(value, &["none", "all"]));
    fields.refuse_unknown();
    Some(GraphqlRequest {
        token: token?,
        document: document?,
        variables,
        customer_access_token,
        correlation_id,
        error_policy: match error_policy.as_deref() {
            Some("all") => ErrorPolicy::All,
            _ => ErrorPolicy::None,
        },
    })
}
