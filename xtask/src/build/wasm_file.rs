//! Reads just enough of a wasm module to check it: its imports and its custom sections.

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
