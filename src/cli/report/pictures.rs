//! The networks as pictures in the page and as files beside it.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{Networks, Page};
use crate::{
    cli::{
        export::title,
        form::{NetworkForm, write_network},
        networks::NetworkName,
        open::Opened,
    },
    graph::{Limits, Network, Towards, walk},
    view::{self, Language, report::Picture, svg::PictureOptions},
};

/// The files that each network is written to, beside its picture in the page.
const FILES: [(&str, NetworkForm); 3] = [
    ("svg", NetworkForm::Svg),
    ("dot", NetworkForm::Dot),
    ("csv", NetworkForm::Csv),
];

/// Draws the networks; returns the pictures and their files.
pub fn pictures(opened: &Opened, networks: &Networks) -> Result<(Vec<Picture>, Vec<Page>)> {
    let mut pictures = Vec::new();
    let mut files = Vec::new();
    for (name, whole) in networks {
        let (picture, written) = draw(opened, *name, whole)?;
        pictures.push(picture);
        files.extend(written);
    }
    Ok((pictures, files))
}

/// Draws one network and writes its files.
fn draw(opened: &Opened, name: NetworkName, whole: &Network) -> Result<(Picture, Vec<Page>)> {
    let shown = match name {
        NetworkName::Exposure => reached_from_firms(whole),
        _ => linked(whole),
    };
    let options = PictureOptions {
        language: Language::Both,
        // The page has a heading of its own.
        title: "",
        href: &|iri| Some(view::report::link(iri)),
        term: &|name| opened.terms.labels(name),
        include_isolated: false,
    };
    let svg = view::svg::picture(&shown, &options);
    let mut files = Vec::new();
    for (ending, form) in FILES {
        let bytes = write_network(&shown, form, Language::Both, &title(name), &opened.terms)?;
        files.push((format!("{}.{ending}", whole.name()), bytes));
    }
    let link = |(file, _): &Page| {
        (
            file.rsplit('.').next().unwrap_or("").to_uppercase(),
            file.clone(),
        )
    };
    let picture = Picture {
        id: whole.name().to_owned(),
        title: title(name),
        caption: caption(name, whole.nodes().len() - shown.nodes().len()),
        svg,
        files: files.iter().map(link).collect(),
    };
    Ok((picture, files))
}

/// How to read the picture of a network, and how many nodes are not in it.
fn caption(name: NetworkName, left_out: usize) -> String {
    let how_to_read = match name {
        NetworkName::Lineage => {
            "Each line runs from a newer policy back to an older one that it derives from; time runs from left to right."
        }
        NetworkName::Influence => {
            "An arrow from one agency to another: policies of the second derive from policies of the first. The wider, the more."
        }
        NetworkName::Exposure => {
            "From firms by their products, technologies and sectors to the policies about these, and who issued them."
        }
        _ => {
            "Two agencies are tied where they issued a document together. The wider, the more documents."
        }
    };
    match left_out {
        0 => how_to_read.to_owned(),
        _ => format!("{how_to_read} {left_out} that no such link reaches are left out."),
    }
}

/// The firms that have links, and all that these lead to.
fn reached_from_firms(network: &Network) -> Network {
    let linked = |place: &usize| !network.successors(*place).is_empty();
    let is_firm = |place: &usize| network.nodes()[*place].kind == "firm";
    let mut reached: BTreeSet<usize> = BTreeSet::new();
    for firm in (0..network.nodes().len()).filter(|place| is_firm(place) && linked(place)) {
        reached.insert(firm);
        let steps = walk(network, firm, Towards::Older, &Limits::default());
        reached.extend(steps.iter().map(|step| step.node));
    }
    let reached: Vec<usize> = reached.into_iter().collect();
    network.induced(&reached)
}

/// The part of a network that has links.
fn linked(network: &Network) -> Network {
    network.filtered(|node| {
        let place = network.find(&node.id);
        place.is_some_and(|place| {
            !network.successors(place).is_empty() || !network.predecessors(place).is_empty()
        })
    })
}
