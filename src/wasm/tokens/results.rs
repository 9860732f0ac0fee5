//! What the results of operations become: plain objects, of which `lib/results.js` makes what a caller sees.

use wasm_bindgen::prelude::*;

use super::plain::{Datum, Plain};
use crate::{
    b2b,
    graphql::GraphqlAnswer,
    json::Json,
    storefront,
    time::UnixSeconds,
    types::{Offset, PageNumber},
};

/// A result as a plain object.
pub(super) trait IntoJs {
    fn into_js(self) -> JsValue;
}

/// A revocation has nothing to tell.
impl IntoJs for () {
    fn into_js(self) -> JsValue {
        JsValue::UNDEFINED
    }
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

impl IntoJs for storefront::TokenPage {
    fn into_js(self) -> JsValue {
        let mut pagination = Plain::default();
        pagination.set_some("total", self.pagination.total);
        pagination.set("count", self.pagination.count);
        pagination.set_some("perPage", self.pagination.per_page);
        pagination.set("currentPage", self.pagination.current_page);
        pagination.set_some("totalPages", self.pagination.total_pages);
        let items = self.items.into_iter().map(storefront::TokenRecord::into_json);
        let next = self.next.map(PageNumber::get);
        page(items.collect(), pagination, next).to_js()
    }
}

impl IntoJs for b2b::B2bToken {
    fn into_js(self) -> JsValue {
        let mut plain = Plain::default();
        plain.set("token", self.token.secret().expose());
        plain.set("expiresAtMs", expiry(self.expires_at));
        plain.set_some("name", self.name.as_ref());
        plain.set("message", &self.message);
        plain.to_js()
    }
}

impl IntoJs for b2b::ServerToServerTokenPage {
    fn into_js(self) -> JsValue {
        let mut pagination = Plain::default();
        pagination.set_some("totalCount", self.pagination.total_count);
        pagination.set("limit", self.pagination.limit);
        pagination.set("offset", self.pagination.offset);
        let mut items = Vec::new();
        let mut tokens = Vec::new();
        for mut item in self.items {
            tokens.push(
                item.token
                    .take()
                    .map_or(Datum::Null, |token| token.secret().expose().to_owned().into()),
            );
            items.push(item.into_json());
        }
        let mut page = page(items, pagination, self.next.map(Offset::get));
        page.set("tokens", Datum::List(tokens));
        page.to_js()
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

/// The items are one text of JSON. `next` is what the query of the page after this one says of its place.
fn page(items: Vec<Json>, pagination: Plain<'_>, next: Option<u32>) -> Plain<'_> {
    let mut page = Plain::default();
    page.set("items", Json::List(items).to_document());
    page.set("pagination", pagination);
    page.set_some("next", next);
    page
}

/// In milliseconds; `null` for no expiry.
fn expiry<'a>(moment: Option<UnixSeconds>) -> Datum<'a> {
    moment.map_or(Datum::Null, |moment| moment.to_millis().into())
}
