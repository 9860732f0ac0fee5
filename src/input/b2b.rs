//! What the operations on api-b2b.bigcommerce.com take.

use super::{
    Fields,
    value::{MAX_TEXT, date_seconds, from_number, from_text, seconds, type_fault},
};
use crate::{
    b2b::{
        CreateCustomerToken, CreateServerToServerToken, CreateStorefrontToken, CustomerLogin,
        DeleteServerToServerToken, ListServerToServerTokens, StorefrontTokenFromCurrentCustomerJwt,
    },
    error::Fault,
    json::Json,
    time::{UnixMillis, UnixSeconds},
    types::{
        AuthToken, B2bTokenName, ChannelId, CustomerAccessToken, CustomerId, Email, ExpiresAt, IsoMoment, Jwt, Offset,
        PageLimit, Password, ServerToServerTokenId, Validity, unix_seconds,
    },
};

/// The parameters of `b2b.serverToServerTokens.create`.
pub(crate) fn server_to_server_token(mut fields: Fields<'_>) -> Option<CreateServerToServerToken> {
    let (email, password) = sign_in(&mut fields);
    let name = fields.required("name", name);
    fields.refuse_unknown();
    Some(CreateServerToServerToken {
        email: email?,
        password: password?,
        name: name?,
    })
}

/// The parameters of `b2b.serverToServerTokens.list`.
pub(crate) fn list_server_to_server_tokens(mut fields: Fields<'_>) -> Option<ListServerToServerTokens> {
    let auth_token = fields.required("authToken", auth_token);
    let limit = fields.optional("limit", |value| from_number(value, PageLimit::new));
    let offset = fields.optional("offset", |value| from_number(value, Offset::new));
    fields.refuse_unknown();
    Some(ListServerToServerTokens {
        auth_token: auth_token?,
        limit,
        offset,
    })
}

/// The parameters of `b2b.serverToServerTokens.delete`.
pub(crate) fn delete_server_to_server_token(mut fields: Fields<'_>) -> Option<DeleteServerToServerToken> {
    let auth_token = fields.required("authToken", auth_token);
    let id = fields.required("id", |value| from_number(value, ServerToServerTokenId::new));
    let name = fields.optional("name", name);
    let email = fields.optional("email", email);
    fields.refuse_unknown();
    Some(DeleteServerToServerToken {
        auth_token: auth_token?,
        id: id?,
        name,
        email,
    })
}

/// The parameters of `b2b.customerTokens.create`.
pub(crate) fn customer_token(mut fields: Fields<'_>, now: UnixMillis) -> Option<CreateCustomerToken> {
    let (email, password) = sign_in(&mut fields);
    let channel_id = fields.required("channelId", channel_id);
    let name = fields.required("name", name);
    let begin_at = fields.optional("beginAt", |value| moment(&value));
    let end_at = fields.optional("endAt", |value| moment(&value));
    let end_at = end_at.and_then(|end_at| fields.keep("endAt", ExpiresAt::at(end_at.get(), now)));
    let validity = fields.keep("endAt", Validity::new(begin_at, end_at));
    fields.refuse_unknown();
    Some(CreateCustomerToken {
        email: email?,
        password: password?,
        channel_id: channel_id?,
        name: name?,
        validity: validity?,
    })
}

/// The parameters of `b2b.storefrontTokens.create`.
pub(crate) fn b2b_storefront_token(mut fields: Fields<'_>) -> Option<CreateStorefrontToken> {
    let customer_id = fields.required("customerId", |value| from_number(value, CustomerId::new));
    let channel_id = fields.optional("channelId", channel_id);
    let login = fields.take("customerAccessToken");
    let customer_access_token = login.map(|login| customer_login(fields.within(login, "customerAccessToken.")));
    fields.refuse_unknown();
    Some(CreateStorefrontToken {
        customer_id: customer_id?,
        channel_id,
        customer_access_token: match customer_access_token {
            Some(login) => Some(login?),
            None => None,
        },
    })
}

fn customer_login(mut fields: Fields<'_>) -> Option<CustomerLogin> {
    let value = fields.required("value", |value| from_text(value, MAX_TEXT, CustomerAccessToken::new));
    let expires_at = fields.required("expiresAt", |value| match (date_seconds(&value), value) {
        (Some(seconds), _) => unix_seconds(seconds?).map(IsoMoment::of),
        (None, value @ Json::Text(_)) => from_text(value, 64, IsoMoment::parse),
        (None, value) => Err(type_fault("a Date or a text in ISO 8601", &value)),
    });
    fields.refuse_unknown();
    Some(CustomerLogin {
        value: value?,
        expires_at: expires_at?,
    })
}

/// The parameters of `b2b.storefrontTokens.fromCurrentCustomerJwt`.
pub(crate) fn current_customer_jwt(mut fields: Fields<'_>) -> Option<StorefrontTokenFromCurrentCustomerJwt> {
    let jwt = fields.required("jwt", |value| from_text(value, MAX_TEXT, Jwt::new));
    let channel_id = fields.optional("channelId", channel_id);
    fields.refuse_unknown();
    Some(StorefrontTokenFromCurrentCustomerJwt { jwt: jwt?, channel_id })
}

fn sign_in(fields: &mut Fields<'_>) -> (Option<Email>, Option<Password>) {
    let password = |value| from_text(value, MAX_TEXT, Password::new);
    (fields.required("email", email), fields.required("password", password))
}

fn email(value: Json) -> Result<Email, Fault> {
    from_text(value, 254, Email::new)
}

fn name(value: Json) -> Result<B2bTokenName, Fault> {
    from_text(value, 512, B2bTokenName::new)
}

fn auth_token(value: Json) -> Result<AuthToken, Fault> {
    from_text(value, MAX_TEXT, AuthToken::new)
}

fn channel_id(value: Json) -> Result<ChannelId, Fault> {
    from_number(value, ChannelId::new)
}

/// Unix seconds, or a `Date`.
fn moment(value: &Json) -> Result<UnixSeconds, Fault> {
    unix_seconds(seconds(value)?)
}
