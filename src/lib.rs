//! Creates BigCommerce API tokens and looks after them.
//!
//! This crate makes every decision and does no I/O: an operation builds a [`http::Request`] and reads a [`http::Response`],
//! and whoever calls it sends the one and fetches the other. The npm package `bigcommerce-tokens` is this crate compiled to
//! WebAssembly behind the `fetch` of a server runtime.
//!
//! ```text
//! types (valid values) -> storefront | b2b | graphql (request, response) | lifecycle (retry)
//!     for JavaScript only -> input (arguments) -> wasm (fetch)
//! ```
//!
//! Start at [`storefront::CreatePrivateToken`] or [`b2b::CreateServerToServerToken`]; `examples/native.rs` sends both. Beside them
//! stand [`graphql`], which uses a token, [`inspect`] and [`scopes`], which look at tokens and documents without a network, and in
//! [`lifecycle`] what keeps one token fresh.

mod answer;
pub mod b2b;
mod base64;
pub mod error;
pub mod graphql;
pub mod http;
#[cfg(any(test, target_arch = "wasm32"))]
mod input;
pub mod inspect;
mod json;
pub mod lifecycle;
pub mod migration;
pub mod operation;
pub mod runtime;
pub mod scopes;
pub mod secret;
pub mod storefront;
mod text;
pub mod time;
pub mod types;

#[cfg(target_arch = "wasm32")]
mod wasm;
