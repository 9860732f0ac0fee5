//! What the operations on api.bigcommerce.com take.

use super::{
    Fields, Read,
    value::{MAX_TEXT, from_number, from_text, seconds, text, whole_number_as},
};
use crate::{
    error::{Fault, IssueCode},
    json::Json,
    storefront::{CreateCustomerImpersonationToken, CreatePrivateToken, CreateStorefrontToken, Family, ListTokens},
    time::UnixMillis,
    types::{
        ChannelId, Channels, CorsOrigin, CorsOrigins, Direction, ExpiresAt, Jti, Jwt, Lifetime, PageLimit, PageNumber,
        Scope, Scopes, Sort, TokenName,
    },
};

/// The parameters of `privateTokens.create`.
pub(crate) fn private_token(mut fields: Fields<'_>, now: UnixMillis) -> Option<CreatePrivateToken> {
    let channels = channels(&mut fields);
    let expires_at = expiry(&mut fields, now);
    let scopes = scopes(&mut fields);
    let name = name(&mut fields);
    fields.refuse_unknown();
    Some(CreatePrivateToken {
        channels: channels?,
        expires_at: expires_at?,
        scopes: scopes?,
        name,
    })
}

/// The parameters of `storefrontTokens.create`.
pub(crate) fn storefront_token(mut fields: Fields<'_>, now: UnixMillis) -> Option<CreateStorefrontToken> {
    let channels = channels(&mut fields);
    let expires_at = expiry(&mut fields, now);
    let allowed_cors_origins = fields.take("allowedCorsOrigins").and_then(|given| {
        let origins = fields.list("allowedCorsOrigins", given, |value| {
            from_text(value, 512, CorsOrigin::new)
        })?;
        fields.keep("allowedCorsOrigins", CorsOrigins::new(origins))
    });
    let name = name(&mut fields);
    fields.refuse_unknown();
    Some(CreateStorefrontToken {
        channels: channels?,
        expires_at: expires_at?,
        allowed_cors_origins,
        name,
    })
}

/// The parameters of `customerImpersonationTokens.create`.
pub(crate) fn customer_impersonation_token(
    mut fields: Fields<'_>,
    now: UnixMillis,
) -> Option<CreateCustomerImpersonationToken> {
    let channels = channels(&mut fields);
    let expires_at = expiry(&mut fields, now);
    let name = name(&mut fields);
    fields.refuse_unknown();
    Some(CreateCustomerImpersonationToken {
        channels: channels?,
        expires_at: expires_at?,
        name,
    })
}

/// The query of a family's `list`.
pub(crate) fn list_tokens(mut fields: Fields<'_>, family: Family) -> ListTokens {
    let page = fields.optional("page", |value| from_number(value, PageNumber::new));
    let limit = fields.optional("limit", |value| from_number(value, PageLimit::new));
    let sort = fields.optional("sort", |value| from_text(value, 64, Sort::new));
    let direction = fields.optional("direction", |value| from_text(value, 64, Direction::new));
    fields.refuse_unknown();
    ListTokens {
        family,
        page,
        limit,
        sort,
        direction,
    }
}

/// Which token a family's `revoke` means.
pub(crate) enum WhichToken {
    ById(Jti),
    ByToken(Jwt),
}

/// The parameters of a family's `revoke`: exactly one of `jti` and `token`.
pub(crate) fn which_token(mut fields: Fields<'_>) -> Option<WhichToken> {
    let jti = fields.take("jti");
    let token = fields.take("token");
    let which = match (jti, token) {
        (Some(jti), None) => {
            let jti = from_text(jti, MAX_TEXT, Jti::new);
            fields.keep("jti", jti).map(WhichToken::ById)
        }
        (None, Some(token)) => {
            let token = from_text(token, MAX_TEXT, Jwt::new);
            fields.keep("token", token).map(WhichToken::ByToken)
        }
        (jti, _) => fields.exactly_one("jti", "token", jti.is_none()),
    };
    fields.refuse_unknown();
    which
}

/// Whether a family's `revokeAll` was meant: by these words alone, so that no slip ends every token.
pub(crate) fn confirmation(mut fields: Fields<'_>) -> Option<()> {
    let confirm = fields.required("confirm", |value| {
        from_text(value, 64, |words| {
            if words == "revoke all" {
                return Ok(());
            }
            let message = "expected \"revoke all\", got another string";
            Err(Fault::new(IssueCode::NotAllowed, message))
        })
    });
    fields.refuse_unknown();
    confirm
}

fn name(fields: &mut Fields<'_>) -> Option<TokenName> {
    fields.optional("name", |value| from_text(value, 1_024, TokenName::new))
}

pub(super) fn channels(fields: &mut Fields<'_>) -> Option<Channels> {
    let one = fields.take("channelId");
    let many = fields.take("channelIds");
    let id: Read<_> = |value| from_number(value, ChannelId::new);
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
            let expiry = seconds(&at).and_then(|seconds| match seconds {
                0 => Ok(ExpiresAt::NEVER),
                seconds => ExpiresAt::at(seconds, now),
            });
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
        span => whole_number_as("a number of seconds or a text such as \"6h\"", &span).and_then(Lifetime::seconds),
    }
}

pub(super) fn scopes(fields: &mut Fields<'_>) -> Option<Scopes> {
    let Some(given) = fields.take("scopes") else {
        let message = "expected at least one of \"Unauthenticated\", \"Customer\", \"B2B\", got none";
        return fields.missing("scopes", message);
    };
    let scopes = fields.list("scopes", given, |value| from_text(value, 64, Scope::new))?;
    fields.keep("scopes", Scopes::new(scopes))
}
