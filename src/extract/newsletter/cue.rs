//! What a row of the tables `newsletter-*` says of its cue, unit or word.

use crate::fact::{Decimal, Modality};

/// What the subject of a cue has to be for the cue to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Words that mean a policy.
    Policy,
    /// Anything.
    Any,
    /// The cue never counts; it keeps a shorter one from counting.
    Never,
}

/// A phrase that puts one policy to another.
#[derive(Clone, Debug)]
pub(super) struct RelationCue {
    pub relation: &'static str,
    /// From the policy before the cue to the one after it, or the other way.
    pub forward: bool,
    pub subject: Subject,
    pub modality: Modality,
    pub confidence: Decimal,
}

/// A verb or noun that tells of an event, with the role of whom it names where.
#[derive(Clone, Debug)]
pub(super) struct EventCue {
    pub class: String,
    pub subject: Option<&'static str>,
    pub object: Option<&'static str>,
    pub with: Option<&'static str>,
    pub from: Option<&'static str>,
    pub to: Option<&'static str>,
    pub by: Option<&'static str>,
}

/// How far a comparator reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The number that follows it.
    Near,
    /// The number before it.
    After,
    /// Every number of its clause.
    Verb,
}

/// Where a unit stands beside its number.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub notation: String,
    pub before: bool,
    pub after: bool,
}

/// What a word of number or time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberWord {
    Value(u64),
    Zeros(usize),
    Month(u8),
    /// So many times what it was: `double`, `fourfold`.
    Times(u64),
    /// So many of each that is counted: `dozen`.
    Dozen(u64),
    /// So many percent of a whole: `quarter`.
    Part(u64),
    /// So many percent of what it was: `halve`.
    Percent(u64),
}
