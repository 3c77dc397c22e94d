//! The networks as pictures in the page and as files beside it.

use anyhow::Result;

use super::Page;
use crate::{
    cli::{
        export::title,
        form::{NetworkForm, write_network},
        networks::{NetworkName, Window, network},
        open::Opened,
    },
    graph::Network,
    view::{self, Language, report::Picture, svg::PictureOptions},
};

/// The networks that are drawn, and how to read each.
const DRAWN: [(NetworkName, &str); 4] = [
    (
        NetworkName::Lineage,
        "Each line runs from a newer policy back to an older one that it derives from; time runs from left to right.",
    ),
    (
        NetworkName::Influence,
        "An arrow from one agency to another: policies of the second derive from policies of the first. The wider, the more.",
    ),
    (
        NetworkName::CoIssuance,
        "Two agencies are tied where they issued a document together. The wider, the more documents.",
    ),
    (
        NetworkName::Exposure,
        "From firms by their products, technologies and sectors to the policies about these, and who issued them.",
    ),
];

/// Draws the networks; returns the pictures and their files.
pub fn pictures(opened: &Opened) -> Result<(Vec<Picture>, Vec<Page>)> {
    let mut pictures = Vec::new();
    let mut files = Vec::new();
    for (name, how_to_read) in DRAWN {
        let whole = network(&opened.graph, name, &Window::All)?;
        let shown = linked(&whole);
        let left_out = whole.nodes().len() - shown.nodes().len();
        let stem = whole.name().to_owned();
        let options = PictureOptions {
            language: Language::Both,
            title: &title(name),
            href: &|iri| Some(view::report::link(iri)),
            term: &|name| opened.terms.labels(name),
            include_isolated: false,
        };
        let svg = view::svg::picture(&shown, &options);
        let forms = [
            ("svg", NetworkForm::Svg),
            ("dot", NetworkForm::Dot),
            ("csv", NetworkForm::Csv),
        ];
        let mut links = Vec::new();
        for (ending, form) in forms {
            let file = format!("{stem}.{ending}");
            links.push((ending.to_uppercase(), file.clone()));
            files.push((
                file,
                write_network(&shown, form, Language::Both, &title(name), &opened.terms)?,
            ));
        }
        let without = format!("{left_out} without any link are left out.");
        let caption = if left_out == 0 {
            how_to_read.to_owned()
        } else {
            format!("{how_to_read} {without}")
        };
        pictures.push(Picture {
            id: stem,
            title: title(name),
            caption,
            svg,
            files: links,
        });
    }
    Ok((pictures, files))
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
