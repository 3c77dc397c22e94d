//! The circle itself: where nodes, labels and lines are.

use std::{collections::BTreeMap, f64::consts::TAU};

use super::MARGIN;
use crate::{
    graph::{Edge, Network},
    view::svg::{
        labels::{Room, stack},
        measure::float,
        path::Path,
        scene::{Anchor, Link, Mark, Spot, Words},
    },
};

/// The smallest radius; the largest at which labels stand level.
const RADIUS: (f64, f64) = (190.0, 330.0);
/// How much room a label needs from the next: level ones up and down, turned ones along the circle.
const LEADING: f64 = 17.0;
/// How wide labels may be, level and turned.
const LABEL: (f64, f64) = (330.0, 290.0);
/// How much a line across the whole circle bends towards the centre; shorter ones bend less.
const PULL: f64 = 0.3;
/// How far a line with a head bows aside, so that the one back can be told apart.
const BOW: f64 = 0.09;
/// The weight that is drawn at full width where no link weighs more.
const LIGHT: f64 = 6.0;
/// How much wider than the lightest the heaviest line is; with many lines, less.
const SPAN: f64 = 5.7;
const SPAN_OF_MANY: f64 = 3.9;
/// From how many lines on there are many.
const MANY: usize = 200;

/// The circle and how its nodes look.
pub(super) struct Ring<'a> {
    network: &'a Network,
    labels: &'a BTreeMap<usize, Vec<String>>,
    /// The nodes on it, clockwise from the top.
    order: Vec<usize>,
    radius: f64,
    level: bool,
    pub centre: (f64, f64),
    /// The angle of each node, in radians, clockwise from the right.
    angles: Vec<f64>,
    /// The radius of each node's mark.
    marks: Vec<f64>,
    largest: f64,
    pub heaviest: f64,
}

impl<'a> Ring<'a> {
    /// Puts nodes on a circle with room for all their labels.
    pub(super) fn new(
        network: &'a Network,
        order: Vec<usize>,
        labels: &'a BTreeMap<usize, Vec<String>>,
    ) -> Self {
        let count = float(order.len().max(1));
        let mut angles = vec![0.0; network.nodes().len()];
        for (place, &node) in order.iter().enumerate() {
            // From the top, half a step on: no label stands alone at the very top.
            angles[node] = ((float(place) + 0.5) / count - 0.25) * TAU;
        }
        let (radius, level) = radius(count);
        let largest = (TAU * radius / count / 2.0 - 1.0).clamp(3.0, 13.0);
        let degrees = weighted_degrees(network);
        let most = degrees.iter().copied().fold(0.0, f64::max);
        let mark = |degree: &f64| {
            if most > 0.0 {
                3.0 + (largest - 3.0) * (degree / most).sqrt()
            } else {
                4.0
            }
        };
        let marks = degrees.iter().map(mark).collect();
        let heaviest = network
            .edges()
            .iter()
            .map(|edge| edge.weight)
            .fold(0.0, f64::max);
        Self {
            network,
            labels,
            order,
            radius,
            level,
            centre: (0.0, 0.0),
            angles,
            marks,
            largest,
            heaviest,
        }
    }

    fn at(&self, node: usize, distance: f64) -> (f64, f64) {
        let (sin, cos) = self.angles[node].sin_cos();
        (
            self.centre.0 + distance * cos,
            self.centre.1 + distance * sin,
        )
    }

    /// Returns the nodes with their labels.
    pub(super) fn spots(&self) -> Vec<Spot> {
        self.order.iter().map(|&node| self.spot(node)).collect()
    }

    fn spot(&self, node: usize) -> Spot {
        let filled = self
            .network
            .edges()
            .iter()
            .any(|edge| edge.from == node || edge.to == node);
        let right = self.angles[node].cos() >= -1e-9;
        let below = self.level && self.angles[node].cos().abs() < 1e-6;
        let away = if below { 22.0 } else { 8.0 };
        let side = if right { Anchor::Start } else { Anchor::End };
        let turned = self.angles[node].to_degrees() + if right { 0.0 } else { 180.0 };
        // All labels begin at one distance, so that they line up; level ones may move in to their mark.
        let mut at = self.at(node, self.radius + self.largest + away);
        if self.level {
            at.0 = self.at(node, self.radius + self.marks[node] + away).0;
        }
        let label = Words {
            anchor: if below { Anchor::Middle } else { side },
            angle: if self.level { 0.0 } else { turned },
            ..Words::level(at, side, String::new())
        };
        let mark = Mark::Shape {
            radius: self.marks[node],
            filled,
        };
        Spot {
            node,
            at: self.at(node, self.radius),
            mark,
            label: stack(&self.labels[&node], &label),
        }
    }

