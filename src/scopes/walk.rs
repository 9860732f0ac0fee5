//! From an outline to scopes: every field on every path, without recursion, each fragment once.

use super::{
    Certainty, Reason, RequiredScopes,
    outline::{Definition, Kind, Outline, Selection},
    table::{self, CLOSED, Need},
};
use crate::{
    text::{concat, join},
    types::Scope,
};

/// How many reasons and how many unknown fields are listed. The scopes themselves are always complete.
const MAX_LISTED: usize = 500;
/// A longer path is shown by its ends. BigCommerce answers nothing below 16 levels.
const MAX_STEPS: usize = 32;

/// A longer name is cut: no schema has one.
const MAX_NAME: usize = 100;

/// How surely each scope was asked for.
#[derive(Clone, Copy, Default)]
struct Granted {
    unauthenticated: Option<Certainty>,
    customer: Option<Certainty>,
    b2b: Option<Certainty>,
}

impl Granted {
    fn of(&mut self, scope: Scope) -> &mut Option<Certainty> {
        match scope {
            Scope::Unauthenticated => &mut self.unauthenticated,
            Scope::Customer => &mut self.customer,
            Scope::B2B => &mut self.b2b,
        }
    }

    /// Whether that is news.
    fn raise(&mut self, scope: Scope, certainty: Certainty) -> bool {
        let granted = self.of(scope);
        let news = *granted < Some(certainty);
        if news {
            *granted = Some(certainty);
        }
        news
    }
}

/// Selections that are being looked at.
#[derive(Clone, Copy)]
struct Frame<'a> {
    next: usize,
    end: usize,
    /// The type they are on; empty where the table does not lead.
    on: &'a str,
    path: Path,
    /// What the fields above have asked for already.
    granted: Granted,
}

/// An index into [`Walk::steps`]; `None` at the top.
type Path = Option<usize>;

struct Step<'a> {
    above: Path,
    name: &'a str,
}

pub(super) struct Walk<'a, 'o> {
    outline: &'o Outline<'a>,
    /// Indexes of definitions, by name.
    fragments: Vec<usize>,
    /// Whether a definition was looked into: its selections ask for the same wherever it is spread.
    seen: Vec<bool>,
    steps: Vec<Step<'a>>,
    frames: Vec<Frame<'a>>,
    total: Granted,
    because: Vec<Reason>,
    unknown_fields: Vec<String>,
}

impl<'a, 'o> Walk<'a, 'o> {
    pub(super) fn new(outline: &'o Outline<'a>) -> Self {
        let mut walk = Self {
            outline,
            fragments: Vec::new(),
            seen: vec![false; outline.definitions.len()],
            steps: Vec::new(),
            frames: Vec::new(),
            total: Granted::default(),
            because: Vec::new(),
            unknown_fields: Vec::new(),
        };
        // One by one: a library's sort would weigh more than this file. The first of two with one name counts.
        for (index, definition) in outline.definitions.iter().enumerate() {
            if definition.is_fragment && walk.fragment(definition.name).is_none() {
                let at = walk.place(definition.name);
                walk.fragments.insert(at, index);
            }
        }
        walk
    }

    pub(super) fn operation(&mut self, definition: &Definition<'a>) {
        self.enter(
            definition.start,
            definition.end,
            definition.on,
            None,
            Granted::default(),
        );
        self.run();
    }

    /// Every fragment by itself: its paths begin at its type.
    pub(super) fn fragments(&mut self) {
        for definition in self.outline.definitions.iter().filter(|each| each.is_fragment) {
            let Definition {
                name, on, start, end, ..
            } = *definition;
            if !self.first_look(name) {
                continue;
            }
            let is_root = matches!(on, "Query" | "Mutation" | "Subscription");
            let path = if is_root { None } else { Some(self.step(None, on)) };
            if !table::knows_type(on) {
                self.report_unknown(path, "");
            }
            let granted = self.ask(table::need_of_type(on), path, Granted::default());
            self.enter(start, end, on, path, granted);
            self.run();
        }
    }

    pub(super) fn finish(mut self) -> RequiredScopes {
        let mut asked = Scope::ALL.to_vec();
        asked.retain(|scope| self.total.of(*scope).is_some());
        RequiredScopes {
            scopes: asked,
            because: self.because,
            unknown_fields: self.unknown_fields,
        }
    }

    fn run(&mut self) {
        while let Some(frame) = self.frames.last_mut() {
            let at = frame.next;
            let Some(selection) = self.outline.selections.get(at).copied().filter(|_| at < frame.end) else {
                self.frames.pop();
                continue;
            };
            frame.next = selection.end;
            let frame = *frame;
            match selection.kind {
                Kind::Field(name) => self.field(name, at, selection, &frame),
                Kind::Inline(on) => {
                    let (on, granted) = self.condition(on.unwrap_or(frame.on), &frame);
                    self.enter(at + 1, selection.end, on, frame.path, granted);
                }
                Kind::Spread(name) => self.spread(name, &frame),
            }
        }
    }

