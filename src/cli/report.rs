//! `policygraph report`: the main job in one go.

use std::path::PathBuf;

use anyhow::Result;

use super::{
    Outcome,
    check::findings,
    networks::{NetworkName, Window, network},
    open::{Opened, Source},
    output::{tell, write_file},
    statements::{Library, Quotes},
};
use crate::{graph::Network, pipeline, view};

mod base;
mod counts;
mod events;
mod folder;
mod grounds;
mod pictures;
mod problems;
mod rankings;
mod targets;

use base::Base;
use folder::write_folder;

/// Build, check, and write a report that opens from disk
///
/// Writes index.html, evidence.html, and each network as SVG, DOT and CSV. Every figure opens the statements it rests
/// on; with --documents their words too. Nothing on the pages needs a server or the net.
///
/// Example: policygraph report --out report
#[derive(Debug, clap::Args)]
pub struct Report {
    /// The folder to write
    #[arg(long, value_name = "DIR", default_value = "report")]
    out: PathBuf,
    #[command(flatten)]
    quotes: Quotes,
    #[command(flatten)]
    source: Source,
}

/// The networks of a report.
type Networks = Vec<(NetworkName, Network)>;

/// A file of the report: its name and content.
type Page = (String, Vec<u8>);

impl Report {
    pub(super) fn run(self) -> Result<Outcome> {
        let opened = self.source.open()?;
        let library = self.quotes.library(&opened.graph, &opened.entities)?;
        let (report, mut files) = compose(&opened, &library, self.source.document.as_deref())?;
        let (index, evidence) = rayon::join(
            || view::report::index(&report),
            || view::report::evidence(&report),
        );
        files.push(("index.html".to_owned(), index.into_bytes()));
        files.push(("evidence.html".to_owned(), evidence.into_bytes()));
        opened.graph.sound()?;
        write_folder(&self.out, &files)?;
        let found = report.findings.len();
        tell(format_args!(
            "wrote {} files; check found {found} things, see {}",
            files.len(),
            self.out.join("index.html").display()
        ));
        Ok(Outcome::Done)
    }
}

fn compose(
    opened: &Opened,
    library: &Library,
    document: Option<&str>,
) -> Result<(view::report::Report, Vec<Page>)> {
    let rules = pipeline::saved_queries("check");
    let (found, (base, drawn)) = rayon::join(
        || findings(&opened.graph, &opened.entities, &rules),
        || rayon::join(|| Base::new(opened, library), || draw(opened)),
    );
    let (found, base, (networks, pictures, files)) = (found?, &base?, drawn?);
    let report = view::report::Report {
        title: "Policies, agencies and firms, each statement with its source".to_owned(),
        about: about(base, document),
        counts: counts::by_class(base),
        documents: counts::by_document(base),
        pictures,
        rankings: rankings::rankings(&networks, base)?,
        targets: targets::numeric(base),
        goals: targets::goals(base),
        drafts: events::drafts(base),
        events: events::events(base),
        findings: found
            .iter()
            .map(|finding| problems::finding(base, finding))
            .collect(),
        rules: problems::rules(&rules, &found),
        entities: counts::entities(base),
    };
    Ok((report, files))
}

/// Makes the networks, and the pictures of them.
fn draw(opened: &Opened) -> Result<(Networks, Vec<view::report::Picture>, Vec<Page>)> {
    let networks = networks(opened)?;
    let (pictures, files) = pictures::pictures(opened, &networks)?;
    Ok((networks, pictures, files))
}

/// Makes the networks that the report draws and ranks, in the order of its pictures.
fn networks(opened: &Opened) -> Result<Networks> {
    let drawn = [
        NetworkName::Lineage,
        NetworkName::Influence,
        NetworkName::CoIssuance,
        NetworkName::Exposure,
    ];
    let made = drawn
        .into_iter()
        .map(|name| Ok((name, network(&opened.graph, name, &Window::All)?)));
    made.collect()
}

fn about(base: &Base, document: Option<&str>) -> Vec<String> {
    let of = document.map(|name| format!("Only what this document says: {name}."));
    let made = format!(
        "{} policygraph {}.",
        counts::statements(base),
        env!("CARGO_PKG_VERSION")
    );
    let kinds = "A statement is stated, judged by the document's author, reported from hearsay, or inferred by the reader.";
    of.into_iter().chain([made, kinds.to_owned()]).collect()
}
