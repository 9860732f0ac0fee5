//! Arrows between the folders of the package: bin -> entry -> lib -> wasm glue, and the sandbox uses nothing of ours.

use super::house::{Fault, House, SourceFile};

/// Folder of the package, the folders it may import from, and whether Node's own modules may be named.
const FOLDERS: &[(&str, &[&str], bool)] = &[
    (
        "entry",
        &["entry", "lib", "wasm", "stores", "adapters", "sandbox"],
        false,
    ),
    ("lib", &["lib", "wasm", "vendor"], false),
    // What require() of Node reads the wasm with; the rest of the folder is generated.
    ("wasm", &["wasm"], true),
    ("stores", &["stores"], false),
    // Of lib, the classes of errors alone: an adapter is given the provider it uses.
    ("adapters", &["adapters", "lib"], false),
    ("sandbox", &["sandbox"], true),
    // A program like any other: it uses what the package exports, through the same entries.
    ("bin", &["bin", "entry"], true),
];

const TEMPLATE: &str = "pkg-template/";

pub(crate) fn check(house: &House) -> Vec<Fault> {
    house
        .below(TEMPLATE, &[".js", ".mjs", ".cjs"])
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &SourceFile) -> Vec<Fault> {
    let inner = file.path.strip_prefix(TEMPLATE).unwrap_or(&file.path);
    let own = inner.split('/').next().unwrap_or_default();
    let Some((_, allowed, node)) = FOLDERS.iter().find(|(folder, ..)| *folder == own) else {
        return vec![Fault::at(
            file,
            0,
            format!("{own} has no place yet: name it in xtask/src/tidy/script_layers.rs"),
        )];
    };
    let judge = |target: &str| {
        if target.starts_with("node:") {
            return (!node).then(|| format!("{own} imports {target}: it must run in every runtime"));
        }
        if !target.starts_with('.') {
            // The refusing module names its own package on purpose: that import is what fails a client build.
            let refusal = own == "entry" && target.starts_with("bigcommerce-tokens/");
            return (!refusal).then(|| format!("{own} imports {target}: the package has no dependencies"));
        }
        // A type, named in a comment, is no dependency.
        let below = target.ends_with(".d.ts") || allowed.contains(&folder_of(inner, target).as_str());
        (!below).then(|| format!("{own} imports {target}, which is not below it"))
    };
    let mut faults = Vec::new();
    for (line, text) in file.lines() {
        faults.extend(
            imports(text)
                .into_iter()
                .filter_map(judge)
                .map(|message| Fault::at(file, line, message)),
        );
    }
    faults
}

/// What a line imports, statically or not.
fn imports(line: &str) -> Vec<&str> {
    let trimmed = line.trim_start();
    if trimmed.starts_with("//") || trimmed.starts_with('*') || trimmed.starts_with("/*") {
        return Vec::new();
    }
    let starts = [" from \"", "} from \"", "import \"", "import(\""];
    let mut found: Vec<&str> = Vec::new();
    for start in starts {
        for (at, _) in line.match_indices(start) {
            let rest = line.get(at + start.len()..).unwrap_or_default();
            let is_new = |target: &&str| !found.iter().any(|known| std::ptr::eq(*known, *target));
            if let Some(target) = rest.split('"').next().filter(is_new) {
                found.push(target);
            }
        }
    }
    found
}

/// The package's folder that a relative import leads to; the file's own name when it stays at the root.
fn folder_of(file: &str, target: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.first().copied().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn imports_stay_in_their_place() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("entry/index.js", "export * from \"../lib/client.js\";", &[]),
            ("entry/refuse.js", "import \"bigcommerce-tokens/server-only\";", &[]),
            ("entry/index.js", "import fs from \"node:fs\";", &["entry/index.js:1"]),
            (
                "lib/client.js",
                "import { a } from \"./errors.js\";\nimport { b } from \"../wasm/glue.js\";",
                &[],
            ),
            (
                "lib/client.js",
                "import { a } from \"../entry/index.js\";",
                &["lib/client.js:1"],
            ),
            (
                "lib/client.js",
                "const { a } = await import(\"zod\");",
                &["lib/client.js:1"],
            ),
            ("lib/client.js", "// import { a } from \"zod\";", &[]),
            (
                "sandbox/index.js",
                "/** @type {import(\"../types/a.d.ts\").A} */ (made);\nx = /** @type {import(\"../types/a.d.ts\").A} */ (y);",
                &[],
            ),
            ("sandbox/listen.js", "const http = await import(\"node:http\");", &[]),
            (
                "sandbox/listen.js",
                "import { a } from \"../lib/errors.js\";",
                &["sandbox/listen.js:1"],
            ),
            (
                "stores/memory.js",
                "import { a } from '../lib/x.js';\nimport { b } from \"../sandbox/clock.js\";",
                &["stores/memory.js:2"],
            ),
            (
                "bin/client.js",
                "import fs from \"node:fs\";\nconst { a } = await import(\"../entry/index.js\");\nimport { b } from \"../lib/errors.js\";",
                &["bin/client.js:3"],
            ),
            ("extra/a.js", "", &["extra/a.js:0"]),
        ];
        for (path, text, expected) in cases {
            let expected: Vec<String> = expected.iter().map(|place| format!("{TEMPLATE}{place}")).collect();
            let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
            assert_faults(check, &[(&format!("{TEMPLATE}{path}"), text)], &expected);
        }
    }
}
