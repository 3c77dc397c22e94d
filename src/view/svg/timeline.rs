//! A lineage in time: older to the left, one row a policy, links from the newer to the older.
//!
//! Rows that hang together stand together, the older above. A link leaves its
//! policy to the left, where its row is empty, and runs up a lane to the older
//! one: no label is crossed. What is known only to the month or year is a bar
//! of that length; what has no date stands in a column of its own at the left.

mod lanes;
mod scale;

use std::collections::BTreeMap;

use self::{
    lanes::Trunk,
    scale::{Scale, When},
};
use super::{
    PictureOptions, group,
    legend::{self, plural},
    measure::{fit_names, float, number, width},
    scene::{Anchor, Entry, Guide, Key, Link, Mark, Scene, Spot, TEXT, Words},
};
use crate::{graph::Network, view::language::Language};

/// The height of a row, the room between groups, and the room of the axis.
const ROW: f64 = 18.0;
const GAP: f64 = 9.0;
const AXIS: f64 = 30.0;
/// Half the width of a mark.
const RADIUS: f64 = 4.5;
/// How wide a label may be: of a dated policy at the right end, of an undated one.
const LABEL: f64 = 420.0;
const UNDATED_LABEL: f64 = 230.0;
/// How round the turns of links are.
const BEND: f64 = 6.0;

/// A policy in its row.
struct Row {
    node: usize,
    when: Option<When>,
    x: f64,
    y: f64,
    extent: f64,
}

/// Lays the lineage out.
pub(super) fn scene(network: &Network, options: &PictureOptions) -> Scene {
    let (mut rows, left_out) = rows(network, options.include_isolated);
    let times: Vec<When> = rows.iter().filter_map(|row| row.when).collect();
    let scale = Scale::new(&times);
    let undated = undated_width(&rows, network, options.language);
    for row in &mut rows {
        row.x = row
            .when
            .map_or(0.0, |when| undated + scale.place(when.start));
        row.extent = row.when.map_or(0.0, |when| {
            (when.end - when.start) * year_width(&scale, when)
        });
    }
    let trunks = trunks(network, &rows);
    let leftmost = trunks.values().map(|trunk| trunk.lane).fold(0.0, f64::min);
    let mut scene = Scene {
        height: bottom(&rows),
        ..Scene::default()
    };
    let shift = 16.0 - leftmost;
    for row in &mut rows {
        row.x += shift;
    }
    scene.links = links(network, &rows, &trunks, shift);
    let end = shift + undated + scale.width;
    scene.width = end + room_right(&rows, network, options.language, end);
    scene.spots = rows
        .iter()
        .map(|row| spot(row, network, options.language, scene.width))
        .collect();
    push_axis(&mut scene, &scale, shift + undated);
    if undated > 0.0 {
        let at = (shift - RADIUS, AXIS / 2.0 - 4.0);
        let head = Words::level(at, Anchor::Start, options.language.say("no date", "无日期"));
        scene.words.push(Words {
            strong: true,
            ..head
        });
    }
    explain(&mut scene, network, options, &rows);
    scene.notes = notes(options.language, left_out, scale.has_empty());
    scene
}

/// Returns the rows from the top: groups by size, each by date; how many policies are left out.
fn rows(network: &Network, include_isolated: bool) -> (Vec<Row>, usize) {
    let (mut groups, alone) = group::groups(network);
    let left_out = if include_isolated { 0 } else { alone.len() };
    if include_isolated && !alone.is_empty() {
        groups.push(alone);
    }
    let mut rows = Vec::new();
    let mut y = AXIS + ROW / 2.0;
    for group in &mut groups {
        let when = |node: usize| network.nodes()[node].date.as_deref().and_then(When::parse);
        let start = |node: usize| when(node).map_or(f64::INFINITY, |when| when.start);
        group.sort_by(|&one, &other| start(one).total_cmp(&start(other)).then(one.cmp(&other)));
        for &node in &*group {
            rows.push(Row {
                node,
                when: when(node),
                x: 0.0,
                y,
                extent: 0.0,
            });
            y += ROW;
        }
        y += GAP;
    }
    (rows, left_out)
}

