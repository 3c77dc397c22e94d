//! Queries and data that no one thought of, by chance from a seed: the same seed, the same cases.

pub mod case;
pub mod chance;
pub mod compare;
pub mod data;
pub mod expression;
pub mod form;
pub mod maker;
pub mod pattern;
pub mod query;
pub mod shrink;
