//! Who it is: the names that sources use become entities.
//!
//! A name means an entity when it is its key, or one of the labels and other
//! names that the sources themselves give it, and of no second entity of an
//! allowed kind. There is no guess: a name of two is refused with both, an
//! unknown one with the nearest known.

pub mod bodies;
pub mod catalogue;
pub mod decide;
pub mod describe;
pub mod identify;
pub mod known;
pub mod names;
pub mod resolve;
pub mod speaker;
pub mod titles;

pub use decide::decide;
pub use identify::{Hooks, Identified, identify};
pub use known::Known;
pub use names::{Found, Names};
pub use resolve::{LinkError, resolve};
