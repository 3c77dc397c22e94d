//! The lines between policies: left out of the newer one, along a lane, into the older one.

use std::collections::BTreeMap;

use super::{
    RADIUS, Row,
    lanes::{self, Trunk},
};
use crate::{
    graph::Network,
    view::svg::{
        measure::{float, number},
        scene::Link,
    },
};

/// How round the turns of links are.
const BEND: f64 = 6.0;

/// Links bundled by the older policy and the relation.
pub(super) type Trunks<'a> = BTreeMap<(usize, &'a str), Trunk>;

/// Bundles links by the older policy and the relation, and gives each bundle its lane.
pub(super) fn bundle<'a>(network: &'a Network, rows: &[Row]) -> Trunks<'a> {
    let row_of = row_of(network, rows);
    let mut bundles: Trunks = BTreeMap::new();
    for edge in network.edges() {
        let (Some(source), Some(target)) = (row_of[edge.from], row_of[edge.to]) else {
            continue;
        };
        let bundle = Trunk {
            target,
            sources: Vec::new(),
            lane: 0.0,
        };
        bundles
            .entry((edge.to, &edge.relation))
            .or_insert(bundle)
            .sources
            .push(source);
    }
    let marks: Vec<f64> = rows.iter().map(|row| row.x).collect();
    let (keys, mut trunks): (Vec<_>, Vec<_>) = bundles.into_iter().unzip();
    lanes::assign(&mut trunks, &marks);
    keys.into_iter().zip(trunks).collect()
}

/// Returns in which row each node is, if in any.
fn row_of(network: &Network, rows: &[Row]) -> Vec<Option<usize>> {
    let mut row_of = vec![None; network.nodes().len()];
    for (place, row) in rows.iter().enumerate() {
        row_of[row.node] = Some(place);
    }
    row_of
}

/// Draws each link along the lane of its bundle.
pub(super) fn draw(network: &Network, rows: &[Row], trunks: &Trunks, shift: f64) -> Vec<Link> {
    let row_of = row_of(network, rows);
    let mut links = Vec::new();
    for (place, edge) in network.edges().iter().enumerate() {
        let (Some(source), Some(target)) = (row_of[edge.from], row_of[edge.to]) else {
            continue;
        };
        let Some(trunk) = trunks.get(&(edge.to, edge.relation.as_str())) else {
            continue;
        };
        let from = (
            rows[source].x - RADIUS,
            rows[source].y + offset(network, place),
        );
        let (path, head) = route(from, (rows[target].x, rows[target].y), trunk.lane + shift);
        links.push(Link {
            edge: place,
            path,
            width: 1.6,
            opacity: 0.9,
            head: Some(head),
        });
    }
    links
}

/// How far from the middle of its row a link leaves, so that links of one policy can be told apart.
fn offset(network: &Network, place: usize) -> f64 {
    let from = network.edges()[place].from;
    let siblings = || {
        network
            .edges()
            .iter()
            .enumerate()
            .filter(|(_, edge)| edge.from == from)
    };
    let (count, before) = (
        siblings().count(),
        siblings().filter(|(other, _)| *other < place).count(),
    );
    if count < 2 {
        return 0.0;
    }
    let step = (8.0 / float(count - 1)).min(3.0);
    (float(before) - float(count - 1) / 2.0) * step
}

/// Returns the line from a newer policy left to the lane, along it, and into the older one; and its head.
fn route(from: (f64, f64), to: (f64, f64), lane: f64) -> (String, ((f64, f64), f64)) {
    let up = if from.1 > to.1 { 1.0 } else { -1.0 };
    let start = format!(
        "M{} {}H{}Q{} {} {} {}",
        number(from.0),
        number(from.1),
        number(lane + BEND),
        number(lane),
        number(from.1),
        number(lane),
        number(from.1 - up * BEND),
    );
    if lane > to.0 - 1.0 {
        let tip = (to.0, to.1 + up * (RADIUS + 1.0));
        return (
            format!("{start}V{}", number(tip.1 + up * 4.0)),
            (tip, -90.0 * up),
        );
    }
    let tip = (to.0 - RADIUS - 1.0, to.1);
    let path = format!(
        "{start}V{}Q{} {} {} {}H{}",
        number(to.1 + up * BEND),
        number(lane),
        number(to.1),
        number(lane + BEND),
        number(to.1),
        number(tip.0 - 4.0),
    );
    (path, (tip, 0.0))
}
