use std::ops::Range;

use crate::error::{Fault, IssueCode};

/// Whether a document reads or changes: it decides how often the request may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperationKind {
    /// A query, which only reads.
    Query,
    /// A mutation, which may have run although no answer came.
    Mutation,
}

/// The text of a GraphQL document and the operations in it.
///
/// The text is taken apart no further than needed to tell queries from mutations; whether it fits the schema is the server's
/// to say.
///
/// # Source
/// GraphQL specification (October 2021), sections 2.1 and 2.2: lexical tokens, executable definitions, read 2026-11-22.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    text: String,
}

/// A document and the one operation of it that is to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Executable {
    text: String,
    operation: Found,
}

/// An operation, and where its name stands in the text. Empty where it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    kind: OperationKind,
    name: Range<usize>,
}

impl Document {
    const MAX_BYTES: usize = 1_048_576;

    /// Takes one or more queries and mutations, and any fragments, of at most 1 MiB.
    ///
    /// # Errors
    /// A [`Fault`] for a text that is no such document: other definitions, a string or a bracket that is not closed.
    ///
    /// # Examples
    /// ```
    /// use bigcommerce_tokens::graphql::{Document, OperationKind};
    ///
    /// # fn main() -> Result<(), bigcommerce_tokens::error::Fault> {
    /// let document = Document::new("query Shop { site { settings { storeName } } }")?;
    /// assert_eq!(document.choose(None)?.kind(), OperationKind::Query);
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(text: &str) -> Result<Self, Fault> {
        if text.len() > Self::MAX_BYTES {
            return Err(Fault::new(
                IssueCode::TooLong,
                "expected a document of at most 1048576 bytes, got a longer one",
            ));
        }
        let Some((found, _)) = Scanner::new(text).find(None) else {
            return Err(Fault::new(
                IssueCode::Format,
                "expected a document of queries, mutations and fragments whose strings and brackets are closed, got another text",
            ));
        };
        if found.is_none() {
            return Err(Fault::new(
                IssueCode::TooShort,
                "expected a document with a query or a mutation, got none",
            ));
        }
        Ok(Self { text: text.to_owned() })
    }

    /// The operation of this name, or the only one.
    ///
    /// # Errors
    /// A [`Fault`] when there is none of this name, and when several are there and no name is given.
    pub fn choose(self, name: Option<&str>) -> Result<Executable, Fault> {
        let (found, count) = Scanner::new(&self.text).find(name).unwrap_or((None, 0));
        match found.filter(|_| name.is_some() || count == 1) {
            Some(operation) => Ok(Executable {
                text: self.text,
                operation,
            }),
            None if name.is_none() => Err(Fault::new(
                IssueCode::Required,
                "expected the name of one of the document's operations, got none although it has several",
            )),
            None => Err(Fault::new(
                IssueCode::NotAllowed,
                "expected the name of one of the document's operations, got another string",
            )),
        }
    }
}

impl Executable {
    /// The whole document.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the operation reads or changes.
    pub const fn kind(&self) -> OperationKind {
        self.operation.kind
    }

    /// The name of the operation, if it has one.
    pub fn name(&self) -> Option<&str> {
        self.text
            .get(self.operation.name.clone())
            .filter(|name| !name.is_empty())
    }
}

/// What a document is made of, as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Name,
    /// A string or a block string.
    Text,
    /// A bracket or another sign.
    Sign(u8),
    End,
}

/// Goes through a text once; `None` wherever it cannot be a document.
pub(super) struct Scanner<'a> {
    text: &'a [u8],
    /// The token just read.
    start: usize,
    end: usize,
}

