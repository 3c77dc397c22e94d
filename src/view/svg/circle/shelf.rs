//! Nodes without a link, in rows below the circle: listed, and not in the way.

use super::MARGIN;
use crate::{
    graph::Network,
    view::{
        language::Language,
        svg::{
            measure::{fit_names, float, width},
            scene::{Anchor, Mark, Spot, TEXT, Words},
        },
    },
};

/// The height of a row and of the head above the rows.
const ROW: f64 = 18.0;
const HEAD: f64 = 30.0;
/// How wide a label may be, and how far from its mark and from the next column it stands.
const LABEL: f64 = 270.0;
const BEFORE: f64 = 14.0;
const AFTER: f64 = 22.0;

/// The nodes, set in columns from the top down.
pub(super) struct Shelf {
    /// The nodes with their labels.
    pub spots: Vec<Spot>,
    /// How wide they are together, with margins.
    pub width: f64,
    /// How high they are together, with the head.
    pub height: f64,
}

impl Shelf {
    /// Sets nodes in as many columns as `room` has, from `top` on; takes no room for no nodes.
    pub(super) fn new(
        nodes: &[usize],
        network: &Network,
        language: Language,
        (room, top): (f64, f64),
    ) -> Self {
        if nodes.is_empty() {
            return Self {
                spots: Vec::new(),
                width: 0.0,
                height: 0.0,
            };
        }
        let fitted = |node: usize| fit_names(&language.names(&network.nodes()[node]), TEXT, LABEL);
        let labels: Vec<String> = nodes.iter().map(|&node| fitted(node)).collect();
        let widest = labels
            .iter()
            .map(|label| width(label, TEXT))
            .fold(40.0, f64::max);
        let column = BEFORE + widest + AFTER;
        let columns = (1..nodes.len())
            .rev()
            .find(|&count| float(count) * column <= room)
            .unwrap_or(1);
        let rows = nodes.len().div_ceil(columns);
        let spot = |(place, (&node, label)): (usize, (&usize, String))| {
            let x = MARGIN + 5.0 + float(place / rows) * column;
            let y = top + HEAD + (float(place % rows) + 0.5) * ROW;
            let label = Words::level((x + BEFORE - 5.0, y), Anchor::Start, label);
            Spot {
                node,
                at: (x, y),
                mark: Mark::Shape {
                    radius: 3.5,
                    filled: false,
                },
                label,
            }
        };
        let spots = nodes.iter().zip(labels).enumerate().map(spot).collect();
        let width = 2.0 * MARGIN + float(columns.min(nodes.len())) * column;
        Self {
            spots,
            width,
            height: HEAD + float(rows) * ROW + MARGIN,
        }
    }
}