    /// Draws all lines, the heavy ones last.
    pub(super) fn links(&self) -> Vec<Link> {
        let edges = self.network.edges().iter().enumerate();
        let link =
            |(place, edge): (usize, &Edge)| self.link(place, edge.from, edge.to, edge.weight);
        let mut links: Vec<Link> = edges.map(link).collect();
        links.sort_by(|one, other| one.width.total_cmp(&other.width));
        links
    }

    fn link(&self, edge: usize, from: usize, to: usize, weight: f64) -> Link {
        let directed = self.network.is_directed();
        let (start, end) = (self.at(from, self.radius), self.at(to, self.radius));
        let bow = if directed { BOW } else { 0.0 };
        let (x, y) = self.centre;
        let chord = (end.0 - start.0).hypot(end.1 - start.1) / (2.0 * self.radius);
        let pull = 0.5 - PULL * chord.sqrt();
        let control = (
            x + (start.0 + end.0 - 2.0 * x) * pull - (end.1 - start.1) * bow,
            y + (start.1 + end.1 - 2.0 * y) * pull + (end.0 - start.0) * bow,
        );
        // Many lines are drawn lighter, so that the heavy ones stay visible among them.
        let light = (60.0 / float(self.network.edges().len())).clamp(0.2, 0.65);
        let share = weight / self.heaviest.max(LIGHT);
        let width = self.line_width(weight);
        let tip = towards(end, control, self.marks[to] + 1.5);
        let head = directed.then(|| {
            (
                tip,
                (end.1 - control.1).atan2(end.0 - control.0).to_degrees(),
            )
        });
        let stop = if directed {
            towards(tip, control, 4.0 + width)
        } else {
            end
        };
        let path = Path::from(start).turn(control, stop);
        Link {
            edge,
            path,
            width,
            opacity: light + (0.9 - light) * share,
            head,
        }
    }

    /// How wide a line of a weight is.
    pub(super) fn line_width(&self, weight: f64) -> f64 {
        let many = self.network.edges().len() > MANY;
        let span = if many { SPAN_OF_MANY } else { SPAN };
        0.8 + span * weight / self.heaviest.max(LIGHT)
    }

    /// Moves the centre so that all labels are in the picture; returns how wide and high that is.
    pub(super) fn fit(&mut self) -> (f64, f64) {
        let round = self.radius + 14.0;
        let (mut least, mut most) = ((-round, -round), (round, round));
        for &node in &self.order {
            for (x, y) in self.spot(node).label.iter().flat_map(Words::corners) {
                least = (least.0.min(x), least.1.min(y));
                most = (most.0.max(x), most.1.max(y));
            }
        }
        self.centre = (MARGIN - least.0, MARGIN - least.1);
        (
            most.0 + self.centre.0 + MARGIN,
            most.1 + self.centre.1 + MARGIN,
        )
    }
}

/// Returns the room of a label on a circle of so many nodes.
pub(super) fn room(count: usize) -> Room {
    let (_, level) = radius(float(count.max(1)));
    let width = if level { LABEL.0 } else { LABEL.1 };
    Room { width, lines: 1 }
}

/// Returns the radius for so many nodes, and whether their labels stand level at it.
fn radius(count: f64) -> (f64, bool) {
    // Nearest to each other are the first two labels of one side.
    let step = ((TAU / 2.0 / count).cos() - (TAU * 1.5 / count).cos()).abs();
    let level = if count < 4.0 { 0.0 } else { LEADING / step };
    if level <= RADIUS.1 {
        return (level.max(RADIUS.0), true);
    }
    let around = LEADING * count / TAU;
    (around.max(240.0 + count), false)
}

fn weighted_degrees(network: &Network) -> Vec<f64> {
    let mut degrees = vec![0.0; network.nodes().len()];
    for edge in network.edges() {
        degrees[edge.from] += edge.weight;
        degrees[edge.to] += edge.weight;
    }
    degrees
}

/// The point so far from the first on the way to the second.
fn towards(from: (f64, f64), to: (f64, f64), distance: f64) -> (f64, f64) {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y).max(1.0);
    (
        from.0 + x / length * distance,
        from.1 + y / length * distance,
    )
}
