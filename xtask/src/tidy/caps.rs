//! Small files: a reader holds one in mind at a time.

use super::house::{Fault, House, SourceFile};

const CODE: &[&str] = &[".rs", ".js", ".mjs", ".cjs", ".ts", ".cts", ".mts"];
const CAP: usize = 400;

pub(crate) fn check(house: &House) -> Vec<Fault> {
    let code = house.files.iter().filter(|file| file.ends_with(CODE));
    code.filter_map(|file| {
        let (lines, cap) = (file.text.lines().count(), cap(file));
        (lines > cap).then(|| Fault::at(file, 0, format!("{lines} lines, at most {cap} are allowed")))
    })
    .collect()
}

fn cap(file: &SourceFile) -> usize {
    match file.path.as_str() {
        "src/lib.rs" => 120,
        path if path.starts_with("pkg-template/entry/") => 12,
        _ => CAP,
    }
}

#[cfg(test)]
mod tests {
    use super::super::house::assert_faults;
    use super::*;

    #[test]
    fn each_kind_of_file_has_its_cap() {
        let cases: &[(&str, usize)] = &[
            ("src/lib.rs", 120),
            ("pkg-template/entry/index.js", 12),
            ("src/http.rs", 400),
            ("tests/js/a.mjs", 400),
        ];
        for (path, cap) in cases {
            assert_faults(check, &[(path, &"x\n".repeat(*cap))], &[]);
            assert_faults(check, &[(path, &"x\n".repeat(cap + 1))], &[&format!("{path}:0")]);
        }
        assert_faults(check, &[("tests/fixtures/a.json", &"x\n".repeat(401))], &[]);
    }
}
