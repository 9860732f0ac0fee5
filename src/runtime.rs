//! Tells a server runtime from a browser, from marks alone.
//!
//! The marks are collected by `facts.js` of the npm package, the only place that looks at globals; this module is the
//! verdict. It is pure, so every environment ever observed is a row of a test.
//!
//! Two rules hold for every set of marks: one browser mark refuses, whatever else is there; and where nothing proved a
//! server, the answer is no. `assume_server` lifts that second refusal and never the first.

/// A set of marks that a host showed about itself.
///
/// ```
/// use bigcommerce_tokens::runtime::{Runtime, RuntimeFacts, judge};
///
/// let facts = RuntimeFacts::ENGINE_TYPES.union(RuntimeFacts::NODE_VERSION);
/// assert_eq!(judge(facts, false), Ok(Runtime::Node));
/// assert!(judge(facts.union(RuntimeFacts::NATIVE_DOM), true).is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RuntimeFacts(u32);

/// Names each bit once: as a constant of [`RuntimeFacts`], in [`RuntimeFacts::MARKS`] for the check against `facts.js`, and,
/// if it is a browser's, in [`RuntimeFacts::BROWSER_MARKS`] with what it refuses the host as, and why.
macro_rules! marks {
    (
        browser { $($(#[$browser_doc:meta])* $browser:ident = $browser_bit:literal, $name:literal, $reason:literal;)* }
        server { $($(#[$server_doc:meta])* $server:ident = $server_bit:literal;)* }
    ) => {
        impl RuntimeFacts {
            $($(#[$browser_doc])* pub const $browser: Self = Self(1 << $browser_bit);)*
            $($(#[$server_doc])* pub const $server: Self = Self(1 << $server_bit);)*

            /// Every mark with its name.
            pub const MARKS: &[(&str, Self)] =
                &[$((stringify!($browser), Self::$browser),)* $((stringify!($server), Self::$server),)*];

            const NAMED: u32 = 0 $(| 1 << $browser_bit)* $(| 1 << $server_bit)*;

            /// The marks that refuse a host, the more telling ones first: an Electron renderer also has a document.
            pub const BROWSER_MARKS: &[(Self, RefusedHost)] =
                &[$((Self::$browser, RefusedHost { name: $name, reason: $reason }),)*];
        }
    };
}

marks! {
    browser {
        /// `process.type` is that of an Electron process which runs a page's code.
        ELECTRON_RENDERER = 0, "electron-renderer", "process.type is that of an Electron renderer or worker";
        /// NW.js, which gives a page the whole of Node.js.
        NW_JS = 1, "nw.js", "process.versions.nw exists";
        /// Node.js inside a browser.
        WEB_CONTAINER = 2, "webcontainer", "process.versions.webcontainer exists";
        /// React Native, whatever its engine.
        REACT_NATIVE = 3, "react-native", "navigator.product or a global bridge is React Native's";
        /// React Native's own engine.
        HERMES = 4, "react-native", "HermesInternal exists";
        /// A browser extension, also where its scripts do not have a window of their own.
        EXTENSION = 5, "browser-extension", "chrome.runtime.id or browser.runtime.id exists";
        /// An accessor that no code can remove. jsdom's windows have one written in JavaScript.
        UNFORGEABLE_WINDOW = 6, "browser", "document is an accessor made by the engine";
        /// jsdom's and happy-dom's constructors are JavaScript.
        NATIVE_DOM = 7, "browser", "Document or HTMLElement is made by the engine";
        /// An audio, paint or layout worklet.
        NATIVE_WORKLET_SCOPE = 8, "browser", "WorkletGlobalScope is made by the engine";
        /// Every kind of worker. Deno's constructor is JavaScript, and workerd has none.
        NATIVE_WORKER_SCOPE = 9, "browser", "WorkerNavigator is made by the engine";
        /// Web IDL asks it of pages, workers and worklets. No code can undo it, and no server runtime does it.
        IMMUTABLE_GLOBAL = 10, "browser", "the prototype of the global object is immutable";
        /// Only names, so it is looked for only where no server runtime gave proof of itself.
        BROWSER_SHAPE = 11, "browser", "it looks like a browser, and no server runtime gave proof of itself";
        /// No server runtime was ever seen to cause it.
        UNREADABLE = 12, "unknown", "the globals of this host could not be read";
    }
    server {
        /// `util.types` told an arguments object and a proxy from their copies, which only an engine can.
        ENGINE_TYPES = 16;
        /// `process.reallyExit` is made by the engine: Node.js before 20.16, which has no `process.getBuiltinModule`.
        NATIVE_PROCESS = 17;
        /// `process.versions.node` exists. Says which runtime, proves nothing.
        NODE_VERSION = 18;
        /// `process.versions.bun` exists. Says which runtime, proves nothing.
        BUN_VERSION = 19;
        /// `Deno.inspect` told an arguments object and a proxy from their copies.
        DENO_INSPECT = 20;
        /// `WebSocketPair` and `WebSocket.prototype.accept` are made by the engine.
        NATIVE_WORKERD = 21;
        /// `EdgeRuntime` is a string: all that Vercel's runtime offers, and enough only because no browser mark exists.
        EDGE_RUNTIME = 22;
    }
}

impl RuntimeFacts {
    /// Takes the set as `facts.js` hands it over. Unknown bits are kept, and refused by [`judge`].
    pub const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The set as a number.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Whether every mark of `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The marks of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A server runtime, named by its `WinterTC` key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Runtime {
    /// Node.js, and the main process of Electron.
    Node,
    /// Deno.
    Deno,
    /// Bun.
    Bun,
    /// Cloudflare Workers' runtime, also in a Durable Object.
    Workerd,
    /// Vercel's Edge runtime.
    EdgeLight,
    /// A runtime that proved nothing and that the caller vouches for.
    OtherServer,
}

impl Runtime {
    /// The runtime's key: `node`, `deno`, `bun`, `workerd`, `edge-light`, or `unknown`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Deno => "deno",
            Self::Bun => "bun",
            Self::Workerd => "workerd",
            Self::EdgeLight => "edge-light",
            Self::OtherServer => "unknown",
        }
    }

    /// What speaks for it, in words; that no browser mark was found goes without saying.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Node | Self::Bun => "process gave proof that only an engine can give",
            Self::Deno => "Deno.inspect gave proof that only an engine can give",
            Self::Workerd => "WebSocketPair is made by the engine",
            Self::EdgeLight => "EdgeRuntime is set, and no mark of a browser was found",
            Self::OtherServer => "the caller vouches for it, and no mark of a browser was found",
        }
    }
}

/// Why a host is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RefusedHost {
    /// What the host was taken for: `browser`, `browser-extension`, `electron-renderer`, `nw.js`, `webcontainer`,
    /// `react-native`, or `unknown`.
    pub name: &'static str,
    /// The mark that refused it, in words.
    pub reason: &'static str,
}

impl RefusedHost {
    /// For people: what is refused, and why.
    pub fn message(&self) -> String {
        let why = [
            "bigcommerce-tokens does not run here (",
            self.reason,
            "): it handles secrets and belongs on a server",
        ];
        crate::text::concat(&why)
    }

    /// Nothing was found against the host and nothing in its favour: the one refusal that the caller's word lifts.
    pub const UNPROVEN: Self = Self {
        name: "unknown",
        reason: "no server runtime gave proof of itself",
    };

    /// A bit without a name is set.
    const OTHER_VERSION: Self = Self {
        name: "unknown",
        reason: "the marks were collected by another version of this package",
    };
}

/// Judges whether secrets may be handled on the host that showed `facts`.
///
/// `assume_server` is the caller's word that an unproven host is a server. It counts only where no browser mark was found.
///
/// # Errors
/// A [`RefusedHost`] if a browser mark was found, if a bit has no name, or if nothing proved a server and nobody vouches for it.
pub fn judge(facts: RuntimeFacts, assume_server: bool) -> Result<Runtime, RefusedHost> {
    let browser = RuntimeFacts::BROWSER_MARKS.iter();
    if let Some((_, refusal)) = browser.copied().find(|(mark, _)| facts.contains(*mark)) {
        return Err(refusal);
    }
    if facts.0 & !RuntimeFacts::NAMED != 0 {
        return Err(RefusedHost::OTHER_VERSION);
    }
    match proven(facts) {
        Some(runtime) => Ok(runtime),
        None if assume_server => Ok(Runtime::OtherServer),
        None => Err(RefusedHost::UNPROVEN),
    }
}

fn proven(facts: RuntimeFacts) -> Option<Runtime> {
    let has = |mark| facts.contains(mark);
    let process = has(RuntimeFacts::ENGINE_TYPES) || has(RuntimeFacts::NATIVE_PROCESS);
    if has(RuntimeFacts::NATIVE_WORKERD) {
        Some(Runtime::Workerd)
    } else if has(RuntimeFacts::DENO_INSPECT) {
        Some(Runtime::Deno)
    } else if process && has(RuntimeFacts::BUN_VERSION) {
        Some(Runtime::Bun)
    } else if process && has(RuntimeFacts::NODE_VERSION) {
        Some(Runtime::Node)
    } else if has(RuntimeFacts::EDGE_RUNTIME) {
        Some(Runtime::EdgeLight)
    } else {
        None
    }
}

/// The answer of `detectRuntime()`, in the words of the public contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Detection {
    /// A runtime's key, `browser` for every kind of refused host that was recognised, or `unknown`.
    pub name: &'static str,
    /// Whether [`judge`] accepts the host without anybody's word.
    pub server: bool,
    /// What the answer rests on, in words.
    pub reason: &'static str,
}

/// Says what the host that showed `facts` is, with nobody vouching for it.
pub fn detect(facts: RuntimeFacts) -> Detection {
    let (name, server, reason) = match judge(facts, false) {
        Ok(runtime) => (runtime.name(), true, runtime.reason()),
        Err(refusal) if refusal.name == "unknown" => ("unknown", false, refusal.reason),
        Err(refusal) => ("browser", false, refusal.reason),
    };
    Detection { name, server, reason }
}
