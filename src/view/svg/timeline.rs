//! A lineage in time: older to the left, one row a policy, links from the newer to the older.
//!
//! Rows that hang together stand together, the older above. A link leaves its
//! policy to the left, where its row is empty, and runs up a lane to the older
//! one: no label is crossed. What is known only to the month or year is a bar
//! of that length; what has no date stands in a column of its own at the left.

mod axis;
mod lanes;
mod links;
mod scale;

use std::collections::BTreeMap;

use self::scale::{Scale, When};
use super::{
    PictureOptions, group,
    labels::{Room, labels, stack},
    legend::{self, plural},
    measure::{float, width},
    scene::{Anchor, Entry, Key, LEADING, Mark, Scene, Spot, TEXT, Words},
};
use crate::{graph::Network, view::language::Language};

/// The height of a row with one line, the room between groups, and the room of the axis.
const ROW: f64 = 18.0;
const GAP: f64 = 9.0;
const AXIS: f64 = 30.0;
/// Half the width of a mark.
const RADIUS: f64 = 4.5;
/// How wide the label of a dated policy may be at the right end of all, and up to which width it has one line there.
const LABEL: f64 = 350.0;
const ONE_LINE: f64 = 300.0;
/// How much of the label of an undated policy stands left of all years at least.
const UNDATED_LABEL: f64 = 250.0;
/// The room left of all.
const MARGIN: f64 = 16.0;

/// A policy in its row.
struct Row {
    node: usize,
    when: Option<When>,
    x: f64,
    y: f64,
    height: f64,
    extent: f64,
}

/// Lays the lineage out.
pub(super) fn scene(network: &Network, options: &PictureOptions) -> Scene {
    let language = options.language;
    let (mut rows, left_out) = rows(network, options.include_isolated);
    let times: Vec<When> = rows.iter().filter_map(|row| row.when).collect();
    let scale = Scale::new(&times);
    let undated = undated_width(&rows, network, language);
    set_places(&mut rows, &scale, undated);
    let trunks = links::bundle(network, &rows);
    let leftmost = trunks.values().map(|trunk| trunk.lane).fold(0.0, f64::min);
    let shift = MARGIN - leftmost;
    for row in &mut rows {
        row.x += shift;
    }
    let end = shift + undated + scale.width;
    let width = end + room_right(&rows, network, language, end);
    let rooms = rows.iter().map(|row| (row.node, room(row, width)));
    let labels = labels(network, language, &rooms.collect());
    set_heights(&mut rows, network, &labels);
    let mut scene = Scene {
        width,
        height: rows
            .last()
            .map_or(AXIS, |row| row.y + row.height / 2.0 + AXIS),
        links: links::draw(network, &rows, &trunks, shift),
        spots: rows
            .iter()
            .map(|row| spot(row, &labels[&row.node]))
            .collect(),
        notes: legend::several_relations(network, options)
            .into_iter()
            .chain(notes(language, left_out, scale.has_empty()))
            .collect(),
        ..Scene::default()
    };
    axis::push(&mut scene, &scale, shift + undated);
    if undated > 0.0 {
        let at = (shift - RADIUS, AXIS / 2.0 - 4.0);
        let head = Words::level(at, Anchor::Start, language.say("no date", "无日期"));
        scene.words.push(Words {
            strong: true,
            ..head
        });
    }
    explain(&mut scene, network, options, &rows);
    scene
}

/// Returns the rows from the top: groups by size, each by date; how many policies are left out.
fn rows(network: &Network, include_isolated: bool) -> (Vec<Row>, usize) {
    let (mut groups, alone) = group::groups(network);
    let left_out = if include_isolated { 0 } else { alone.len() };
    if include_isolated && !alone.is_empty() {
        groups.push(alone);
    }
    let mut rests = vec![false; network.nodes().len()];
    for edge in network.edges() {
        rests[edge.from] = true;
    }
    let mut rows = Vec::new();
    // Until heights are known: the room above a row.
    let mut y = AXIS;
    for group in &mut groups {
        let when = |node: usize| network.nodes()[node].date.as_deref().and_then(When::parse);
        // What has no date stands above where it is only ever rested on, else below.
        let unknown = |node: usize| {
            if rests[node] {
                f64::INFINITY
            } else {
                f64::NEG_INFINITY
            }
        };
        let start = |node: usize| when(node).map_or_else(|| unknown(node), |when| when.start);
        group.sort_by(|&one, &other| start(one).total_cmp(&start(other)).then(one.cmp(&other)));
        for &node in &*group {
            rows.push(Row {
                node,
                when: when(node),
                x: 0.0,
                y,
                height: ROW,
                extent: 0.0,
            });
            y = 0.0;
        }
        y = GAP;
    }
    (rows, left_out)
}