impl<'a> Scanner<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            start: 0,
            end: 0,
        }
    }

    /// The first operation of this name, or the very first, and how many there are.
    fn find(mut self, name: Option<&str>) -> Option<(Option<Found>, usize)> {
        let (mut found, mut count) = (None, 0);
        loop {
            let mut token = self.next()?;
            if token == Token::Text {
                // A description of what follows.
                token = self.next()?;
            }
            let kind = match (token, self.text.get(self.start..self.end)?) {
                (Token::End, _) => return Some((found, count)),
                (Token::Sign(b'{'), _) | (Token::Name, b"query") => Some(OperationKind::Query),
                (Token::Name, b"mutation") => Some(OperationKind::Mutation),
                (Token::Name, b"fragment") => None,
                _ => return None,
            };
            let mut own = 0..0;
            if token == Token::Name {
                // A name stands right behind the keyword or not at all; a fragment may be named "mutation".
                token = self.next()?;
                if token == Token::Name {
                    own = self.start..self.end;
                    token = self.next()?;
                }
            }
            // Variables and directives, which may hold braces inside their parentheses, and then the selection.
            while token != Token::Sign(b'{') {
                self.go_past(token)?;
                token = self.next()?;
            }
            self.go_past(token)?;
            if let Some(kind) = kind {
                count += 1;
                let is_meant =
                    name.is_none_or(|name| !own.is_empty() && self.text.get(own.clone()) == Some(name.as_bytes()));
                if found.is_none() && is_meant {
                    found = Some(Found { kind, name: own });
                }
            }
        }
    }

    /// Where the bracket or the string ends that comes first.
    pub(super) fn group(mut self) -> Option<usize> {
        let token = self.next()?;
        self.go_past(token)?;
        Some(self.end)
    }

    /// Goes past what `token` opens, if it does, up to the bracket that closes it.
    fn go_past(&mut self, token: Token) -> Option<()> {
        let mut open = Vec::new();
        let mut token = token;
        loop {
            match token {
                Token::Sign(b'{') => open.push(b'}'),
                Token::Sign(b'(') => open.push(b')'),
                Token::Sign(b'[') => open.push(b']'),
                Token::Sign(sign @ (b'}' | b')' | b']')) if open.pop() != Some(sign) => return None,
                Token::End => return None,
                _ => {}
            }
            if open.is_empty() {
                return Some(());
            }
            token = self.next()?;
        }
    }

    fn next(&mut self) -> Option<Token> {
        self.skip_ignored();
        self.start = self.end;
        let rest = self.text.get(self.start..)?;
        let (token, length) = match rest {
            [] => (Token::End, 0),
            [b'"', b'"', b'"', ..] => (Token::Text, block_text(rest)?),
            [b'"', ..] => (Token::Text, text(rest)?),
            [b'_' | b'a'..=b'z' | b'A'..=b'Z', ..] => {
                let is_end = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'_';
                (Token::Name, rest.iter().position(is_end).unwrap_or(rest.len()))
            }
            [sign, ..] => (Token::Sign(*sign), 1),
        };
        self.end += length;
        Some(token)
    }

    /// White space, commas, a byte order mark and comments.
    fn skip_ignored(&mut self) {
        let mut in_comment = false;
        while let Some(byte) = self.text.get(self.end) {
            match byte {
                b'\r' | b'\n' => in_comment = false,
                _ if in_comment => {}
                b'#' => in_comment = true,
                b' ' | b'\t' | b',' | 0xef | 0xbb | 0xbf => {}
                _ => return,
            }
            self.end += 1;
        }
    }
}

/// The length of the string that begins here.
fn text(rest: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += match rest.get(at..)? {
            [b'"', ..] => return Some(at + 1),
            [b'\r' | b'\n', ..] => return None,
            // A line break behind it is met next and refused.
            [b'\\', b'"' | b'\\', ..] => 2,
            _ => 1,
        };
    }
}

/// The length of the block string that begins here. Its one escape is of the three quotes that would end it.
fn block_text(rest: &[u8]) -> Option<usize> {
    let mut at = 3;
    loop {
        at += match rest.get(at..)? {
            [b'"', b'"', b'"', ..] => return Some(at + 3),
            [b'\\', b'"', b'"', b'"', ..] => 4,
            _ => 1,
        };
    }
}
