//! `cargo xtask demo`.

use crate::Result;

pub(crate) fn run(_arguments: &[&str]) -> Result<()> {
    Err("not written yet".to_owned())
}
