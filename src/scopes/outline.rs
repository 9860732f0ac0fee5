//! A GraphQL document as far as scopes are concerned: operations, fragments and the names in their selections.
//!
//! A parser leaves out what cannot matter: aliases, arguments, variables, values, directives. `@skip` and `@include` go with the
//! rest, so both branches count.

use crate::error::{Fault, IssueCode};

/// One selection. They lie in the order of the text, each before what it holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Selection<'a> {
    pub(super) kind: Kind<'a>,
    /// The index behind the last selection within this one.
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    Field(&'a str),
    /// `...Name`
    Spread(&'a str),
    /// `... on Type { }`, or `... { }` without one.
    Inline(Option<&'a str>),
}

/// An operation or a fragment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Definition<'a> {
    /// Empty for an operation without a name.
    pub(super) name: &'a str,
    /// The type its selections are on.
    pub(super) on: &'a str,
    pub(super) is_fragment: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A document without everything that has no part in scopes.
///
/// Its text is itself a GraphQL document: `query Name{site{checkout{order{id}}}}fragment F on Order{id}`.
#[derive(Clone, Debug, Default)]
pub struct Outline<'a> {
    pub(super) definitions: Vec<Definition<'a>>,
    pub(super) selections: Vec<Selection<'a>>,
}

impl<'a> Outline<'a> {
    /// Reads the text of an outline: names, braces and `...`, every operation with its keyword.
    ///
    /// # Errors
    /// A [`Fault`] for anything else, a whole GraphQL document with arguments among it: a parser comes first.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::scopes::Outline;
    ///
    /// assert!(Outline::read("query{site{cart{entityId}}}").is_ok());
    /// assert!(Outline::read("query{site{product(id: 1){name}}}").is_err());
    /// ```
    pub fn read(text: &'a str) -> Result<Self, Fault> {
        let mut outline = Self::default();
        let mut tokens = Tokens(text);
        while let Some(token) = tokens.next() {
            let definition = match token {
                Token::Name("fragment") => tokens.fragment(),
                Token::Name(keyword) => tokens.operation(keyword),
                _ => None,
            };
            let Some((name, on, is_fragment)) = definition else {
                return Err(unreadable());
            };
            let start = outline.selections.len();
            outline.read_selections(&mut tokens)?;
            let end = outline.selections.len();
            outline.definitions.push(Definition {
                name,
                on,
                is_fragment,
                start,
                end,
            });
        }
        if tokens.is_empty() {
            Ok(outline)
        } else {
            Err(unreadable())
        }
    }

    /// Reads up to the brace that closes the one before. A list of what is open, not recursion: depth is the caller's.
    fn read_selections(&mut self, tokens: &mut Tokens<'a>) -> Result<(), Fault> {
        let mut open: Vec<usize> = Vec::new();
        loop {
            let kind = match tokens.next().ok_or_else(unreadable)? {
                Token::Close => match open.pop() {
                    Some(at) => {
                        let end = self.selections.len();
                        if let Some(selection) = self.selections.get_mut(at) {
                            selection.end = end;
                        }
                        continue;
                    }
                    None => return Ok(()),
                },
                Token::Name(name) => Kind::Field(name),
                Token::Spread => tokens.behind_spread().ok_or_else(unreadable)?,
                Token::Open => return Err(unreadable()),
            };
            let at = self.selections.len();
            self.selections.push(Selection { kind, end: at + 1 });
            if tokens.take_open() {
                if matches!(kind, Kind::Spread(_)) {
                    return Err(unreadable());
                }
                open.push(at);
            } else if matches!(kind, Kind::Inline(_)) {
                return Err(unreadable());
            }
        }
    }
}

fn unreadable() -> Fault {
    Fault::new(
        IssueCode::Format,
        "expected the outline of a GraphQL document (operations, fragments, names, braces), got something else",
    )
}

enum Token<'a> {
    Name(&'a str),
    Spread,
    Open,
    Close,
}

/// What is left of the text.
#[derive(Clone, Copy)]
struct Tokens<'a>(&'a str);

impl<'a> Tokens<'a> {
    /// `None` at the end, and before a letter that no outline has.
    fn next(&mut self) -> Option<Token<'a>> {
        self.0 = self.0.trim_start_matches([' ', '\n', '\t', '\r', ',']);
        let text = self.0;
        let (token, length) = match text.bytes().next() {
            Some(b'{') => (Token::Open, 1),
            Some(b'}') => (Token::Close, 1),
            Some(b'.') if text.starts_with("...") => (Token::Spread, 3),
            Some(b'A'..=b'Z' | b'a'..=b'z' | b'_') => {
                let length = text
                    .bytes()
                    .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_'))
                    .unwrap_or(text.len());
                (Token::Name(text.get(..length)?), length)
            }
            _ => return None,
        };
        self.0 = text.get(length..)?;
        Some(token)
    }

    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn name(&mut self) -> Option<&'a str> {
        if let Some(Token::Name(name)) = self.next() {
            Some(name)
        } else {
            None
        }
    }

    /// Takes an opening brace if one comes next.
    fn take_open(&mut self) -> bool {
        let mut ahead = *self;
        let open = matches!(ahead.next(), Some(Token::Open));
        if open {
            *self = ahead;
        }
        open
    }

    /// `Name on Type {`
    fn fragment(&mut self) -> Option<(&'a str, &'a str, bool)> {
        let name = self.name()?;
        let on = (self.name()? == "on").then(|| self.name())??;
        self.take_open().then_some((name, on, true))
    }

    /// `Name? {` behind its keyword.
    fn operation(&mut self, keyword: &str) -> Option<(&'a str, &'a str, bool)> {
        let on = match keyword {
            "query" => "Query",
            "mutation" => "Mutation",
            "subscription" => "Subscription",
            _ => return None,
        };
        let name = if self.take_open() {
            return Some(("", on, false));
        } else {
            self.name()?
        };
        self.take_open().then_some((name, on, false))
    }

    /// What three dots stand before: a fragment's name, a type, or nothing.
    fn behind_spread(&mut self) -> Option<Kind<'a>> {
        let mut ahead = *self;
        match ahead.next()? {
            Token::Open => Some(Kind::Inline(None)),
            Token::Name("on") => {
                let on = ahead.name()?;
                *self = ahead;
                Some(Kind::Inline(Some(on)))
            }
            Token::Name(name) => {
                *self = ahead;
                Some(Kind::Spread(name))
            }
            _ => None,
        }
    }
}
