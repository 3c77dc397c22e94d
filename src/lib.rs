//! A compiler for policy knowledge: documents and tables in, a cited graph out.
//!
//! The rooms, and which may use which, are in `ARCHITECTURE.md`; data flows
//! down this list.

pub mod vocab;

pub mod fact;

pub mod source;

pub mod extract;

pub mod link;

pub mod store;

pub mod graph;

pub mod view;

pub mod pipeline;

pub mod cli;
