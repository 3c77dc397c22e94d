//! A network without links: its nodes as a list, and a line that says so.

use std::collections::BTreeMap;

use super::{
    PictureOptions,
    labels::labels,
    legend,
    scene::{Anchor, Scene, Words},
    shelf::{self, Shelf},
};
use crate::graph::Network;

/// How wide the list is made, where the nodes fill it.
const ROOM: f64 = 960.0;

/// Lists the nodes.
pub(super) fn scene(network: &Network, options: &PictureOptions) -> Scene {
    let nodes: Vec<usize> = (0..network.nodes().len()).collect();
    let rooms: BTreeMap<_, _> = nodes.iter().map(|&node| (node, shelf::ROOM)).collect();
    let labels = labels(network, options.language, &rooms);
    let shelf = Shelf::new(&nodes, &labels, (ROOM, 0.0));
    let head = options.language.say("no links", "无联系");
    let at = (shelf::MARGIN, shelf::MARGIN);
    let kinds = legend::kinds(network, options);
    Scene {
        width: shelf.width,
        height: shelf.height.max(2.0 * shelf::MARGIN),
        words: vec![Words {
            strong: true,
            ..Words::level(at, Anchor::Start, head)
        }],
        spots: shelf.spots,
        summary: legend::count(options, nodes.len(), 0),
        // A kind needs no key where there is but one.
        legend: if kinds.len() > 1 { kinds } else { Vec::new() },
        ..Scene::default()
    }
}
