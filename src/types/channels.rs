use super::{
    each_once,
    text::{MAX_ID, check_range},
};
use crate::error::{Fault, IssueCode};

/// The most channels that one request may name. A bound of this package, so that no input grows without end.
pub const MAX_CHANNELS: usize = 1_000;

/// The id of a channel, from 1 to 2^31 - 1. 1 is the default storefront.
///
/// # Source
/// BigCommerce, Storefront API tokens (OpenAPI): integer, minimum 1. Read 2026-11-22.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChannelId(u32);

impl ChannelId {
    /// # Errors
    /// A [`Fault`] outside 1 to 2^31 - 1.
    pub fn new(id: u64) -> Result<Self, Fault> {
        let message = "expected a channel id from 1 to 2147483647, got a number outside that range";
        check_range(id, 1, MAX_ID, message).map(Self)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// The channels a token is for: "exactly one of `channel_id` and `channel_ids`" as a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channels {
    /// One channel, sent as `channel_id`.
    One(ChannelId),
    /// Several, sent as `channel_ids`. Never empty when made by [`Channels::many`].
    Many(Vec<ChannelId>),
    /// Every channel of the store: sent as an empty `channel_ids`, which the API is seen to read so.
    All,
}

impl Channels {
    /// Several channels; repeated ids count once.
    ///
    /// # Errors
    /// A [`Fault`] for an empty list, which the API would read as every channel, and beyond [`MAX_CHANNELS`].
    pub fn many(ids: impl IntoIterator<Item = ChannelId>) -> Result<Self, Fault> {
        let unique = each_once(ids);
        match unique.len() {
            0 => Err(Fault::new(
                IssueCode::TooShort,
                "expected at least one channel id, got an empty list; for every channel of the store say \"all\"",
            )),
            1..=MAX_CHANNELS => Ok(Self::Many(unique)),
            _ => Err(Fault::new(
                IssueCode::TooLong,
                "expected at most 1000 channel ids, got more",
            )),
        }
    }

    /// The ids, or `None` for every channel.
    pub fn ids(&self) -> Option<&[ChannelId]> {
        match self {
            Self::One(id) => Some(std::slice::from_ref(id)),
            Self::Many(ids) => Some(ids),
            Self::All => None,
        }
    }
}
