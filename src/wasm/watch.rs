//! Time: the client's clock, and waiting that a deadline or the caller can end.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    task::Poll,
};

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::host::{Host, Watch};
use crate::time::UnixMillis;

/// Why something was not waited for to its end.
pub(super) enum Interrupted {
    Aborted,
    TimeIsUp,
}

/// A deadline joined with the caller's signal, let go of when dropped.
pub(super) struct Watching {
    watch: Watch,
    future: std::cell::RefCell<JsFuture>,
}

impl Watching {
    pub(super) fn new(watch: Watch) -> Self {
        let future = std::cell::RefCell::new(JsFuture::from(watch.promise()));
        Self { watch, future }
    }

    /// The signal for what is waited for.
    pub(super) fn signal(&self) -> JsValue {
        self.watch.signal()
    }

    /// Ends what goes by the signal.
    pub(super) fn abort(&self) {
        self.watch.abort();
    }

    /// Waits for `work`, which wins over an interruption at the same moment: its result may be a token.
    pub(super) async fn until<T>(&self, work: impl Future<Output = T>) -> Result<T, Interrupted> {
        let mut work = pin!(work);
        poll_fn(|context| {
            if let Poll::Ready(result) = work.as_mut().poll(context) {
                return Poll::Ready(Ok(result));
            }
            let mut future = self.future.borrow_mut();
            Pin::new(&mut *future).poll(context).map(|aborted| {
                Err(if aborted.is_ok_and(|aborted| aborted.is_truthy()) {
                    Interrupted::Aborted
                } else {
                    Interrupted::TimeIsUp
                })
            })
        })
        .await
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.watch.cancel();
    }
}

/// The client's clock.
pub(super) fn now(host: &Host) -> UnixMillis {
    as_millis(host.now())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "casts from floats saturate, NaN is 0"
)]
pub(super) const fn as_millis(ms: f64) -> UnixMillis {
    UnixMillis(ms as u64)
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of a clock stay below 2^53")]
pub(super) const fn as_f64(ms: u64) -> f64 {
    ms as f64
}
