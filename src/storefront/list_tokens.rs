use super::{
    Family, TokenRecord, authorize,
    refusal::{Deed, refuse},
    token_record, url,
};
use crate::{
    answer::read_items,
    error::Error,
    http::{MAX_LIST_BYTES, Method, Request, Response},
    json::Json,
    operation::{Account, Operation},
    types::{Direction, PageLimit, PageNumber, Sort},
};

/// The API's number of items on a page unless told otherwise.
const DEFAULT_LIMIT: u64 = 50;

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

impl Operation for ListTokens {
    type Output = TokenPage;

    const ID: &'static str = "*.list";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;
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
        let items = read_items(&body, sent, &token_record::FIELDS)?;
        let stands = body.at("/meta/pagination");
        let told = |name: &str| stands.and_then(|it| it.get(name)).and_then(Json::as_u64);
        let asked = self.page.unwrap_or(PageNumber::FIRST);
        let pagination = Pagination {
            total: told("total"),
            count: items.len() as u64,
            per_page: told("per_page").or(self.limit.map(|limit| limit.get().into())),
            current_page: told("current_page").unwrap_or_else(|| asked.get().into()),
            total_pages: told("total_pages"),
        };
        // Counted from what was asked for: an answer that always names the same page would lead in circles.
        // The API may give fewer at a time than it is asked for.
        let asked_for = self.limit.map_or(DEFAULT_LIMIT, |limit| limit.get().into());
        let full = pagination
            .per_page
            .filter(|told| *told > 0)
            .map_or(asked_for, |told| told.min(asked_for));
        let more = pagination
            .total_pages
            .map_or(pagination.count >= full, |pages| u64::from(asked.get()) < pages);
        let next = PageNumber::new(u64::from(asked.get()) + 1).ok();
        Ok(TokenPage {
            next: next.filter(|_| more && !items.is_empty()),
            items: items.into_iter().map(TokenRecord::new).collect(),
            pagination,
        })
    }
}
