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
    let terms = opened.terms()?;
    let options = PictureOptions {
        language: Language::Both,
        // The page has a heading of its own.
        title: ["", ""],
        href: &|iri| Some(view::report::link(iri)),
        term: &|name| terms.labels(name),
        include_isolated: false,
    };
    let svg = view::svg::picture(&shown, &options);
    let mut files = Vec::new();
    for (ending, form) in FILES {
        let bytes = write_network(&shown, form, Language::Both, title(name), terms)?;
        files.push((format!("{}.{ending}", file_name(name, whole)), bytes));
    }
    let link = |(file, _): &Page| {
        let ending = file.rsplit('.').next().unwrap_or("");
        let label = match ending {
            "svg" => "Open the picture alone (SVG)".to_owned(),
            other => other.to_uppercase(),
        };
        (label, file.clone())
    };
    let picture = Picture {
        id: whole.name().to_owned(),
        title: title(name)[0].to_owned(),
        caption: caption(name, shown.nodes().len(), whole.nodes().len()),
        svg,
        files: files.iter().map(link).collect(),
    };
    Ok((picture, files))
}

/// What the files of a network are called; another name than its own where they hold a part of its links only.
fn file_name(name: NetworkName, network: &Network) -> String {
    match name {
        NetworkName::Exposure => format!("{}-of-firms", network.name()),
        _ => network.name().to_owned(),
    }
}

/// How to read the picture of a network, which part of it is drawn, and what the files hold.
fn caption(name: NetworkName, drawn: usize, all: usize) -> String {
    let (how_to_read, nodes, reason) = match name {
        NetworkName::Lineage => (
            "Each line runs from a newer policy back to an older one that it derives from; time runs from left to right.",
            "policies",
            "the others have no such link",
        ),
        NetworkName::Influence => (
            "An arrow from one agency to another: policies of the second derive from policies of the first. The wider, the more.",
            "agencies that issued something",
            "the others have no such link",
        ),
        NetworkName::Exposure => (
            "From firms by their products, technologies and sectors to the policies about these, and who issued them.",
            "firms, products, technologies, sectors, policies and agencies",
            "firms with a link, and what these lead to",
        ),
        _ => (
            "Two agencies are tied where they issued a document together. The wider, the more documents.",
            "agencies that issued something",
            "the others have no such link",
        ),
    };
    if drawn == all {
        return format!("{how_to_read} All {all} {nodes} are drawn.");
    }
    let files = match name {
        NetworkName::Exposure => {
            " The files hold what is drawn; `policygraph export --network exposure` gives the rest too."
        }
        _ => "",
    };
    format!("{how_to_read} Drawn are {drawn} of {all} {nodes}: {reason}.{files}")
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

/// The part of a network that has links; all of it where none are.
fn linked(network: &Network) -> Network {
    if network.edges().is_empty() {
        return network.clone();
    }
    network.filtered(|node| {
        let place = network.find(&node.id);
        place.is_some_and(|place| {
            !network.successors(place).is_empty() || !network.predecessors(place).is_empty()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{NetworkName, caption};

    #[test]
    fn a_caption_says_which_part_is_drawn() {
        let all = caption(NetworkName::CoIssuance, 11, 11);
        assert!(
            all.ends_with("All 11 agencies that issued something are drawn."),
            "{all}"
        );
        let lineage = caption(NetworkName::Lineage, 8, 21);
        assert!(
            lineage.ends_with("Drawn are 8 of 21 policies: the others have no such link."),
            "{lineage}"
        );
        let exposure = caption(NetworkName::Exposure, 39, 403);
        assert!(
            exposure.contains("39 of 403 firms, products, technologies, sectors, policies and agencies: firms with a link, and what these lead to."),
            "{exposure}"
        );
    }
}
