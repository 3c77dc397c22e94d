//! Pictures without Graphviz: a network as SVG, laid out by what it shows.
//!
//! Four layouts, one a file: [`timeline`] for a lineage, [`circle`] for ties
//! between equals, [`columns`] for several kinds, [`list`] for no links. Each turns a network into a
//! scene of marks, links and labels that do not overlap; [`draw`] writes it.
//! All is deterministic: the same network and options give the same bytes.

mod arrange;
mod circle;
mod columns;
mod draw;
mod group;
mod labels;
mod legend;
mod list;
mod measure;
pub(super) mod palette;
mod path;
mod scene;
mod shelf;
mod timeline;

use super::language::Language;
use crate::graph::Network;

/// What a picture is to look like.
#[derive(Clone, Copy)]
pub struct PictureOptions<'a> {
    /// In which language labels and the picture's own words stand.
    pub language: Language,
    /// The heading inside the picture, in English and in Chinese.
    pub title: [&'a str; 2],
    /// Where a click on a node leads, by the node's IRI; `None` for nowhere.
    pub href: &'a dyn Fn(&str) -> Option<String>,
    /// The English and the Chinese label of a relation (`buildsOn`) or kind (`agency`); `None` shows the name itself.
    pub term: &'a dyn Fn(&str) -> Option<[String; 2]>,
    /// Whether nodes without a link are drawn; the circle always draws them.
    pub include_isolated: bool,
}

/// Returns the picture of a network as a standalone SVG file.
///
/// A `lineage` becomes a timeline, older to the left; a network of several
/// kinds (`issuance`, `exposure`) columns; any other a circle; one without
/// links a list. What is left out
/// is counted in a line below the picture.
#[must_use]
pub fn picture(network: &Network, options: &PictureOptions) -> String {
    let scene = match layout(network) {
        Layout::Timeline => timeline::scene(network, options),
        Layout::Columns => columns::scene(network, options),
        Layout::Circle => circle::scene(network, options),
        Layout::List => list::scene(network, options),
    };
    draw::svg(&scene, network, options).into_string()
}

enum Layout {
    Timeline,
    Columns,
    Circle,
    List,
}

fn layout(network: &Network) -> Layout {
    let mut kinds = network.nodes().iter().map(|node| node.kind.as_str());
    let first = kinds.next().unwrap_or_default();
    if network.edges().is_empty() {
        Layout::List
    } else if network.name() == "lineage" {
        Layout::Timeline
    } else if network.name() == "issuance" || kinds.any(|kind| kind != first) {
        Layout::Columns
    } else {
        Layout::Circle
    }
}

#[cfg(test)]
mod tests;
