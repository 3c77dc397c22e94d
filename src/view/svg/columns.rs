//! Several kinds side by side: who issued what; from a firm to the policies that touch it.
//!
//! A column a kind, a box a node with its label inside, so that no label is
//! crossed. Rows are ordered so that links cross little, and each box stands
//! near those it is linked to.

mod rows;

use super::{
    PictureOptions, group,
    legend::{self, plural},
    measure::{fit_names, float, number, width},
    scene::{Anchor, Link, Mark, Scene, Spot, TEXT, Words},
};
use crate::graph::Network;

/// The height of a box, and from one box to the next.
const BOX: f64 = 17.0;
const ROW: f64 = 20.0;
/// The room of the heads of columns.
const HEAD: f64 = 30.0;
/// How wide a box may be, and one of the last column; the room in it that is not the label's.
const WIDTH: f64 = 330.0;
const LAST_WIDTH: f64 = 470.0;
const INSIDE: f64 = 28.0;
/// How wide the room between columns is.
const BETWEEN: (f64, f64) = (110.0, 260.0);
const MARGIN: f64 = 16.0;

/// The columns of an exposure, from the firm to who decides; kinds of one column stand together.
const EXPOSURE: [&[&str]; 8] = [
    &["firm"],
    &["person", "post"],
    &["product"],
    &["technology", "sector"],
    &["event", "target", "observation"],
    &["policy"],
    &["agency"],
    &["document"],
];

/// A column and where it is.
struct Column {
    nodes: Vec<usize>,
    left: f64,
    width: f64,
}

/// Lays the network out.
pub(super) fn scene(network: &Network, options: &PictureOptions) -> Scene {
    let (members, left_out) = members(network, options.include_isolated);
    let ys = rows::arrange(&members, network);
    let columns = columns(members, network, options);
    let drawn = columns.iter().map(|column| column.nodes.len()).sum();
    let mut scene = Scene {
        width: columns.last().map_or(0.0, |last| last.left + last.width) + MARGIN,
        height: HEAD + ROW * (ys.iter().copied().fold(0.0, f64::max) + 1.0) + MARGIN,
        links: links(network, &columns, &ys),
        legend: legend::relations(network, options),
        summary: legend::count(options, drawn, network.edges().len()),
        ..Scene::default()
    };
    for column in &columns {
        scene.words.push(head(column, network, options));
        scene.spots.extend(
            column
                .nodes
                .iter()
                .map(|&node| spot(node, column, &ys, network, options)),
        );
    }
    if left_out > 0 {
        scene.notes.push(options.language.say(
            &format!(
                "Not drawn: {}.",
                plural(left_out, "node without a link", "nodes without a link")
            ),
            &format!("另有 {left_out} 个无联系节点未绘出。"),
        ));
    }
    scene
}

/// Returns the nodes of each column that has any, and how many nodes are left out.
fn members(network: &Network, include_isolated: bool) -> (Vec<Vec<usize>>, usize) {
    let (groups, alone) = group::groups(network);
    let left_out = if include_isolated { 0 } else { alone.len() };
    let drawn = groups
        .into_iter()
        .flatten()
        .chain(alone.into_iter().filter(|_| include_isolated));
    let mut columns = vec![Vec::new(); EXPOSURE.len() + 1];
    for node in drawn {
        let kind = network.nodes()[node].kind.as_str();
        let place = EXPOSURE.iter().position(|kinds| kinds.contains(&kind));
        columns[place.unwrap_or(EXPOSURE.len())].push(node);
    }
    columns.retain(|column| !column.is_empty());
    // Who issued what reads from the agency to the policy.
    if network.name() == "issuance" {
        columns.reverse();
    }
    (columns, left_out)
}

