//! One call: attempts, waits and deadlines around the caller's fetch.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::{
    attempt::{self, AttemptEnd, BodyLimits},
    call::CallOptions,
    error::{CallError, Context, Phase},
    events,
    foreign::peek,
    host::{Ending, Host, as_millis, now},
    plain::as_f64,
    response_head::ResponseHead,
    runtime::admit,
};
use crate::{
    error::{Error, Outcome},
    http::{Request, Response},
    input::{self, unpack},
    json::ObjectWriter,
    lifecycle::{Decision, Progress, RetryBudget, Stop, decide},
    operation::{AccessTokenUse, Account, Repeat},
    text::concat,
    time::UnixMillis,
    types::{AccessToken, Endpoint, StoreHash},
};

/// An operation whose result is told already, so that this file is compiled once and not per operation.
pub(super) trait Exchange {
    fn repeat(&self) -> Repeat;
    fn body_limits(&self) -> BodyLimits;
    fn request(&self, account: &Account<'_>) -> Request;
    fn read(&self, sent: &Request, response: &Response) -> Result<Reply, Error>;
}

/// What is told of an answer.
pub(super) struct Reply {
    pub(super) told: ObjectWriter,
    pub(super) document: JsValue,
}

/// What an attempt leaves that has no result.
struct Failed {
    error: CallError,
    /// How it ended, if another attempt may help.
    stop: Option<Stop>,
    answer: Option<Box<ResponseHead>>,
}

/// What is to be done, and how far it has come.
pub(super) struct Call {
    pub(super) host: Host,
    pub(super) operation: Box<dyn Exchange>,
    pub(super) endpoint: Endpoint,
    pub(super) store_hash: StoreHash,
    pub(super) user_agent: String,
    pub(super) access_token_use: AccessTokenUse,
    pub(super) options: CallOptions,
    pub(super) context: Context,
    pub(super) started: UnixMillis,
}

impl Call {
    /// Runs the call to `[told, headers, document]`, or to the description of its error. What is told is JSON:
    /// `{result, status, requestId, attempts}`.
    pub(super) async fn run(mut self) -> Result<JsValue, JsValue> {
        let result = self.exchange().await;
        result.map_err(|error| {
            self.context.elapsed_ms = self.elapsed_ms();
            events::failure(&self.host, &error, &self.context);
            error.describe(&self.context)
        })
    }

    async fn exchange(&mut self) -> Result<JsValue, CallError> {
        self.check_signal()?;
        let access_token = self.access_token().await?;
        let request = self.request(access_token.as_ref());
        // A callback may have taken its time.
        if self.elapsed_ms() > self.options.limits.last_start_ms() {
            return Err(CallError::TimedOut {
                phase: Phase::Total,
                outcome: Outcome::NotSent,
            });
        }
        let mut ambiguous = 0;
        loop {
            self.check_place()?;
            self.check_signal()?;
            match self.attempt(&request).await {
                Ok((reply, answer)) => return Ok(self.succeed(reply, &answer)),
                Err(failed) => {
                    let after_ms = self.judge(failed, &mut ambiguous)?;
                    self.pause(after_ms).await?;
                }
            }
        }
    }

    /// The request of every attempt.
    fn request(&self, access_token: Option<&AccessToken>) -> Request {
        let mut request = self.operation.request(&Account {
            endpoint: &self.endpoint,
            store_hash: &self.store_hash,
            access_token,
        });
        request.add_header("User-Agent", &self.user_agent);
        for header in &self.options.headers {
            request.add_header(header.name().to_owned(), header.value());
        }
        request
    }

    /// The third layer of the guard: nothing is sent from where it does not belong, whoever calls.
    fn check_place(&self) -> Result<(), CallError> {
        admit(self.host.facts(), self.host.assume_server())?;
        if self.host.polluted() {
            return Err(CallError::Polluted);
        }
        if !self.host.can_fetch() {
            let message = "fetch: expected a function, got none; this runtime has no fetch of its own".into();
            return Err(CallError::Config {
                option: "fetch".into(),
                message,
                cause: None,
            });
        }
        Ok(())
    }

    /// One attempt: its result, or why there is none.
    async fn attempt(&mut self, request: &Request) -> Result<(Reply, Box<ResponseHead>), Failed> {
        let remaining_ms = self.options.limits.total_timeout_ms.saturating_sub(self.elapsed_ms());
        let attempt_ms = u64::from(self.options.attempt_timeout_ms);
        let phase = if attempt_ms <= remaining_ms {
            Phase::Attempt
        } else {
            Phase::Total
        };
        self.context.attempts += 1;
        events::request(&self.host, &self.context, request);
        // A listener may have been the one to give up.
        if let Err(error) = self.check_signal() {
            self.context.attempts -= 1;
            return Err(Failed {
                error,
                stop: None,
                answer: None,
            });
        }
        let ended = attempt::run(
            &self.host,
            request,
            self.operation.body_limits(),
            attempt_ms.min(remaining_ms).max(1),
            &self.options.signal,
            self.operation.repeat() != Repeat::Freely,
        )
        .await;
        let (error, stop) = match ended {
            AttemptEnd::Answered(response, answer) => return self.read(request, &response, answer),
            AttemptEnd::TooLarge(answer) => {
                let error = Error::protocol(
                    "$",
                    "expected a body within the limit of this operation, got a larger one",
                );
                return Err(Failed {
                    error: CallError::Answer(error),
                    stop: None,
                    answer: Some(answer),
                });
            }
            AttemptEnd::Failed(failure) => (CallError::Connection(failure), Some(Stop::Failure(failure))),
            AttemptEnd::TimedOut => {
                let outcome = Outcome::Unknown;
                (CallError::TimedOut { phase, outcome }, Some(Stop::TimedOut))
            }
            AttemptEnd::Misused(what) => (CallError::Misuse(what), None),
            AttemptEnd::Aborted => (self.aborted(Outcome::Unknown), None),
        };
        Err(Failed {
            error,
            stop,
            answer: None,
        })
    }

