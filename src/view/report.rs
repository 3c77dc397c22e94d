//! The report: two HTML pages that open from disk, without a server, scripts or the net.
//!
//! Takes a [`Report`], plain values that the caller has asked the graph for.
//! [`index`] is what an analyst reads; [`evidence`] lists each entity with its
//! statements and where they stand, and is what names link to. What a row rests
//! on opens on a click. One section, one file; each label is escaped by maud,
//! made visible and isolated by `<bdi>`.

mod content;
mod drafts;
mod entities;
mod events;
mod findings;
mod holdings;
mod name;
mod page;
mod pictures;
mod proof;
mod rankings;
mod targets;

use maud::{Markup, html};

pub use self::{
    content::{
        Count, Draft, Entity, Event, Evidence, Finding, Measure, Name, Observed, Picture, Ranked,
        Ranking, Report, Rule, Statement, Target, Value,
    },
    name::{anchor, grouped, link},
};

/// What a page of ours names as its generator, by which a folder with a report is known.
pub const GENERATOR: &str = "policygraph report";

/// Returns `index.html`.
#[must_use]
pub fn index(report: &Report) -> String {
    let sections = [
        (
            "holdings",
            "What the graph holds",
            holdings::section(report),
        ),
        ("pictures", "Pictures", pictures::section(&report.pictures)),
        (
            "rankings",
            "Who counts",
            rankings::section(&report.rankings),
        ),
        (
            "targets",
            "Targets by due year",
            targets::section(&report.targets, &report.goals),
        ),
        (
            "drafts",
            "Drafts and trials",
            drafts::section(&report.drafts),
        ),
        (
            "events",
            "Deals and events",
            events::section(&report.events),
        ),
        ("findings", "What check found", findings::section(report)),
    ];
    let body = html! {
        nav aria-label="Sections" {
            @for (id, heading, _) in &sections { a href={ "#" (id) } { (heading) } " " }
            a href="evidence.html" { "All entities and their evidence" }
        }
        main {
            @for (id, heading, content) in &sections { (section(id, heading, content)) }
        }
    };
    page::page(&report.title, &report.about, &body).into_string()
}

/// Returns `evidence.html`, to be written next to `index.html`.
#[must_use]
pub fn evidence(report: &Report) -> String {
    let title = format!("{}: entities and evidence", report.title);
    let back = html! { a href="index.html" { "Back to the report" } " " };
    let body = entities::body(&report.entities, &back);
    page::page(&title, &[], &body).into_string()
}

fn section(id: &str, heading: &str, content: &Markup) -> Markup {
    html! {
        section id=(id) {
            h2 { (heading) }
            (content)
        }
    }
}

#[cfg(test)]
mod tests;