/// Sets where each policy begins, and how long it is, from the left end of the scale of the undated.
fn set_places(rows: &mut [Row], scale: &Scale, undated: f64) {
    for row in rows {
        if let Some(when) = row.when {
            row.x = undated + scale.place(when.start);
            row.extent = scale.length(when);
        }
    }
}

/// Sets how high each row is, so that its label and all its links have room, and with it where the row is.
fn set_heights(rows: &mut [Row], network: &Network, labels: &BTreeMap<usize, Vec<String>>) {
    let mut top = 0.0;
    for row in rows {
        let lines = LEADING * (float(labels[&row.node].len()) - 1.0) + ROW;
        let parted = links::STEP * float(network.out_edges(row.node).len()) + 6.0;
        row.height = lines.max(parted);
        row.y += top + row.height / 2.0;
        top = row.y + row.height / 2.0;
    }
}

/// How wide the column of undated policies is; 0 without one.
fn undated_width(rows: &[Row], network: &Network, language: Language) -> f64 {
    rows.iter()
        .filter(|row| row.when.is_none())
        .map(|row| {
            width(&language.label(&network.nodes()[row.node]), TEXT).clamp(40.0, UNDATED_LABEL)
                + 36.0
        })
        .fold(0.0, f64::max)
}

/// How much room the labels need right of the scale.
fn room_right(rows: &[Row], network: &Network, language: Language, end: f64) -> f64 {
    rows.iter()
        .filter(|row| row.when.is_some())
        .map(|row| {
            let label = wanted(&language.names(&network.nodes()[row.node]));
            row.x + row.extent + 24.0 + label - end
        })
        .fold(24.0, f64::max)
}

/// How wide a label wants to be: one line where that is short, else as wide as its longest name.
fn wanted(names: &[String]) -> f64 {
    let one = width(&names.join(" "), TEXT);
    if one <= ONE_LINE {
        return one;
    }
    let longest = names
        .iter()
        .map(|name| width(name, TEXT))
        .fold(0.0, f64::max);
    longest.clamp(ONE_LINE, LABEL)
}

/// The room of a row's label; right of the label of an undated policy nothing else stands.
fn room(row: &Row, right: f64) -> Room {
    Room {
        width: right - label_start(row) - 8.0,
        lines: 2,
    }
}

fn label_start(row: &Row) -> f64 {
    row.x + row.extent.max(RADIUS) + 5.0
}

fn spot(row: &Row, lines: &[String]) -> Spot {
    let mark = if row.extent > 0.0 {
        Mark::Extent { width: row.extent }
    } else {
        Mark::Shape {
            radius: RADIUS,
            filled: true,
        }
    };
    let line = Words::level((label_start(row), row.y), Anchor::Start, String::new());
    Spot {
        node: row.node,
        at: (row.x, row.y),
        mark,
        label: stack(lines, &line),
    }
}

fn explain(scene: &mut Scene, network: &Network, options: &PictureOptions, rows: &[Row]) {
    let language = options.language;
    let (count, links) = (rows.len(), scene.links.len());
    scene.summary = language.say(
        &format!(
            "{}, {}; an arrow points to the older policy.",
            plural(count, "policy", "policies"),
            plural(links, "link", "links"),
        ),
        &format!("{count} 项政策，{links} 条关系；箭头指向较早的政策。"),
    );
    scene.legend = legend::relations(network, options);
    if rows.iter().any(|row| row.extent > 0.0) {
        let look = super::palette::kind_look("policy");
        let text = language.say("known to the month or year only", "仅知年月");
        scene.legend.push(Entry {
            key: Key::Extent(look.colour, look.tint),
            text,
        });
    }
}

fn notes(language: Language, left_out: usize, has_empty: bool) -> Vec<String> {
    let mut notes = Vec::new();
    if left_out > 0 {
        notes.push(language.say(
            &format!(
                "Not drawn: {}.",
                plural(left_out, "policy without a link", "policies without a link")
            ),
            &format!("另有 {left_out} 项无关联政策未绘出。"),
        ));
    }
    if has_empty {
        notes.push(language.say(
            "Years without a policy are drawn narrow and grey.",
            "无政策的年份以灰色窄条表示。",
        ));
    }
    notes
}
