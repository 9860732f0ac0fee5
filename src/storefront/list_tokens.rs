use super::{
    Family, authorize,
    refusal::{Deed, refuse},
    url,
};
use crate::{
    answer::{Item, read_items},
    error::Error,
    http::{MAX_LIST_BYTES, Method, Request, Response},
    json::Json,
    operation::{Account, Operation},
    time::UnixSeconds,
    types::{Direction, PageLimit, PageNumber, Scope, Sort},
};

/// The API's number of items on a page unless told otherwise.
const DEFAULT_LIMIT: usize = 50;

/// "List tokens": those of a family that the calling API account issued, revoked and expired ones among them.
///
/// The tokens themselves are never told. One of the newer routes: a store's API may not have it yet.
#[derive(Clone, Copy, Debug)]
pub struct ListTokens {
    /// The family to list.
    pub family: Family,
    /// Which page; the first unless given.
    pub page: Option<PageNumber>,
    /// How many items a page has; 50 unless given.
    pub limit: Option<PageLimit>,
    /// By what it is sorted; by issue unless given.
    pub sort: Option<Sort>,
    /// Which end comes first; the earliest unless given.
    pub direction: Option<Direction>,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct TokenPage {
    /// The tokens on this page.
    pub items: Vec<TokenRecord>,
    /// Where this page stands.
    pub pagination: Pagination,
    /// The page after this one; `None` for the last.
    pub next: Option<PageNumber>,
}

/// Where a page stands in its list, in the API's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Items in all, if the API says so.
    pub total: Option<u64>,
    /// Items on this page.
    pub count: u64,
    /// Items that a page may have.
    pub per_page: Option<u64>,
    /// The number of this page, from 1.
    pub current_page: u64,
    /// Pages in all, if the API says so.
    pub total_pages: Option<u64>,
}

/// What the API tells of a token it issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRecord {
    /// The id, for revoking it.
    pub jti: String,
    /// `simple`, `private` or `customer_impersonation`, or a type that is newer than this crate.
    pub kind: String,
    /// The channels it is good for.
    pub channel_ids: Vec<u64>,
    /// The sites whose pages may use it.
    pub allowed_cors_origins: Vec<String>,
    /// What it may reach, in the short spelling; one that this crate does not know stays as the API wrote it.
    pub scopes: Vec<String>,
    /// Whether it was revoked.
    pub is_revoked: bool,
    /// Whether it has expired.
    pub is_expired: bool,
    /// The label it was given.
    pub name: Option<String>,
    /// Who issued it.
    pub principal: Option<Principal>,
    /// When it was issued.
    pub issued_at: Option<UnixSeconds>,
    /// When it expires; `None` for never, too.
    pub expires_at: Option<UnixSeconds>,
    /// When it was revoked.
    pub revoked_at: Option<UnixSeconds>,
}

/// Who issued a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// For an API account its client id.
    pub id: String,
    /// What kind of account it is.
    pub kind: String,
}

impl Operation for ListTokens {
    type Output = TokenPage;

    const ID: &'static str = "*.list";
    const ATTEMPT_TIMEOUT_MS: u32 = 5_000;
    const NEEDS_ACCESS_TOKEN: bool = true;
    const MAX_BODY_BYTES: usize = MAX_LIST_BYTES;

    /// Builds "List tokens" (operationIds `apiToken_listTokens` and its like), with the query that was given and no more: the
    /// API refuses what it does not know.
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), `GET …`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut request = Request::new(Method::Get, url(account, self.family.path()));
        if let Some(page) = self.page {
            request.add_query("page", &page.get().to_string());
        }
        if let Some(limit) = self.limit {
            request.add_query("limit", &limit.get().to_string());
        }
        if let Some(sort) = self.sort {
            request.add_query("sort", sort.as_str());
        }
        if let Some(direction) = self.direction {
            request.add_query("direction", direction.as_str());
        }
        authorize(&mut request, account);
        request
    }

    /// Reads `{data: [token], meta: {pagination}}` at status 200.
    ///
    /// # Errors
    /// As [`Operation::response`].
    ///
    /// # Source
    /// BigCommerce, Admin Authentication: Storefront API Tokens (OpenAPI), schema `IssuedTokens_Response`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<TokenPage, Error> {
        refuse(sent, response, self.family, Deed::List)?;
        let body = response.json()?;
        let items = read_items(&body, sent, read_record)?;
        let told = |name: &str| {
            body.at("/meta/pagination")
                .and_then(|it| it.get(name))
                .and_then(Json::as_u64)
        };
        let asked = self.page.unwrap_or(PageNumber::FIRST);
        let pagination = Pagination {
            total: told("total"),
            count: items.len() as u64,
            per_page: told("per_page").or(self.limit.map(|limit| limit.get().into())),
            current_page: told("current_page").unwrap_or_else(|| asked.get().into()),
            total_pages: told("total_pages"),
        };
        // Counted from what was asked for: an answer that always names the same page would lead in circles.
        let full = self.limit.map_or(DEFAULT_LIMIT, |limit| limit.get() as usize);
        let more = pagination
            .total_pages
            .map_or(items.len() >= full, |pages| u64::from(asked.get()) < pages);
        let next = PageNumber::new(u64::from(asked.get()) + 1).ok();
        Ok(TokenPage {
            next: next.filter(|_| more && !items.is_empty()),
            items,
            pagination,
        })
    }
}

fn read_record(item: &Item<'_>) -> Result<TokenRecord, Error> {
    let short = |name: String| Scope::read(&name).map_or(name, |scope| scope.as_str().to_owned());
    let principal = item.text_if_any("/principal/id").map(|id| Principal {
        id,
        kind: item.text_if_any("/principal/type").unwrap_or_default(),
    });
    Ok(TokenRecord {
        jti: item.text("jti")?,
        kind: item.text("type")?,
        channel_ids: item.numbers("channel_ids")?,
        allowed_cors_origins: item.texts("allowed_cors_origins"),
        scopes: item.texts("scopes").into_iter().map(short).collect(),
        is_revoked: item.truth("is_revoked")?,
        is_expired: item.truth("is_expired")?,
        name: item.text_if_any("name"),
        principal,
        issued_at: item.moment_if_any("issued_at"),
        expires_at: item.moment_if_any("expires_at").filter(|moment| moment.get() > 0),
        revoked_at: item.moment_if_any("revoked_at"),
    })
}