    fn read(
        &self,
        request: &Request,
        response: &Response,
        mut answer: Box<ResponseHead>,
    ) -> Result<(Reply, Box<ResponseHead>), Failed> {
        match self.operation.read(request, response) {
            Ok(reply) => Ok((reply, answer)),
            Err(error) => {
                answer.read_refusal(&self.host);
                let stop = if let Error::Api(refusal) = &error {
                    Some(Stop::Status(refusal.status))
                } else {
                    None
                };
                Err(Failed {
                    error: CallError::Answer(error),
                    stop,
                    answer: Some(answer),
                })
            }
        }
    }

    fn succeed(&self, Reply { mut told, document }: Reply, answer: &ResponseHead) -> JsValue {
        // A full one has nothing to earn.
        if self.host.budget_credits() < RetryBudget::FULL {
            self.settle_budget(RetryBudget::earn);
        }
        events::response(&self.host, &self.context, self.started, answer);
        told.number("status", answer.status.into());
        if let Some(id) = &answer.request_id {
            told.text("requestId", id);
        }
        told.number("attempts", self.context.attempts.into());
        let told = Zeroizing::new(told.end());
        Array::of3(&JsValue::from_str(&told), &answer.headers(), &document).into()
    }

    /// How long to wait for another attempt; the error where there is to be none. `ambiguous` counts the attempts of which nobody
    /// knows whether the server acted.
    fn judge(&mut self, failed: Failed, ambiguous: &mut u32) -> Result<u64, CallError> {
        let Failed { error, stop, answer } = failed;
        self.context.note(&error, answer.as_deref());
        if let Some(answer) = &answer {
            events::response(&self.host, &self.context, self.started, answer);
        }
        let Some(stop) = stop else { return Err(error) };
        *ambiguous += u32::from(stop.is_ambiguous());
        let progress = Progress {
            attempts: self.context.attempts,
            ambiguous: *ambiguous,
            elapsed_ms: self.elapsed_ms(),
        };
        let hints = answer.map(|answer| answer.hints).unwrap_or_default();
        let (limits, random) = (self.options.limits, self.host.random());
        let repeat = self.operation.repeat();
        match self.settle_budget(|budget| decide(stop, repeat, hints, limits, progress, random, budget)) {
            Decision::GiveUp { because } => {
                self.context.gave_up = Some(because);
                Err(error)
            }
            Decision::Retry { after_ms } => {
                events::retry(&self.host, &self.context, after_ms, error.code());
                Ok(after_ms)
            }
        }
    }

    /// The client's access token, which a callback may fetch from a vault in its own time.
    async fn access_token(&self) -> Result<Option<AccessToken>, CallError> {
        if self.access_token_use == AccessTokenUse::Never {
            return Ok(None);
        }
        let config = |message: std::borrow::Cow<'static, str>, cause| CallError::Config {
            option: "accessToken".into(),
            message: concat(&["accessToken: ", &message]).into(),
            cause,
        };
        let given = self
            .host
            .access_token()
            .map_err(|thrown| config("the callback threw an error".into(), Some(thrown)))?;
        let given = if given.is_object() {
            let total = as_f64(self.options.limits.total_timeout_ms);
            match Ending::of(self.host.within(total, &self.options.signal, &given)).await {
                Ending::Done(token) => token,
                Ending::Failed(thrown) => {
                    return Err(config("the callback's promise was rejected".into(), Some(thrown)));
                }
                Ending::Aborted => return Err(self.aborted(Outcome::NotSent)),
                _ => {
                    return Err(CallError::TimedOut {
                        phase: Phase::Total,
                        outcome: Outcome::NotSent,
                    });
                }
            }
        } else {
            given
        };
        if given.is_undefined() {
            return if self.access_token_use == AccessTokenUse::Required {
                Err(config("expected an access token, got none".into(), None))
            } else {
                Ok(None)
            };
        }
        let given = Zeroizing::new(given.as_string().unwrap_or_default());
        let checked = input::text(unpack(&given), input::MAX_TEXT).and_then(|text| AccessToken::new(&text));
        checked.map(Some).map_err(|fault| config(fault.message, None))
    }

    /// Waits between attempts, by the client's clock.
    async fn pause(&self, ms: u64) -> Result<(), CallError> {
        match Ending::of(self.host.pause(as_f64(ms), &self.options.signal)).await {
            Ending::Aborted => Err(self.aborted(Outcome::NotSent)),
            _ => Ok(()),
        }
    }

    fn check_signal(&self) -> Result<(), CallError> {
        let aborted = self.options.signal.is_object() && peek(&self.options.signal, "aborted").is_truthy();
        if aborted {
            Err(self.aborted(Outcome::NotSent))
        } else {
            Ok(())
        }
    }

    fn aborted(&self, outcome: Outcome) -> CallError {
        CallError::Aborted {
            reason: peek(&self.options.signal, "reason"),
            outcome,
        }
    }

    fn elapsed_ms(&self) -> u64 {
        now(&self.host).since(self.started)
    }

    /// Lets `change` work on the client's retry budget, which lives with the client.
    fn settle_budget<T>(&self, change: impl FnOnce(&mut RetryBudget) -> T) -> T {
        let now = now(&self.host);
        let mut budget = RetryBudget::resume(self.host.budget_credits(), as_millis(self.host.budget_at()), now);
        let result = change(&mut budget);
        self.host.set_budget_credits(budget.credits());
        self.host.set_budget_at(as_f64(budget.refilled_at().0));
        result
    }
}