    fn field(&mut self, name: &'a str, at: usize, selection: Selection<'a>, frame: &Frame<'a>) {
        // Introspection asks for nothing.
        if name.starts_with("__") {
            return;
        }
        let has_selections = selection.end > at + 1;
        let row = table::field_of(frame.on, name);
        let by_name = if has_selections {
            table::type_by_name(name)
        } else {
            None
        };
        let gives = row.map_or(by_name.unwrap_or_default(), |row| row.gives);
        let needs = [row.and_then(|row| row.need), table::need_of_type(gives)];
        let is_unknown = (row.is_none() && CLOSED.contains(&frame.on))
            || (gives == "Node" && !self.names_a_type(at + 1, selection.end));
        if !has_selections && !is_unknown && needs == [None, None] {
            return;
        }
        let path = Some(self.step(frame.path, name));
        if is_unknown {
            self.report_unknown(path, "");
        }
        let granted = needs
            .into_iter()
            .fold(frame.granted, |granted, need| self.ask(need, path, granted));
        self.enter(at + 1, selection.end, gives, path, granted);
    }

    /// Whether selections say of which types they are: without that, an interface does not tell its scope.
    fn names_a_type(&self, mut at: usize, end: usize) -> bool {
        while let Some(selection) = self.outline.selections.get(at).filter(|_| at < end) {
            match selection.kind {
                Kind::Field(_) => at = selection.end,
                // What it holds comes next.
                Kind::Inline(None | Some("Node")) => at += 1,
                Kind::Inline(_) | Kind::Spread(_) => return true,
            }
        }
        false
    }

    /// The type below a type condition, and what it asks for.
    fn condition(&mut self, on: &'a str, frame: &Frame<'a>) -> (&'a str, Granted) {
        let granted = self.ask(table::need_of_type(on), frame.path, frame.granted);
        if table::knows_type(on) {
            return (on, granted);
        }
        if frame.on == "Node" {
            self.report_unknown(frame.path, &concat(&["...on ", on]));
        }
        ("", granted)
    }

    fn spread(&mut self, name: &'a str, frame: &Frame<'a>) {
        let Some(Definition { on, start, end, .. }) = self.fragment(name) else {
            self.report_unknown(frame.path, &concat(&["...", name]));
            return;
        };
        let (on, granted) = self.condition(on, frame);
        if self.first_look(name) {
            self.enter(start, end, on, frame.path, granted);
        }
    }

    /// Where a fragment of this name stands among the fragments, or would stand.
    fn place(&self, name: &str) -> usize {
        let definitions = &self.outline.definitions;
        self.fragments
            .partition_point(|index| definitions.get(*index).is_some_and(|each| each.name < name))
    }

    fn fragment(&self, name: &str) -> Option<Definition<'a>> {
        let index = *self.fragments.get(self.place(name))?;
        self.outline
            .definitions
            .get(index)
            .filter(|each| each.name == name)
            .copied()
    }

    fn first_look(&mut self, name: &str) -> bool {
        let index = self.fragments.get(self.place(name)).copied();
        let seen = index.and_then(|index| self.seen.get_mut(index));
        seen.is_some_and(|seen| !std::mem::replace(seen, true))
    }

    fn enter(&mut self, next: usize, end: usize, on: &'a str, path: Path, granted: Granted) {
        if next < end {
            self.frames.push(Frame {
                next,
                end,
                on,
                path,
                granted,
            });
        }
    }

    /// Notes a need, unless a field above asked for the same with the same certainty.
    fn ask(&mut self, need: Option<Need>, path: Path, mut granted: Granted) -> Granted {
        let Some(Need { scope, certainty, why }) = need else {
            return granted;
        };
        self.total.raise(scope, certainty);
        if granted.raise(scope, certainty) && self.because.len() < MAX_LISTED {
            let path = self.show(path);
            self.because.push(Reason {
                path,
                scope,
                certainty,
                why,
            });
        }
        granted
    }

    fn report_unknown(&mut self, path: Path, what: &str) {
        if self.unknown_fields.len() < MAX_LISTED {
            let path = self.show(path) + what;
            if !self.unknown_fields.contains(&path) {
                self.unknown_fields.push(path);
            }
        }
    }

    fn step(&mut self, above: Path, name: &'a str) -> usize {
        self.steps.push(Step { above, name });
        self.steps.len() - 1
    }

    /// Names with dots between; the middle of a very long path is left out.
    fn show(&self, path: Path) -> String {
        let mut at = path;
        let mut names = Vec::new();
        while let Some(step) = at.and_then(|at| self.steps.get(at)) {
            names.push(step.name.get(..MAX_NAME).unwrap_or(step.name));
            at = step.above;
        }
        names.reverse();
        match (
            names.get(..MAX_STEPS / 2),
            names.get(names.len().saturating_sub(MAX_STEPS / 2)..),
        ) {
            (Some(first), Some(last)) if names.len() > MAX_STEPS => join(&[first, &["…"], last].concat(), "."),
            _ => join(&names, "."),
        }
    }
}
