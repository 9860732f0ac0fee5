use zeroize::Zeroizing;

use super::{
    Executable, OperationKind, Variables,
    answer::Answer,
    refusal::{cleaned, hint, kind, rejection, status_hint},
};
use crate::{
    error::{Error, GraphqlRefusal, GraphqlRefusalKind, Outcome, Refusal, RefusalKind, TokenReason},
    http::{Method, Request, Response},
    json::ObjectWriter,
    operation::{AccessTokenUse, Account, Operation, Repeat},
    types::{BearerToken, CorrelationId, CustomerAccessToken},
};

/// What becomes of an answer that has data and errors both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorPolicy {
    /// It is an error.
    None,
    /// Both are the result. An answer without data stays an error, and so does a token that was rejected.
    All,
}

/// One request to the GraphQL Storefront API.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::{
///     graphql::{self, Document, ErrorPolicy, GraphqlRequest},
///     operation::{Account, Operation},
///     types::{BearerToken, ChannelId, StoreHash},
/// };
///
/// # fn main() -> Result<(), bigcommerce_tokens::error::Fault> {
/// let store_hash = StoreHash::new("g5cd38")?;
/// let operation = GraphqlRequest {
///     token: BearerToken::new("synthetic.e30.token")?,
///     document: Document::new("{ site { settings { storeName } } }")?.choose(None)?,
///     variables: None,
///     customer_access_token: None,
///     correlation_id: None,
///     error_policy: ErrorPolicy::None,
/// };
/// let request = operation.request(&Account {
///     endpoint: &graphql::endpoint(&store_hash, ChannelId::new(1)?)?,
///     store_hash: &store_hash,
///     access_token: None,
/// });
/// assert_eq!(request.url, "https://store-g5cd38-1.mybigcommerce.com/graphql");
/// assert_eq!(request.body(), Some(r#"{"query":"{ site { settings { storeName } } }"}"#));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct GraphqlRequest {
    /// The token that it is sent with.
    pub token: BearerToken,
    /// The document, and which of its operations runs.
    pub document: Executable,
    /// The variables, if any.
    pub variables: Option<Variables>,
    /// The shopper on whose behalf it runs, if any.
    pub customer_access_token: Option<CustomerAccessToken>,
    /// What ties this request to others.
    pub correlation_id: Option<CorrelationId>,
    /// What becomes of an answer that has data and errors both.
    pub error_policy: ErrorPolicy,
}

/// What a request gives: texts of JSON, so that whoever wants values builds them once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphqlAnswer {
    /// The text of the `data` object, closed but otherwise unread; `null` only where errors came with it.
    pub data: String,
    /// The list of errors, cleaned of secrets, under [`ErrorPolicy::All`].
    pub errors: Option<String>,
}

impl Operation for GraphqlRequest {
    type Output = GraphqlAnswer;

    const ID: &'static str = "graphql.request";
    const ATTEMPT_TIMEOUT_MS: u32 = 10_000;
    const ACCESS_TOKEN: AccessTokenUse = AccessTokenUse::Never;
    const MAX_BODY_BYTES: usize = 10_485_760;
    // Errors of many fields may come with 401.
    const MAX_REFUSAL_BYTES: usize = 1_048_576;

    fn repeat(&self) -> Repeat {
        match self.document.kind() {
            OperationKind::Query => Repeat::Freely,
            OperationKind::Mutation => Self::REPEAT,
        }
    }

    /// Builds `POST /graphql`.
    ///
    /// `Origin`, `Cookie` and the like are never set: BigCommerce rejects private tokens that come from a browser.
    ///
    /// # Errors
    /// Cannot fail: every argument is already valid. What the API refuses is returned by [`response`](Self::response).
    ///
    /// # Source
    /// BigCommerce, GraphQL Storefront API, request headers, read 2026-11-22. The header that makes a bad customer access token an
    /// error is known from `@bigcommerce/catalyst-client`.
    fn request(&self, account: &Account<'_>) -> Request {
        let mut body = ObjectWriter::new();
        body.text("query", self.document.text());
        if let Some(name) = self.document.name() {
            body.text("operationName", name);
        }
        if let Some(variables) = &self.variables {
            body.json("variables", variables.json().expose());
        }
        let mut request = Request::new(Method::Post, account.endpoint.as_str().to_owned());
        let token = self.token.secret();
        let mut authorization = Zeroizing::new(String::from("Bearer "));
        authorization.push_str(token.expose());
        request.add_header("Authorization", &authorization);
        request.redact(token);
        if let Some(customer) = &self.customer_access_token {
            request.add_secret_header("X-Bc-Customer-Access-Token", customer.secret());
            request.add_header("X-Bc-Error-On-Invalid-Customer-Access-Token", "true");
        }
        if let Some(id) = &self.correlation_id {
            request.add_header("X-Correlation-Id", id.as_str());
        }
        for secret in self.variables.as_ref().map(Variables::secrets).unwrap_or_default() {
            request.redact(secret);
        }
        request.set_json_body(body.end());
        request
    }