fn bottom(rows: &[Row]) -> f64 {
    rows.last().map_or(AXIS, |row| row.y + ROW / 2.0 + AXIS)
}

fn year_width(scale: &Scale, when: When) -> f64 {
    let year = when.start.floor();
    scale
        .bands
        .iter()
        .find(|band| f64::from(band.first) >= year)
        .map_or(0.0, |band| band.width)
}

/// How wide the column of undated policies is; 0 without one.
fn undated_width(rows: &[Row], network: &Network, language: Language) -> f64 {
    rows.iter()
        .filter(|row| row.when.is_none())
        .map(|row| {
            width(&language.label(&network.nodes()[row.node]), TEXT).clamp(40.0, UNDATED_LABEL)
                + 60.0
        })
        .fold(0.0, f64::max)
}

/// How much room the labels need right of the scale.
fn room_right(rows: &[Row], network: &Network, language: Language, end: f64) -> f64 {
    rows.iter()
        .filter(|row| row.when.is_some())
        .map(|row| {
            let label = width(&language.label(&network.nodes()[row.node]), TEXT).min(LABEL);
            row.x + row.extent + 24.0 + label - end
        })
        .fold(24.0, f64::max)
}

fn spot(row: &Row, network: &Network, language: Language, right: f64) -> Spot {
    let start = row.x + row.extent.max(RADIUS) + 5.0;
    let room = if row.when.is_some() {
        right - start - 8.0
    } else {
        UNDATED_LABEL
    };
    let text = fit_names(&language.names(&network.nodes()[row.node]), TEXT, room);
    let mark = if row.extent > 0.0 {
        Mark::Extent { width: row.extent }
    } else {
        Mark::Shape {
            radius: RADIUS,
            filled: true,
        }
    };
    let label = Words::level((start, row.y), Anchor::Start, text);
    Spot {
        node: row.node,
        at: (row.x, row.y),
        mark,
        label,
    }
}

/// Bundles links by the older policy and the relation, and gives each bundle its lane.
fn trunks<'a>(network: &'a Network, rows: &[Row]) -> BTreeMap<(usize, &'a str), Trunk> {
    let row_of = row_of(network, rows);
    let mut bundles: BTreeMap<(usize, &str), Trunk> = BTreeMap::new();
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

fn links(
    network: &Network,
    rows: &[Row],
    trunks: &BTreeMap<(usize, &str), Trunk>,
    shift: f64,
) -> Vec<Link> {
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

fn push_axis(scene: &mut Scene, scale: &Scale, left: f64) {
    let (top, bottom) = (AXIS - 8.0, scene.height - AXIS + 8.0);
    for band in &scale.bands {
        let (x, end) = (left + band.x, left + band.x + band.width);
        if band.empty {
            scene.guides.push(Guide {
                from: (x, top),
                to: (end, bottom),
                strong: false,
            });
        }
        scene.guides.push(Guide {
            from: (x, top),
            to: (x, bottom),
            strong: false,
        });
        for y in [AXIS / 2.0 - 4.0, scene.height - AXIS / 2.0 + 4.0] {
            let year = Words::level((x.midpoint(end), y), Anchor::Middle, band.text());
            let size = if band.empty { 9.0 } else { TEXT };
            scene.words.push(Words {
                strong: !band.empty,
                size,
                ..year
            });
        }
    }
    if let Some(last) = scale.bands.last() {
        let end = left + last.x + last.width;
        scene.guides.push(Guide {
            from: (end, top),
            to: (end, bottom),
            strong: false,
        });
        for y in [top, bottom] {
            scene.guides.push(Guide {
                from: (left, y),
                to: (end, y),
                strong: true,
            });
        }
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
