//! The curves from box to box, through the passes of the columns between them.

use super::{Column, Rows, passes::Passes};
use crate::{
    graph::Network,
    view::svg::{
        legend,
        path::{Path, Point},
        scene::Link,
    },
};

/// How far a curve within a column bulges at least, and at most in addition.
const BULGE: (f64, f64) = (24.0, 60.0);

/// Draws each link between nodes that are drawn.
pub(super) fn links(
    network: &Network,
    columns: &[Column],
    rows: &Rows,
    passes: &Passes,
) -> Vec<Link> {
    let heaviest = network
        .edges()
        .iter()
        .map(|edge| edge.weight)
        .fold(1.0, f64::max);
    let mut links = Vec::new();
    for (place, edge) in network.edges().iter().enumerate() {
        let stops: Option<Vec<(&Column, f64)>> = [edge.from]
            .iter()
            .chain(passes.of(place))
            .chain([&edge.to])
            .map(|&stop| Some((columns.get(passes.column(stop)?)?, rows.y(stop))))
            .collect();
        let Some(stops) = stops else { continue };
        let line_width = 1.1 + 2.4 * (edge.weight - 1.0).max(0.0) / heaviest;
        let (path, head) = route(&stops);
        links.push(Link {
            edge: place,
            path,
            width: line_width,
            opacity: 0.7,
            head: legend::has_heads(network).then_some(head),
        });
    }
    links
}

/// Returns the line from the side of the first box to the side of the last, level across the columns between; and its head.
///
/// Within a column it leaves and arrives on the right.
fn route(stops: &[(&Column, f64)]) -> (Path, (Point, f64)) {
    let ((from, start), (to, end)) = (stops[0], stops[stops.len() - 1]);
    if stops.len() == 2 && (from.left - to.left).abs() < 1.0 {
        return bulge(from.right(), start, end);
    }
    let rightward = from.left < to.left;
    // Where a line enters a column, and where it leaves it.
    let enter = |column: &Column| {
        if rightward {
            column.left
        } else {
            column.right()
        }
    };
    let leave = |column: &Column| {
        if rightward {
            column.right()
        } else {
            column.left
        }
    };
    // The line ends inside its head; without one, 3 pixels before the box.
    let back = if rightward { -3.0 } else { 3.0 };
    let mut at = (leave(from), start);
    let mut path = Path::from(at);
    for (place, &(column, y)) in stops.iter().enumerate().skip(1) {
        let is_last = place + 1 == stops.len();
        let half = (enter(column) - at.0) * 0.5;
        let stop = enter(column) + if is_last { back } else { 0.0 };
        path = path.curve((at.0 + half, at.1), (enter(column) - half, y), (stop, y));
        if !is_last {
            at = (leave(column), y);
            path = path.line(at);
        }
    }
    let angle = if rightward { 0.0 } else { 180.0 };
    (path, ((enter(to), end), angle))
}

/// A curve out of the right side of a column and back into it.
fn bulge(x: f64, start: f64, end: f64) -> (Path, (Point, f64)) {
    let out = x + BULGE.0 + (start - end).abs().min(BULGE.1);
    let path = Path::from((x, start)).curve((out, start), (out, end), (x + 3.0, end));
    (path, ((x, end), 180.0))
}
