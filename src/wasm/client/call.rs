//! The options of one call, joined with the client's.

use wasm_bindgen::prelude::*;

use super::settings::Settings;
use crate::{
    input::{GivenOptions, Issues, call_options},
    json::Json,
    lifecycle::Limits,
    types::ExtraHeader,
};

const TOTAL_TIMEOUT_MS: u32 = 15_000;
const MAX_RETRIES: u32 = 2;
const MAX_RETRY_AFTER_MS: u32 = 60_000;

/// What one call is run with.
pub(super) struct CallOptions {
    pub(super) signal: JsValue,
    pub(super) attempt_timeout_ms: u32,
    pub(super) limits: Limits,
    pub(super) headers: Vec<ExtraHeader>,
}

impl CallOptions {
    /// Reads `options` over the client's settings; faults go to `issues`.
    pub(super) fn read(
        client: &Settings,
        options: Option<Json>,
        signal: JsValue,
        own_options: &[&'static str],
        default_timeout_ms: u32,
        issues: &mut Issues,
    ) -> Self {
        let given = options.map_or_else(GivenOptions::default, |options| {
            call_options(options, own_options, issues)
        });
        let timeout = given.timeout_ms.or_else(|| client.timeout_ms());
        let attempt_timeout_ms = timeout.unwrap_or(default_timeout_ms);
        // Who allows an attempt more time than all attempts have by default means that attempt to be possible.
        let total = given
            .total_timeout_ms
            .or_else(|| client.total_timeout_ms())
            .unwrap_or_else(|| TOTAL_TIMEOUT_MS.max(attempt_timeout_ms));
        let max_retries = given.max_retries.or_else(|| client.max_retries());
        Self {
            signal,
            attempt_timeout_ms,
            limits: Limits {
                max_retries: max_retries.unwrap_or(MAX_RETRIES),
                max_retry_after_ms: client.max_retry_after_ms().unwrap_or(MAX_RETRY_AFTER_MS).into(),
                total_timeout_ms: total.into(),
            },
            headers: given.headers,
        }
    }
}
