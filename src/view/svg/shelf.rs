//! Nodes without a link, in rows: listed, and not in the way.

use std::collections::BTreeMap;

use super::{
    labels::{Room, stack},
    measure::{float, width},
    scene::{Anchor, Mark, Spot, TEXT, Words},
};

/// The room around the rows.
pub(super) const MARGIN: f64 = 16.0;
/// The room of a label.
pub(super) const ROOM: Room = Room {
    width: 270.0,
    lines: 1,
};

/// The height of a row and of the head above the rows.
const ROW: f64 = 18.0;
const HEAD: f64 = 30.0;
/// How far a label stands from its mark, and from the next column.
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
        labels: &BTreeMap<usize, Vec<String>>,
        (room, top): (f64, f64),
    ) -> Self {
        if nodes.is_empty() {
            return Self {
                spots: Vec::new(),
                width: 0.0,
                height: 0.0,
            };
        }
        let widest = nodes
            .iter()
            .flat_map(|node| &labels[node])
            .map(|label| width(label, TEXT))
            .fold(40.0, f64::max);
        let column = BEFORE + widest + AFTER;
        let columns = (1..=nodes.len())
            .rev()
            .find(|&count| float(count) * column <= room)
            .unwrap_or(1);
        let rows = nodes.len().div_ceil(columns);
        let spot = |(place, &node): (usize, &usize)| {
            let x = MARGIN + 5.0 + float(place / rows) * column;
            let y = top + HEAD + (float(place % rows) + 0.5) * ROW;
            let line = Words::level((x + BEFORE - 5.0, y), Anchor::Start, String::new());
            Spot {
                node,
                at: (x, y),
                mark: Mark::Shape {
                    radius: 3.5,
                    filled: false,
                },
                label: stack(&labels[&node], &line),
            }
        };
        let spots = nodes.iter().enumerate().map(spot).collect();
        let width = 2.0 * MARGIN + float(columns.min(nodes.len())) * column;
        Self {
            spots,
            width,
            height: HEAD + float(rows) * ROW + MARGIN,
        }
    }
}