fn columns(members: Vec<Vec<usize>>, network: &Network, options: &PictureOptions) -> Vec<Column> {
    let tallest = members.iter().map(Vec::len).max().unwrap_or_default();
    let between = (BETWEEN.0 + float(tallest) * 0.7).min(BETWEEN.1);
    let mut left = MARGIN;
    let mut columns = Vec::new();
    let last = members.len().saturating_sub(1);
    for (place, nodes) in members.into_iter().enumerate() {
        let most = if place == last { LAST_WIDTH } else { WIDTH };
        let label = |&node: &usize| width(&options.language.label(&network.nodes()[node]), TEXT);
        let widest = nodes.iter().map(label).fold(60.0, f64::max);
        let width = (widest + INSIDE).min(most);
        columns.push(Column { nodes, left, width });
        left += width + between;
    }
    columns
}

fn head(column: &Column, network: &Network, options: &PictureOptions) -> Words {
    let mut kinds: Vec<&str> = Vec::new();
    for &node in &column.nodes {
        let kind = network.nodes()[node].kind.as_str();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let terms: Vec<String> = kinds
        .into_iter()
        .map(|kind| legend::term(kind, options))
        .collect();
    let text = format!("{} ({})", terms.join(" · "), column.nodes.len());
    let at = (column.left, HEAD / 2.0 - 2.0);
    Words {
        strong: true,
        ..Words::level(at, Anchor::Start, text)
    }
}

fn spot(
    node: usize,
    column: &Column,
    ys: &[f64],
    network: &Network,
    options: &PictureOptions,
) -> Spot {
    let y = middle(ys[node]);
    let names = options.language.names(&network.nodes()[node]);
    let text = fit_names(&names, TEXT, column.width - INSIDE + 1.0);
    Spot {
        node,
        at: (column.left + column.width / 2.0, y),
        mark: Mark::Box {
            width: column.width,
            height: BOX,
        },
        label: Words::level((column.left + 20.0, y), Anchor::Start, text),
    }
}

fn middle(row: f64) -> f64 {
    HEAD + ROW * (row + 0.5)
}

fn links(network: &Network, columns: &[Column], ys: &[f64]) -> Vec<Link> {
    let mut column_of = vec![None; network.nodes().len()];
    for column in columns {
        for &node in &column.nodes {
            column_of[node] = Some(column);
        }
    }
    let heaviest = network
        .edges()
        .iter()
        .map(|edge| edge.weight)
        .fold(1.0, f64::max);
    let mut links = Vec::new();
    for (place, edge) in network.edges().iter().enumerate() {
        let (Some(from), Some(to)) = (column_of[edge.from], column_of[edge.to]) else {
            continue;
        };
        let (start, end) = (middle(ys[edge.from]), middle(ys[edge.to]));
        let line_width = 1.1 + 2.4 * (edge.weight - 1.0).max(0.0) / heaviest;
        let (path, head) = route(from, to, start, end);
        let head = legend::has_heads(network).then_some(head);
        links.push(Link {
            edge: place,
            path,
            width: line_width,
            opacity: 0.7,
            head,
        });
    }
    links
}

/// Returns the curve from the side of one box to the side of the other, and its head.
///
/// Within a column it leaves and arrives on the right.
fn route(from: &Column, to: &Column, start: f64, end: f64) -> (String, ((f64, f64), f64)) {
    let right = |column: &Column| column.left + column.width;
    let (x, to_x, bend, to_bend, angle) = if from.left < to.left {
        let half = (to.left - right(from)) * 0.5;
        (right(from), to.left, half, -half, 0.0)
    } else if from.left > to.left {
        let half = (from.left - right(to)) * 0.5;
        (from.left, right(to), -half, half, 180.0)
    } else {
        let out = 24.0 + (start - end).abs().min(60.0);
        (right(from), right(from), out, out, 180.0)
    };
    // The line ends inside its head; without one, 3 pixels before the box.
    let back = if angle > 0.0 { 3.0 } else { -3.0 };
    let numbers = [
        x,
        start,
        x + bend,
        start,
        to_x + to_bend,
        end,
        to_x + back,
        end,
    ]
    .map(number);
    let [x, start, bend, start_again, to_bend, end_again, stop, end_y] = numbers;
    let path = format!("M{x} {start}C{bend} {start_again} {to_bend} {end_again} {stop} {end_y}");
    (path, ((to_x, end), angle))
}
