//! Ties between equals on a circle: who issues with whom, who shapes whom.
//!
//! Labels stand outside the circle: level as long as they then have room,
//! along the radius with more nodes. Width of a line is weight, area of a mark
//! weighted degree. Nothing is left out: nodes without a link stand on the
//! circle where they are few, in rows below it where they are many.

mod ring;

use std::collections::BTreeMap;

use self::ring::Ring;
use super::{
    PictureOptions, arrange,
    labels::labels,
    legend,
    palette::{Shape, kind_look, relation_look},
    scene::{Anchor, Entry, Key, Scene, Words},
    shelf::{self, Shelf},
};
use crate::graph::Network;

/// The room around the drawing.
const MARGIN: f64 = 16.0;
/// How many nodes without a link the circle bears.
const ALONE: usize = 8;
/// The least room that rows below the circle are given.
const ROOM: f64 = 960.0;

/// Lays the network out.
pub(super) fn scene(network: &Network, options: &PictureOptions) -> Scene {
    let (mut order, mut alone) = arrange::on_circle(network);
    let has_alone = !alone.is_empty();
    if alone.len() <= ALONE {
        order.append(&mut alone);
    }
    let on_ring = order.iter().map(|&node| (node, ring::room(order.len())));
    let rooms: BTreeMap<_, _> = match alone.len() {
        ..=ALONE => on_ring.collect(),
        _ => on_ring
            .chain(alone.iter().map(|&node| (node, shelf::ROOM)))
            .collect(),
    };
    let labels = labels(network, options.language, &rooms);
    let mut ring = Ring::new(network, order, &labels);
    let (ring_width, ring_height) = ring.fit();
    let place = (ring_width.max(ROOM), ring_height);
    let shelf = Shelf::new(&alone, &labels, place);
    let width = ring_width.max(shelf.width);
    ring.centre.0 += (width - ring_width) / 2.0;
    let mut scene = Scene {
        width,
        height: ring_height + shelf.height,
        links: ring.links(),
        summary: legend::count(options, network.nodes().len(), network.edges().len()),
        legend: legend(network, &ring, options, has_alone),
        ..Scene::default()
    };
    scene.spots = ring.spots();
    if !shelf.spots.is_empty() {
        let head = options.language.say("No link to another", "无联系");
        let words = Words::level((MARGIN, ring_height + MARGIN), Anchor::Start, head);
        scene.words.push(Words {
            strong: true,
            ..words
        });
    }
    scene.spots.extend(shelf.spots);
    scene
}

fn legend(network: &Network, ring: &Ring, options: &PictureOptions, has_alone: bool) -> Vec<Entry> {
    let mut legend = legend::kinds(network, options);
    let edges = network.edges();
    let colour = edges
        .first()
        .map_or("", |edge| relation_look(&edge.relation).colour);
    let counted = match &legend::relations(network, options)[..] {
        [only] => only.text.clone(),
        _ => options.language.say("weight", "权重"),
    };
    for weight in weights(network, ring.heaviest) {
        let text = format!("{counted}: {weight}");
        let key = Key::Line(colour, "", ring.line_width(weight), network.is_directed());
        legend.push(Entry { key, text });
    }
    let look = kind_look(network.nodes().first().map_or("", |node| &node.kind));
    let mut entry = |filled, en, zh| {
        let key = Key::Kind(Shape::Circle, look.colour, filled);
        legend.push(Entry {
            key,
            text: options.language.say(en, zh),
        });
    };
    entry(true, "area of a mark: sum of its weights", "面积：权重之和");
    if has_alone {
        entry(false, "hollow: no link", "空心：无联系");
    }
    legend
}

/// Returns the weights that the legend shows: the lightest, one between, the heaviest.
fn weights(network: &Network, heaviest: f64) -> Vec<f64> {
    let lightest = network
        .edges()
        .iter()
        .map(|edge| edge.weight)
        .fold(f64::INFINITY, f64::min);
    let mut weights = vec![lightest, (heaviest / 2.0).ceil(), heaviest];
    weights.retain(|weight| weight.is_finite() && *weight > 0.0);
    weights.dedup();
    weights
}
