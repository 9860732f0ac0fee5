//! The wasm modules of the package. Each holds what one part of the package needs, so that nobody loads the others' code.

use crate::project::LIBRARY;

/// One module: the crate compiled with one feature, which says what `src/wasm` exports.
pub(crate) struct Module {
    /// The feature of the crate, and what the module's files are named after.
    pub(crate) feature: &'static str,
}

/// To add one: its feature in Cargo.toml, a line here, and in the package's template a script like `lib/tokens-wasm.js`.
pub(crate) const MODULES: &[Module] = &[
    Module { feature: "tokens" },
    Module { feature: "graphql" },
    Module { feature: "provider" },
    Module { feature: "offline" },
];

impl Module {
    /// Where the package has the wasm. The first module has the name of the package: users hand it to `init()`.
    pub(crate) fn wasm(&self) -> String {
        match self.feature {
            "tokens" => format!("wasm/{LIBRARY}.wasm"),
            feature => format!("wasm/{feature}.wasm"),
        }
    }

    /// The JavaScript half.
    pub(crate) fn glue(&self) -> String {
        format!("wasm/{}-glue.js", self.feature)
    }

    /// The wasm as text.
    pub(crate) fn inline(&self) -> String {
        format!("wasm/{}-inline.js", self.feature)
    }

    /// The same for `require()`, which reads the file.
    pub(crate) fn inline_commonjs(&self) -> String {
        format!("wasm/{}-inline.cjs", self.feature)
    }
}
