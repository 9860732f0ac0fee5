//! What the operations on api.bigcommerce.com take.

use super::{
    Fields,
    value::{date_seconds, text, type_fault, whole_number},
};
use crate::{
    error::{Fault, IssueCode},
    json::Json,
    storefront::CreatePrivateToken,
    time::UnixMillis,
    types::{ChannelId, Channels, ExpiresAt, Lifetime, Scope, Scopes, TokenName},
};

/// The parameters of `privateTokens.create`.
pub(crate) fn private_token(mut fields: Fields<'_>, now: UnixMillis) -> Option<CreatePrivateToken> {
    let channels = channels(&mut fields);
    let expires_at = expiry(&mut fields, now);
    let scopes = scopes(&mut fields);
    let name = fields.optional("name", |value| TokenName::new(&text(value, 1_024)?));
    fields.refuse_unknown();
    Some(CreatePrivateToken {
        channels: channels?,
        expires_at: expires_at?,
        scopes: scopes?,
        name,
    })
}

pub(super) fn channels(fields: &mut Fields<'_>) -> Option<Channels> {
    let one = fields.take("channelId");
    let many = fields.take("channelIds");
    let id = |value: Json| whole_number(&value).and_then(ChannelId::new);
    match (one, many) {
        (Some(one), None) => fields.keep("channelId", id(one)).map(Channels::One),
        (None, Some(Json::Text(word))) => {
            let all = if word == "all" {
                Ok(Channels::All)
            } else {
                Err(Fault::new(
                    IssueCode::NotAllowed,
                    "expected an array of channel ids or \"all\", got another string",
                ))
            };
            fields.keep("channelIds", all)
        }
        (None, Some(many)) => {
            let ids = fields.list("channelIds", many, id)?;
            fields.keep("channelIds", Channels::many(ids))
        }
        (one, _) => fields.exactly_one("channelId", "channelIds", one.is_none()),
    }
}

fn expiry(fields: &mut Fields<'_>, now: UnixMillis) -> Option<ExpiresAt> {
    let at = fields.take("expiresAt");
    let span = fields.take("expiresIn");
    match (at, span) {
        (Some(at), None) => {
            let expiry = match (date_seconds(&at), &at) {
                (Some(seconds), _) => seconds.and_then(|seconds| ExpiresAt::at(seconds, now)),
                (None, Json::Object(_)) => Err(type_fault("Unix time in seconds or a Date", &at)),
                (None, _) => whole_number(&at).and_then(|seconds| match seconds {
                    0 => Ok(ExpiresAt::NEVER),
                    seconds => ExpiresAt::at(seconds, now),
                }),
            };
            fields.keep("expiresAt", expiry)
        }
        (None, Some(span)) => fields.keep(
            "expiresIn",
            lifetime(span).and_then(|lifetime| ExpiresAt::after(lifetime, now)),
        ),
        (at, _) => fields.exactly_one("expiresAt", "expiresIn", at.is_none()),
    }
}

/// Seconds, or a number with its unit.
pub(super) fn lifetime(span: Json) -> Result<Lifetime, Fault> {
    match span {
        Json::Text(_) => text(span, 64).and_then(|text| Lifetime::parse(&text)),
        span => whole_number(&span).and_then(Lifetime::seconds),
    }
}

pub(super) fn scopes(fields: &mut Fields<'_>) -> Option<Scopes> {
    let Some(given) = fields.take("scopes") else {
        let message = "expected at least one of \"Unauthenticated\", \"Customer\", \"B2B\", got none";
        return fields.missing("scopes", message);
    };
    let scopes = fields.list("scopes", given, |value| Scope::new(&text(value, 64)?))?;
    fields.keep("scopes", Scopes::new(scopes))
}
