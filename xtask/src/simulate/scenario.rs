//! One run of the simulation: what is given, and what came of it.

use super::fleet::Fleet;
use super::world::Store;
use bigcommerce_tokens::lifecycle::{Policy, Sharing, Stamp};
use bigcommerce_tokens::time::UnixMillis;

/// When the token of the run was made, in milliseconds since 1970.
const ISSUED_MS: u64 = 1_800_000_000_000;

/// One run.
#[derive(Clone, Copy)]
pub(crate) struct Scenario {
    pub(crate) instances: u32,
    pub(crate) sharing: Sharing,
    pub(crate) lifetime_ms: u64,
    /// How old a copy in a data centre may get, in milliseconds.
    pub(crate) copy_ms: u64,
    /// How likely a process dies when it begins to mint under a lease.
    pub(crate) crashes: f64,
    pub(crate) seed: u64,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Outcome {
    /// Requests to the API's endpoint for making tokens, those it refused among them.
    pub(crate) mints: usize,
    /// The most of them in any 30 seconds.
    pub(crate) peak: usize,
    /// Requests of shoppers that got no token, or none in ten seconds.
    pub(crate) failed: f64,
    /// The longest that one waited, in milliseconds.
    pub(crate) longest_wait_ms: u64,
}

impl Scenario {
    /// Requests per second and instance. Large fleets have less to do in each.
    pub(crate) const fn rate(&self) -> f64 {
        match self.instances {
            0..=10_000 => 1.0,
            10_001..=100_000 => 0.2,
            _ => 0.02,
        }
    }

    /// Runs from before the refresh window until five minutes after the token's end: one rotation.
    pub(crate) fn run(self) -> crate::Result<Outcome> {
        let policy = Policy::new(self.lifetime_ms, self.sharing).map_err(|fault| fault.to_string())?;
        let first = Stamp {
            generation: ISSUED_MS,
            issued_at: UnixMillis(ISSUED_MS),
            expires_at: UnixMillis(ISSUED_MS + self.lifetime_ms),
            mint_ms: 300,
            forced: false,
        };
        let store = match self.sharing {
            Sharing::Alone => Store::None,
            Sharing::Lease => Store::strong(first),
            Sharing::SlowLease { .. } | Sharing::Spread { .. } => Store::slow(first, self.copy_ms),
        };
        let begin = ISSUED_MS + self.lifetime_ms / 10 * 7;
        let end = ISSUED_MS + self.lifetime_ms + 300_000;
        Ok(Fleet::new(self, policy, store, first, begin).run(end))
    }
}
