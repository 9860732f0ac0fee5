//! Reads just enough of a wasm module to check it, its imports and its custom sections, and gives the imports short names.

use crate::Result;

/// What a module says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Module {
    /// Module and name of each import, in order.
    pub(crate) imports: Vec<(String, String)>,
    pub(crate) custom_sections: Vec<String>,
}

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;

/// Reads a module's sections.
pub(crate) fn read(bytes: &[u8]) -> Result<Module> {
    let body = bytes
        .strip_prefix(b"\0asm\x01\0\0\0")
        .ok_or("not a wasm module of version 1")?;
    let mut rest = Reader(body);
    let mut module = Module::default();
    while !rest.0.is_empty() {
        let kind = rest.byte()?;
        let length = rest.number()?;
        let mut section = Reader(rest.take(length)?);
        match kind {
            CUSTOM => module.custom_sections.push(section.name()?),
            IMPORT => module.imports = imports(&mut section)?,
            _ => {}
        }
    }
    Ok(module)
}

/// The module that imports are taken from once they have short names.
pub(crate) const IMPORTS: &str = "m";

/// The short name of the import at `index`: a to z, then ba, bb and so on.
pub(crate) fn short_name(index: usize) -> String {
    let letter = char::from(
        b"abcdefghijklmnopqrstuvwxyz"
            .get(index % 26)
            .copied()
            .unwrap_or_default(),
    );
    let before = if index < 26 {
        String::new()
    } else {
        short_name(index / 26)
    };
    before + &letter.to_string()
}

/// The same module with [`short_name`]s: the long ones, each with a hash, are a good part of what a download cannot compress.
pub(crate) fn with_short_imports(bytes: &[u8]) -> Result<Vec<u8>> {
    let (head, body) = bytes.split_at_checked(8).ok_or("the wasm module ends too early")?;
    let mut rest = Reader(body);
    let mut done = head.to_vec();
    while !rest.0.is_empty() {
        let kind = rest.byte()?;
        let length = rest.number()?;
        let section = rest.take(length)?;
        let renamed = if kind == IMPORT {
            renamed_imports(section)?
        } else {
            section.to_vec()
        };
        done.push(kind);
        write_number(&mut done, renamed.len());
        done.extend(renamed);
    }
    Ok(done)
}

fn renamed_imports(section: &[u8]) -> Result<Vec<u8>> {
    let mut section = Reader(section);
    let mut done = Vec::new();
    let count = section.number()?;
    write_number(&mut done, count);
    for index in 0..count {
        section.name()?;
        section.name()?;
        for name in [IMPORTS, &short_name(index)] {
            write_number(&mut done, name.len());
            done.extend(name.as_bytes());
        }
        done.push(section.byte()?);
        write_number(&mut done, section.number()?);
    }
    Ok(done)
}

fn write_number(to: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        to.extend(u8::try_from(value & 0x7f).map(|low| low | 0x80));
        value >>= 7;
    }
    to.extend(u8::try_from(value));
}

fn imports(section: &mut Reader<'_>) -> Result<Vec<(String, String)>> {
    let mut imports = Vec::new();
    for _ in 0..section.number()? {
        let (module, name) = (section.name()?, section.name()?);
        if section.byte()? != 0 {
            return Err(format!("the wasm imports {module} {name}, which is not a function"));
        }
        section.number()?;
        imports.push((module, name));
    }
    Ok(imports)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or("the wasm module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        self.take(1)?
            .first()
            .copied()
            .ok_or_else(|| "the wasm module ends too early".to_owned())
    }

    /// An unsigned LEB128 number of at most 32 bits.
    fn number(&mut self) -> Result<usize> {
        let mut value = 0_usize;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err("the wasm module holds a number that is too long".to_owned())
    }

    fn name(&mut self) -> Result<String> {
        let length = self.number()?;
        String::from_utf8(self.take(length)?.to_vec())
            .map_err(|_| "the wasm module holds an ill-formed name".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_custom_sections_are_listed() {
        let bytes = [
            &b"\0asm\x01\0\0\0"[..],
            &[0, 6, 4, b'n', b'a', b'm', b'e', 9],
            &[2, 9, 1, 2, b'.', b'/', 2, b'g', b'o', 0, 0x05],
        ]
        .concat();
        let module = read(&bytes);
        let expected = Module {
            imports: vec![("./".to_owned(), "go".to_owned())],
            custom_sections: vec!["name".to_owned()],
        };
        assert_eq!(module, Ok(expected));
    }

    #[test]
    fn imports_get_short_names() {
        let functions = 30;
        let mut section = vec![functions];
        for _ in 0..functions {
            section.extend([2, b'.', b'/', 2, b'g', b'o', 0, 0x05]);
        }
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        bytes.push(IMPORT);
        write_number(&mut bytes, section.len());
        bytes.extend(section);
        bytes.extend([10, 1, 0]);
        let short = with_short_imports(&bytes).unwrap_or_default();
        assert!(short.ends_with(&[10, 1, 0]));
        let imports = read(&short).map(|module| module.imports).unwrap_or_default();
        assert_eq!(imports.len(), usize::from(functions));
        for (index, name) in [(0, "a"), (25, "z"), (26, "ba"), (29, "bd")] {
            assert_eq!(imports.get(index), Some(&(IMPORTS.to_owned(), name.to_owned())));
        }
    }

    #[test]
    fn what_is_no_module_is_refused() {
        for bytes in [
            &b""[..],
            b"\0asm\x02\0\0\0",
            b"\0asm\x01\0\0\0\x02\x7f",
            b"\0asm\x01\0\0\0\x02\xff\xff\xff\xff\xff\x01",
        ] {
            assert!(read(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn an_import_that_is_no_function_is_refused() {
        let bytes = [&b"\0asm\x01\0\0\0"[..], &[2, 9, 1, 1, b'a', 1, b'm', 2, 0, 1, 0]].concat();
        assert!(read(&bytes).is_err_and(|message| message.contains("not a function")));
    }
}
