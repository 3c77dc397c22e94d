//! Several kinds side by side: who issued what; from a firm to the policies that touch it.
//!
//! A column a kind, a box a node with its label inside, so that no label is
//! crossed. Rows are ordered so that links cross little, and each box stands
//! near those it is linked to. A link that spans a column passes between its boxes.

mod links;
mod passes;
mod rows;

use self::passes::Passes;
use super::{
    PictureOptions, group,
    labels::{Room, labels, stack},
    legend::{self, plural},
    measure::{float, width},
    scene::{Anchor, LEADING, Mark, Scene, Spot, TEXT, Words},
};
use crate::graph::Network;

/// The height of a box with one line, and the room between two boxes.
const BOX: f64 = 17.0;
const GAP: f64 = 4.0;
/// The room of the heads of columns.
const HEAD: f64 = 30.0;
/// Up to how many boxes a column is short, so that its boxes may have two lines.
const SHORT: usize = 40;
/// Up to how many columns all may be wide.
const FEW: usize = 3;
/// How wide a box of two lines among many columns may be, and one of a policy; up to the former one line is kept.
const WIDTH_OF_TWO: f64 = 200.0;
const POLICY_OF_TWO: f64 = 290.0;
/// How wide any other box may be, and one of a policy; the room in it that is not the label's.
const WIDTH: f64 = 330.0;
const POLICY: f64 = 470.0;
const INSIDE: f64 = 28.0;
/// How wide the room between columns is.
const BETWEEN: (f64, f64) = (72.0, 260.0);
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

impl Column {
    fn right(&self) -> f64 {
        self.left + self.width
    }
}

/// How high rows are, and the middle of each node and pass, in rows.
struct Rows {
    height: f64,
    middles: Vec<f64>,
}

impl Rows {
    fn y(&self, node: usize) -> f64 {
        HEAD + self.height * self.middles[node]
    }
}

/// Lays the network out.
pub(super) fn scene(network: &Network, options: &PictureOptions) -> Scene {
    let (members, left_out) = members(network, options.include_isolated);
    let passes = Passes::new(&members, network);
    let middles = rows::arrange(&passes);
    let columns = columns(members, network, options);
    let rooms = columns.iter().flat_map(|column| rooms(column, &columns));
    let labels = labels(network, options.language, &rooms.collect());
    let most = labels.values().map(Vec::len).max().unwrap_or(1);
    let height = BOX + GAP + LEADING * float(most.saturating_sub(1));
    let lowest = middles.iter().copied().fold(0.0, f64::max);
    let rows = Rows { height, middles };
    let links = links::links(network, &columns, &rows, &passes);
    let ends = links.iter().flat_map(|link| link.path.points());
    let end = columns.last().map_or(0.0, Column::right);
    let drawn = columns.iter().map(|column| column.nodes.len()).sum();
    let mut scene = Scene {
        // A link within the last column bulges beyond it.
        width: ends.map(|(x, _)| *x).fold(end, f64::max) + MARGIN,
        height: HEAD + height * (lowest + 0.5) + MARGIN,
        links,
        legend: legend::relations(network, options),
        notes: legend::several_relations(network, options)
            .into_iter()
            .collect(),
        summary: legend::count(options, drawn, network.edges().len()),
        ..Scene::default()
    };
    for column in &columns {
        scene.words.push(head(column, network, options));
        let spot = |&node: &usize| spot(node, column, &rows, &labels[&node]);
        scene.spots.extend(column.nodes.iter().map(spot));
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
    let many = members.len() > FEW;
    let between = (BETWEEN.0 + float(tallest)).min(BETWEEN.1);
    let mut left = MARGIN;
    let mut columns = Vec::new();
    for nodes in members {
        let wanted = |&node: &usize| {
            let names = options.language.names(&network.nodes()[node]);
            let kind = network.nodes()[node].kind.as_str();
            match tallest {
                ..=SHORT if many => wanted_of_two(&names, kind),
                _ if kind == "policy" => width(&names.join(" "), TEXT).min(POLICY - INSIDE),
                _ => width(&names.join(" "), TEXT).min(WIDTH - INSIDE),
            }
        };
        let width = nodes.iter().map(wanted).fold(60.0, f64::max) + INSIDE;
        columns.push(Column { nodes, left, width });
        left += width + between;
    }
    columns
}

/// How wide a label of two lines wants to be: as wide as its longer name, or one line where that is short.
fn wanted_of_two(names: &[String], kind: &str) -> f64 {
    let most = if kind == "policy" {
        POLICY_OF_TWO
    } else {
        WIDTH_OF_TWO
    } - INSIDE;
    let one = width(&names.join(" "), TEXT);
    if one <= WIDTH_OF_TWO - INSIDE {
        return one;
    }
    let longest = names
        .iter()
        .map(|name| width(name, TEXT))
        .fold(0.0, f64::max);
    // A single name breaks in two; words break unevenly.
    let needed = if names.len() > 1 {
        longest
    } else {
        longest * 0.65
    };
    needed.clamp((WIDTH_OF_TWO - INSIDE) * 0.8, most)
}

/// The rooms of the labels of a column.
fn rooms<'a>(column: &'a Column, all: &[Column]) -> impl Iterator<Item = (usize, Room)> + 'a {
    let tallest = all.iter().map(|column| column.nodes.len()).max();
    let room = Room {
        width: column.width - INSIDE + 1.0,
        lines: if tallest > Some(SHORT) { 1 } else { 2 },
    };
    column.nodes.iter().map(move |&node| (node, room))
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

fn spot(node: usize, column: &Column, rows: &Rows, lines: &[String]) -> Spot {
    let y = rows.y(node);
    let line = Words::level((column.left + 20.0, y), Anchor::Start, String::new());
    Spot {
        node,
        at: (column.left + column.width / 2.0, y),
        mark: Mark::Box {
            width: column.width,
            height: rows.height - GAP,
        },
        label: stack(lines, &line),
    }
}
