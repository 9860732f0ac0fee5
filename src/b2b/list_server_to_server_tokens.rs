use super::{
    authorize_by,
    refusal::{Deed, refuse},
    url,
};
use crate::{
    answer::{Shape, read_items},
    error::Error,
    http::{MAX_LIST_BYTES, Method, Request, Response},
    json::Json,
    operation::{AccessTokenUse, Account, Operation},
    secret::{REDACTED, Redactor},
    types::{ApiToken, AuthToken, Offset, PageLimit},
};

/// The API's number of items on a page unless told otherwise.
const DEFAULT_LIMIT: u64 = 10;

/// "Get All Server to Server Tokens". Deprecated with these tokens, since 2025-09-30. The answer holds the tokens in clear.
#[derive(Clone, Debug)]
pub struct ListServerToServerTokens {
    /// A server to server token of the store, by which this is asked.
    pub auth_token: AuthToken,
    /// How many items a page has; 10 unless given.
    pub limit: Option<PageLimit>,
    /// How many items come before it; none unless given.
    pub offset: Option<Offset>,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct ServerToServerTokenPage {
    /// The tokens on this page.
    pub items: Vec<ServerToServerTokenRecord>,
    /// Where this page stands.
    pub pagination: Pagination,
    /// Where the page after this one begins; `None` for the last.
    pub next: Option<Offset>,
}

/// Where a page stands in its list, in the API's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Items in all, if the API says so.
    pub total_count: Option<u64>,
    /// Items that a page may have.
    pub limit: u64,
    /// Items before this page.
    pub offset: u64,
}

/// The fields of an item on the wire, besides the token.
const FIELDS: [(&str, Shape); 5] = [
    ("id", Shape::Number),
    ("name", Shape::TextIfAny),
    ("email", Shape::TextIfAny),
    ("storeHash", Shape::TextIfAny),
    ("eventChannel", Shape::TextIfAny),
];

/// A server to server token that exists.
#[derive(Clone, Debug)]
pub struct ServerToServerTokenRecord {
    /// The token itself, if the API told one that can be used.
    pub token: Option<ApiToken>,
    fields: Json,
}

impl ServerToServerTokenRecord {
    /// All of it but the token as a JSON object; what the API did not tell is missing.
    pub fn to_json(&self) -> String {
        self.fields.to_document()
    }

    /// The id, for deleting it.
    pub fn id(&self) -> u64 {
        self.fields.get("id").and_then(Json::as_u64).unwrap_or_default()
    }

    /// The name it was given.
    pub fn name(&self) -> Option<&str> {
        self.text("name")
    }

    /// The user it was made for.
    pub fn email(&self) -> Option<&str> {
        self.text("email")
    }

    /// The store.
    pub fn store_hash(&self) -> Option<&str> {
        self.text("storeHash")
    }

    /// Where it was made: `app`, `admin` or `api`.
    pub fn event_channel(&self) -> Option<&str> {
        self.text("eventChannel")
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Json::as_str)
    }
}

impl Operation for ListServerToServerTokens {
    type Output = ServerToServerTokenPage;

    const ID: &'static str = "b2b.serverToServerTokens.list";
    const ATTEMPT_TIMEOUT_MS: u32 = super::ATTEMPT_TIMEOUT_MS;
    const ACCESS_TOKEN: AccessTokenUse = AccessTokenUse::Never;
    const MAX_BODY_BYTES: usize = MAX_LIST_BYTES;

    /// Builds "Get All Server to Server Tokens" (operationId `get-backend-tokens`).
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), `GET /backend/tokens`, read 2026-11-22.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut request = Request::new(Method::Get, url(account, "backend/tokens"));
        if let Some(limit) = self.limit {
            request.add_query("limit", &limit.get().to_string());
        }
        if let Some(offset) = self.offset {
            request.add_query("offset", &offset.get().to_string());
        }
        authorize_by(&mut request, &self.auth_token);
        request
    }

    /// Reads `{code: 200, data: [token], meta: {message, pagination}}`.
    ///
    /// # Errors
    /// As [`Operation::response`]; a body whose `code` refuses is a refusal at any status.
    ///
    /// # Source
    /// BigCommerce, B2B Edition Authentication (OpenAPI), responses of `get-backend-tokens`, read 2026-11-22.
    fn response(&self, sent: &Request, response: &Response) -> Result<ServerToServerTokenPage, Error> {
        refuse(sent, response, Deed::ServerToServer)?;
        let mut body = response.json()?;
        let tokens = take_tokens(&mut body);
        let items = read_items(&body, sent, &FIELDS)?;
        let stands = body.at("/meta/pagination");
        let told = |name: &str| stands.and_then(|it| it.get(name)).and_then(Json::as_u64);
        let asked = u64::from(self.offset.unwrap_or_default().get());
        let limit = self.limit.map_or(DEFAULT_LIMIT, |limit| limit.get().into());
        let count = items.len() as u64;
        let pagination = Pagination {
            total_count: told("totalCount"),
            limit: told("limit").unwrap_or(limit),
            offset: told("offset").unwrap_or(asked),
        };
        // Counted from what was asked for: an answer that always names the same offset would lead in circles.
        let end = asked + count;
        // The API may give fewer at a time than it is asked for.
        let full = pagination.limit.min(limit);
        let more = count > 0 && pagination.total_count.map_or(count >= full, |total| end < total);
        Ok(ServerToServerTokenPage {
            next: if more { Offset::new(end).ok() } else { None },
            items: items
                .into_iter()
                .zip(tokens)
                .map(|(mut fields, token)| {
                    if let Some(token) = &token {
                        hide(token, &mut fields);
                    }
                    ServerToServerTokenRecord { token, fields }
                })
                .collect(),
            pagination,
        })
    }
}

/// What is told beside a token repeats nothing of it.
fn hide(token: &ApiToken, fields: &mut Json) {
    let mut redactor = Redactor::default();
    redactor.add(token.secret());
    if !redactor.finds_secret_in(&fields.to_document()) {
        return;
    }
    if let Json::Object(entries) = fields {
        for (_, value) in entries {
            if let Json::Text(text) = value
                && redactor.finds_secret_in(text)
            {
                REDACTED.clone_into(text);
            }
        }
    }
}

/// Takes the tokens out, so that no second copy of one stays behind and the rest can be looked at.
fn take_tokens(body: &mut Json) -> Vec<Option<ApiToken>> {
    let Some(Json::List(items)) = body.get_mut("data") else {
        return Vec::new();
    };
    let tokens = items.iter_mut().map(|item| match item.get_mut("token") {
        Some(Json::Text(text)) => ApiToken::new(std::mem::take(text)),
        _ => None,
    });
    tokens.collect()
}
