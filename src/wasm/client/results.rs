//! What is told of the results of operations: JSON in one text, since a crossing for each value would cost more than all of the
//! text. Of it `pkg-template/lib` makes what a caller sees.

use wasm_bindgen::prelude::*;

use crate::{
    b2b,
    graphql::GraphqlAnswer,
    json::{Json, ObjectWriter},
    storefront,
    time::UnixSeconds,
};

/// A result, to be told as the fields of an object.
pub(super) trait Tell {
    fn tell(&self, to: &mut ObjectWriter);

    /// What is told beside it, since it is a text of its own already.
    fn document(&self) -> JsValue {
        JsValue::UNDEFINED
    }
}

/// A revocation has nothing to tell.
impl Tell for () {
    fn tell(&self, _: &mut ObjectWriter) {}
}

impl Tell for storefront::IssuedToken {
    fn tell(&self, to: &mut ObjectWriter) {
        to.text("token", self.token.secret().expose());
        expiry(to, self.expires_at);
        match self.channels.ids() {
            Some(ids) => to.list("channelIds", &mut ids.iter().map(|id| id.get().to_string())),
            // Every channel of the store.
            None => to.json("channelIds", "null"),
        }
        to.words("scopes", self.scopes.iter().map(|scope| scope.as_str()));
        if let Some(name) = &self.name {
            to.text("name", name);
        }
        to.json("meta", &self.meta);
    }
}

impl Tell for storefront::TokenPage {
    fn tell(&self, to: &mut ObjectWriter) {
        let pagination = &self.pagination;
        to.object("pagination", |to| {
            number(to, "total", pagination.total);
            to.number("count", pagination.count);
            number(to, "perPage", pagination.per_page);
            to.number("currentPage", pagination.current_page);
            number(to, "totalPages", pagination.total_pages);
        });
        number(to, "next", self.next.map(|page| page.get().into()));
        to.list("items", &mut self.items.iter().map(storefront::TokenRecord::to_json));
    }
}

impl Tell for b2b::B2bToken {
    fn tell(&self, to: &mut ObjectWriter) {
        to.text("token", self.token.secret().expose());
        expiry(to, self.expires_at);
        if let Some(name) = &self.name {
            to.text("name", name);
        }
        to.text("message", &self.message);
    }
}

impl Tell for b2b::ServerToServerTokenPage {
    fn tell(&self, to: &mut ObjectWriter) {
        let pagination = &self.pagination;
        to.object("pagination", |to| {
            number(to, "totalCount", pagination.total_count);
            to.number("limit", pagination.limit);
            to.number("offset", pagination.offset);
        });
        number(to, "next", self.next.map(|offset| offset.get().into()));
        let records = self.items.iter().map(b2b::ServerToServerTokenRecord::to_json);
        to.list("items", &mut { records });
        let tokens = self.items.iter().map(|item| match &item.token {
            Some(token) => Json::Text(token.secret().expose().to_owned()).to_document(),
            None => "null".to_owned(),
        });
        to.list("tokens", &mut { tokens });
    }
}

impl Tell for GraphqlAnswer {
    fn tell(&self, to: &mut ObjectWriter) {
        if let Some(errors) = &self.errors {
            to.json("errors", errors);
        }
    }

    fn document(&self) -> JsValue {
        JsValue::from_str(&self.data)
    }
}

fn number(to: &mut ObjectWriter, name: &str, number: Option<u64>) {
    if let Some(number) = number {
        to.number(name, number);
    }
}

/// In milliseconds; `null` for no expiry.
fn expiry(to: &mut ObjectWriter, moment: Option<UnixSeconds>) {
    match moment {
        Some(moment) => to.number("expiresAtMs", moment.to_millis()),
        None => to.json("expiresAtMs", "null"),
    }
}
