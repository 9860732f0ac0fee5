//! What the create operations of the three families have in common.
//!
//! # Source
//! BigCommerce, Storefront API tokens (OpenAPI), request bodies and schema `Token_Full`, read 2026-11-22.

use super::{Family, authorize, refusal, url};
use crate::{
    answer::{earlier, take_token},
    error::Error,
    http::{Method, Request, Response},
    json::{Json, ObjectWriter},
    operation::Account,
    time::UnixSeconds,
    types::{ApiToken, Channels, ExpiresAt, Scope, TokenName},
};

/// A token that this API issued, and what is known of it.
#[derive(Clone, Debug)]
pub struct IssuedToken {
    /// The token.
    pub token: ApiToken,
    /// The earlier of the expiry that was asked for and the one the token claims; `None` for no expiry.
    pub expires_at: Option<UnixSeconds>,
    /// The channels that were asked for.
    pub channels: Channels,
    /// The scopes that were asked for; empty unless private.
    pub scopes: Vec<Scope>,
    /// The label that was asked for.
    pub name: Option<String>,
    /// The answer's `meta` object as JSON; `{}` where it is missing or gives a secret away.
    pub meta: String,
}

/// What a create of any family asks for.
pub(super) struct Asked<'a> {
    pub(super) family: Family,
    pub(super) channels: &'a Channels,
    pub(super) expires_at: ExpiresAt,
    pub(super) name: Option<&'a TokenName>,
}

impl Asked<'_> {
    /// The beginning of a body, behind which a family puts fields of its own.
    pub(super) fn body(&self) -> ObjectWriter {
        let mut body = ObjectWriter::new();
        body.number("expires_at", self.expires_at.wire());
        body
    }

    /// Completes a body, and what goes around it.
    pub(super) fn request(&self, account: &Account<'_>, mut body: ObjectWriter) -> Request {
        match self.channels {
            Channels::One(id) => body.number("channel_id", id.get().into()),
            Channels::Many(ids) => body.list("channel_ids", &mut ids.iter().map(|id| id.get().to_string())),
            Channels::All => body.list("channel_ids", &mut std::iter::empty()),
        }
        if let Some(name) = self.name {
            body.text("name", name.as_str());
        }
        let mut request = Request::new(Method::Post, url(account, self.family.path()));
        authorize(&mut request, account);
        request.set_json_body(body.end());
        request
    }

    /// Reads `{data: {token}, meta}` at a 2xx into what was asked for.
    pub(super) fn response(&self, sent: &Request, response: &Response) -> Result<IssuedToken, Error> {
        refusal::refuse(sent, response, self.family, refusal::Deed::Create)?;
        let mut body = response.json()?;
        let token = take_token(sent, &mut body, "/data/token")?;
        let mut redactor = sent.redactor().clone();
        redactor.add(token.secret());
        let meta = body.get("meta").filter(|meta| meta.is_object()).map(Json::to_document);
        let meta = meta.filter(|text| !redactor.finds_secret_in(text));
        Ok(IssuedToken {
            expires_at: earlier(self.expires_at.moment(), token.claimed_expiry()),
            token,
            channels: self.channels.clone(),
            scopes: Vec::new(),
            name: self.name.map(|name| name.as_str().to_owned()),
            meta: meta.unwrap_or_else(|| "{}".to_owned()),
        })
    }
}
