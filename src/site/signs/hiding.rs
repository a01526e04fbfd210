//! What keeps something back in other tools, for those who bring in what was written for them. It must not know what
//! becomes of it.

use jiff::civil::Date;

use super::keys::{self, Said};
use super::names::AudienceNames;
use crate::config::Config;
use crate::fields::Value;

/// The words by which a site tells that something was not for everybody.
pub struct Hiding {
    names: AudienceNames,
    today: Date,
}

impl Hiding {
    /// Those of a site with these settings.
    pub fn new(config: &Config) -> Hiding {
        Hiding { names: AudienceNames::new(config, !super::is_english(&config.language)), today: config.today }
    }

    /// Whether a key with this value kept its page from somebody.
    pub fn hides(&self, key: &str, value: &Value) -> bool {
        keys::wish(key, &Said::of(value), false, &self.names, self.today).is_some()
    }

    /// Whether a text names an audience above the lowest, and says nothing else.
    pub fn names_audience(&self, text: &str) -> bool {
        self.names.named(text).is_some()
    }
}
