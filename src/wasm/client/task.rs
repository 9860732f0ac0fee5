//! Calls under way: futures that JavaScript moves on, one step for each thing they wait for.
//!
//! A call waits for little, and `pkg-template/lib/wasm-module.js` knows for what: it is handed each promise and comes back with
//! what became of it. Listening to the promises from here, as wasm-bindgen-futures does, takes two closures for each, a turn
//! of the event loop for each wake-up, and 2 kB more of the module, compressed.

use std::{
    cell::RefCell,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, Waker},
};

use js_sys::Promise;
use wasm_bindgen::prelude::*;

type Task = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>;

enum Slot {
    Free,
    /// Under way on the stack: the caller's fetch may begin another call meanwhile.
    Moving,
    Waiting(Task),
}

#[derive(Default)]
enum Mail {
    #[default]
    Nothing,
    WaitsFor(Promise),
    Told(u32, JsValue),
}

thread_local! {
    static SLOTS: RefCell<Vec<Slot>> = const { RefCell::new(Vec::new()) };
    /// What the task being moved waits for, and then what it is told. Never held while JavaScript runs.
    static MAIL: RefCell<Mail> = const { RefCell::new(Mail::Nothing) };
}

/// Takes in a task; the number is for [`step`].
pub(super) fn begin(task: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> u32 {
    SLOTS.with_borrow_mut(|slots| {
        let waiting = Slot::Waiting(Box::pin(task));
        let free = slots.iter().position(|slot| matches!(slot, Slot::Free));
        let at = free.unwrap_or(slots.len());
        match slots.get_mut(at) {
            Some(slot) => *slot = waiting,
            None => slots.push(waiting),
        }
        u32::try_from(at).unwrap_or(u32::MAX)
    })
}

/// Moves a task on with what became of the promise that it waited for, see [`Ending`](super::host::Ending); anything the first
/// time. Gives the next promise to wait for, which never rejects, or the result, which is an array.
///
/// # Errors
/// Throws the description of an error, after which the task is gone.
#[wasm_bindgen]
pub fn step(task: u32, kind: u32, value: JsValue) -> Result<JsValue, JsValue> {
    let mut future = match replace(task, Slot::Moving) {
        Slot::Waiting(future) => future,
        other => {
            replace(task, other);
            return Err(JsValue::NULL);
        }
    };
    MAIL.set(Mail::Told(kind, value));
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => {
            replace(task, Slot::Free);
            result
        }
        Poll::Pending => {
            replace(task, Slot::Waiting(future));
            match MAIL.take() {
                Mail::WaitsFor(promise) => Ok(promise.into()),
                _ => Err(JsValue::NULL),
            }
        }
    }
}

fn replace(task: u32, by: Slot) -> Slot {
    SLOTS.with_borrow_mut(|slots| {
        let slot = usize::try_from(task).ok().and_then(|at| slots.get_mut(at));
        slot.map_or(Slot::Free, |slot| std::mem::replace(slot, by))
    })
}

/// What becomes of a promise that never rejects: its kind and its value.
pub(super) async fn settled(promise: Promise) -> (u32, JsValue) {
    let mut asked = Some(promise);
    poll_fn(|_| match asked.take() {
        Some(promise) => {
            MAIL.set(Mail::WaitsFor(promise));
            Poll::Pending
        }
        None => Poll::Ready(match MAIL.take() {
            Mail::Told(kind, value) => (kind, value),
            _ => (u32::MAX, JsValue::UNDEFINED),
        }),
    })
    .await
}
