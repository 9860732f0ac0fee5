//! Which scopes a private token needs for a GraphQL document.
//!
//! A token needs every scope of every field that a document selects, nested ones included. BigCommerce publishes no table of
//! them, so this module infers: over every field on a path, and by the type that a field gives. It may ask for a scope too many;
//! it does not leave one out that the documents name.

mod outline;
mod table;
mod walk;

pub use outline::Outline;

use crate::{
    error::{Fault, Issue, IssueCode},
    text::{concat, join},
    types::Scope,
};
use outline::Definition;
use walk::Walk;

/// How sure it is that a field asks for a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It follows from what the documents name.
    Inferred,
    /// The documents name it.
    Documented,
}

impl Certainty {
    /// The stable name, as JavaScript sees it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inferred => "inferred",
            Self::Documented => "documented",
        }
    }
}

/// A field that asks for a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The names of fields, without aliases, from the top of the operation: `site.checkout.order`.
    pub path: String,
    /// What it asks for.
    pub scope: Scope,
    /// How sure that is.
    pub certainty: Certainty,
    /// For people.
    pub why: &'static str,
}

/// What a document asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredScopes {
    /// Each once, in the order of [`Scope::ALL`]. Empty for a document of introspection alone.
    pub scopes: Vec<Scope>,
    /// The first 500 fields that ask. What a field above asked for already is not repeated.
    pub because: Vec<Reason>,
    /// The first 500 that are not in the table, so that their scope is not known: a field (`site.x`), a type below `node`
    /// (`node...on X`), a fragment that the document does not hold (`site...X`).
    pub unknown_fields: Vec<String>,
}

/// Infers the scopes of one operation, or, where the document has fragments alone, of all of them.
///
/// # Errors
/// An [`Issue`] when it is not clear which operation is meant, naming the ones there are.
///
/// # Examples
/// ```
/// use bigcommerce_tokens::{scopes::{Outline, required_scopes}, types::Scope};
///
/// let outline = Outline::read("query{site{checkout{order{entityId}}}}")?;
/// let required = required_scopes(&outline, None).unwrap();
/// assert_eq!(required.scopes, [Scope::Unauthenticated, Scope::Customer]);
/// assert_eq!(required.because[1].path, "site.checkout.order");
/// # Ok::<(), bigcommerce_tokens::error::Fault>(())
/// ```
pub fn required_scopes(outline: &Outline<'_>, operation_name: Option<&str>) -> Result<RequiredScopes, Issue> {
    let operations: Vec<&Definition<'_>> = outline.definitions.iter().filter(|each| !each.is_fragment).collect();
    let mut walk = Walk::new(outline);
    match (choose(&operations, operation_name)?, outline.definitions.is_empty()) {
        (Some(operation), _) => walk.operation(operation),
        (None, false) => walk.fragments(),
        (None, true) => {
            let message = "expected a query, a mutation or a fragment, got a document without any";
            return Err(Fault::new(IssueCode::Format, message).at("document"));
        }
    }
    Ok(walk.finish())
}

/// The operation that is meant; `None` where there is none and none was asked for.
fn choose<'o, 'a>(operations: &[&'o Definition<'a>], name: Option<&str>) -> Result<Option<&'o Definition<'a>>, Issue> {
    let (code, got) = match (operations, name) {
        (_, Some(name)) => match operations.iter().find(|each| each.name == name) {
            Some(operation) => return Ok(Some(operation)),
            None => (IssueCode::NotAllowed, "another name"),
        },
        ([], None) => return Ok(None),
        ([only], None) => return Ok(Some(only)),
        (_, None) => (IssueCode::Required, "none"),
    };
    let expected = match names(operations) {
        names if names.is_empty() => "no name, since the document names no operation".to_owned(),
        names => concat(&["the name of one operation of the document (", &names, ")"]),
    };
    Err(Fault::new(code, concat(&["expected ", &expected, ", got ", got])).at("options.operationName"))
}

/// Of the first 20 operations, as far as they have one and it is no flood.
fn names(operations: &[&Definition<'_>]) -> String {
    let names = operations.iter().map(|each| each.name);
    let shown: Vec<&str> = names.filter(|name| (1..=100).contains(&name.len())).take(20).collect();
    join(&shown, ", ")
}
