//! The lines between policies: left out of the newer one, along a lane, into the older one.

use std::collections::BTreeMap;

use super::{
    RADIUS, Row,
    lanes::{self, Trunk},
};
use crate::{
    graph::Network,
    view::svg::{
        measure::float,
        path::{Path, Point},
        scene::Link,
    },
};

/// How round the turns of links are.
const BEND: f64 = 6.0;
/// How far apart the links of one policy are.
pub(super) const STEP: f64 = 8.0;
/// How long the links of one policy take to part.
const FAN: f64 = 12.0;

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
        let from = (rows[source].x - RADIUS, rows[source].y);
        let to = (rows[target].x, rows[target].y);
        let (path, head) = route(from, offset(network, place), to, trunk.lane + shift);
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
    (float(before) - float(count.saturating_sub(1)) / 2.0) * STEP
}

/// Returns the line from a newer policy left to the lane, along it, and into the older one; and its head.
fn route(from: Point, offset: f64, to: Point, lane: f64) -> (Path, (Point, f64)) {
    let y = from.1 + offset;
    let up = if y > to.1 { 1.0 } else { -1.0 };
    let mut path = Path::from(from);
    if offset.abs() > 0.0 {
        let (middle, end) = (from.0 - FAN / 2.0, from.0 - FAN);
        path = path.curve((middle, from.1), (middle, y), (end, y));
    }
    let path = path
        .line((lane + BEND, y))
        .turn((lane, y), (lane, y - up * BEND));
    if lane > to.0 - 1.0 {
        let tip = (to.0, to.1 + up * (RADIUS + 1.0));
        return (path.line((lane, tip.1 + up * 4.0)), (tip, -90.0 * up));
    }
    let tip = (to.0 - RADIUS - 1.0, to.1);
    let path = path
        .line((lane, to.1 + up * BEND))
        .turn((lane, to.1), (lane + BEND, to.1))
        .line((tip.0 - 4.0, to.1));
    (path, (tip, 0.0))
}
