//! What the operations on api-b2b.bigcommerce.com take.

use super::{Fields, value::text};
use crate::{
    b2b::CreateServerToServerToken,
    time::UnixMillis,
    types::{B2bTokenName, Email, Password},
};

/// The parameters of `b2b.serverToServerTokens.create`.
pub(crate) fn server_to_server_token(mut fields: Fields<'_>, _now: UnixMillis) -> Option<CreateServerToServerToken> {
    let email = fields.required("email", |value| Email::new(&text(value, 254)?));
    let password = fields.required("password", |value| Password::new(&text(value, 8_192)?));
    let name = fields.required("name", |value| B2bTokenName::new(&text(value, 512)?));
    fields.refuse_unknown();
    Some(CreateServerToServerToken {
        email: email?,
        password: password?,
        name: name?,
    })
}