    /// Reads `{data, errors}`.
    ///
    /// # Errors
    /// [`Error::Graphql`] for errors in the words of GraphQL, at any status; otherwise as [`Operation::response`].
    ///
    /// # Source
    /// BigCommerce, GraphQL Storefront API, status codes and the guide on authentication, read 2026-11-22. Errors are taken at 200
    /// as well as at 401, since the documents disagree on where they come.
    fn response(&self, sent: &Request, response: &Response) -> Result<GraphqlAnswer, Error> {
        response.check_status(sent.redactor())?;
        let answer = response.text().and_then(Answer::read);
        if response.is_success() {
            return self.success(sent, response.status, &answer?);
        }
        let (status, answer) = (response.status, answer.unwrap_or_default());
        Err(match status {
            // These say to come back later, which is the better advice, whatever the body says.
            408 | 425 | 429 | 500..=599 => self.turned_away(status),
            401 => self.refused(sent, status, &answer),
            _ if !answer.errors.is_empty() => self.refused(sent, status, &answer),
            _ => self.turned_away(status),
        })
    }
}

impl GraphqlRequest {
    fn success(&self, sent: &Request, status: u16, answer: &Answer<'_>) -> Result<GraphqlAnswer, Error> {
        let errors = answer.errors.as_slice();
        let given = match answer.data {
            Some(data) if errors.is_empty() && data != "null" => (data, None),
            _ if errors.is_empty() => return Err(Error::protocol("data", "expected data or errors, got neither")),
            Some(data) if self.error_policy == ErrorPolicy::All && self.rejection(status, answer).is_none() => {
                (data, Some(cleaned(errors, sent.redactor())))
            }
            _ => return Err(self.refused(sent, status, answer)),
        };
        Ok(GraphqlAnswer {
            data: given.0.to_owned(),
            errors: given.1,
        })
    }

    fn refused(&self, sent: &Request, status: u16, answer: &Answer<'_>) -> Error {
        let kind = kind(self, self.rejection(status, answer), &answer.errors);
        // The specification has an answer without data where nothing was carried out.
        let began = answer.data.is_some() && !matches!(kind, GraphqlRefusalKind::TokenRejected(_));
        let first = answer.errors.first().and_then(|error| error.text_at("/message"));
        let redactor = sent.redactor();
        Error::Graphql(Box::new(GraphqlRefusal {
            hint: hint(&kind),
            kind,
            status,
            message: redactor.clean(first.unwrap_or_default(), 200),
            errors: cleaned(&answer.errors, redactor),
            outcome: if began { self.outcome() } else { Outcome::Refused },
        }))
    }

    /// Why the token was rejected, if it was. A mutation that has left data was carried out, whatever else is said: with another token
    /// it would be carried out again.
    fn rejection(&self, status: u16, answer: &Answer<'_>) -> Option<TokenReason> {
        let was_carried_out =
            self.document.kind() == OperationKind::Mutation && answer.data.is_some_and(|data| data != "null");
        if was_carried_out {
            return None;
        }
        rejection(status, &answer.errors)
    }

    /// By a status alone, which a gateway may have set: its body is not the API's.
    fn turned_away(&self, status: u16) -> Error {
        let kind = RefusalKind::of_status(status);
        Error::Api(Box::new(Refusal {
            kind,
            status,
            title: None,
            errors: Vec::new(),
            hint: status_hint(kind),
            outcome: match Outcome::of_status(status) {
                Outcome::Unknown => self.outcome(),
                outcome => outcome,
            },
        }))
    }

    /// Whether the server may have acted where it did not say: a query changes nothing.
    const fn outcome(&self) -> Outcome {
        match self.document.kind() {
            OperationKind::Query => Outcome::Refused,
            OperationKind::Mutation => Outcome::Unknown,
        }
    }
}
