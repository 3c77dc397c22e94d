//! What stands at each node: its names in one line or two, cut to the room there is, and no two the same.
//!
//! A cut label says the start of a name. Where two nodes would then read the
//! same, the cut moves to the middle, so that the ends tell them apart; where
//! the names themselves are the same, the key of the entity is added.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    measure::{fit, fit_middle, fit_names, float, shares, width, wrap},
    scene::{LEADING, TEXT, Words},
};
use crate::{
    graph::{Network, Node},
    view::{language::Language, text::visible},
};

/// How much of a label whose end matters stays at its end, in the order of trial.
const ENDS: [f64; 4] = [0.35, 0.5, 0.65, 0.8];

/// The room of a label: how wide, and how many lines.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// The width in pixels.
    pub width: f64,
    /// The number of lines, 1 or 2.
    pub lines: usize,
}

/// Returns the lines of each of these nodes' labels, by node.
pub(super) fn labels(
    network: &Network,
    language: Language,
    rooms: &BTreeMap<usize, Room>,
) -> BTreeMap<usize, Vec<String>> {
    let names = |node: usize| language.names(&network.nodes()[node]);
    let mut labels: BTreeMap<usize, Vec<String>> = rooms
        .iter()
        .map(|(&node, room)| (node, lay(&names(node), *room)))
        .collect();
    for alike in alike(&labels) {
        let apart = named_apart(&alike, network, language);
        let rooms: Vec<Room> = alike.iter().map(|node| rooms[node]).collect();
        let taken: BTreeSet<String> = labels
            .iter()
            .filter(|(node, _)| !alike.contains(node))
            .map(|(_, lines)| lines.join(" "))
            .collect();
        let apart = told_apart(&apart, &rooms, &taken);
        labels.extend(alike.into_iter().zip(apart));
    }
    labels
}

/// Stacks the lines of a label around the place of its middle.
pub(super) fn stack(lines: &[String], middle: &Words) -> Vec<Words> {
    let mut y = middle.at.1 - LEADING * (float(lines.len()) - 1.0) / 2.0;
    let mut stacked = Vec::new();
    for text in lines {
        stacked.push(Words {
            at: (middle.at.0, y),
            text: text.clone(),
            ..middle.clone()
        });
        y += LEADING;
    }
    stacked
}

/// Lays names in a room: in one line if they fit, else a line a name, else one name in two lines.
pub(super) fn lay(names: &[String], room: Room) -> Vec<String> {
    let line = names.join(" ");
    if room.lines < 2 || width(&line, TEXT) <= room.width {
        return vec![fit_names(names, TEXT, room.width)];
    }
    if let [first, second] = names {
        return vec![fit(first, TEXT, room.width), fit(second, TEXT, room.width)];
    }
    let mut lines = wrap(&line, TEXT, room.width);
    lines.truncate(1);
    let rest = lines.first().and_then(|first| line.strip_prefix(first));
    if let Some(rest) = rest.map(str::trim).filter(|rest| !rest.is_empty()) {
        lines.push(fit(rest, TEXT, room.width));
    }
    lines
}

/// Returns the groups of nodes that read the same.
fn alike(labels: &BTreeMap<usize, Vec<String>>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (&node, lines) in labels {
        groups.entry(lines.join(" ")).or_default().push(node);
    }
    groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect()
}

/// Returns the names of nodes, with the key of each where all names of two are the same.
fn named_apart(nodes: &[usize], network: &Network, language: Language) -> Vec<Vec<String>> {
    let node = |place: usize| -> &Node { &network.nodes()[place] };
    let names: Vec<Vec<String>> = nodes
        .iter()
        .map(|&place| language.names(node(place)))
        .collect();
    let with_key = |(place, own): (usize, &Vec<String>)| {
        let mut own = own.clone();
        if names.iter().filter(|other| **other == own).count() > 1
            && let Some(last) = own.last_mut()
        {
            let key = node(nodes[place]).id.rsplit('/').next().unwrap_or_default();
            *last = format!("{last} ({})", visible(key));
        }
        own
    };
    names.iter().enumerate().map(with_key).collect()
}

/// Cuts names in the middle so that no two read the same; numbers them where nothing else helps.
fn told_apart(names: &[Vec<String>], rooms: &[Room], taken: &BTreeSet<String>) -> Vec<Vec<String>> {
    for end in ENDS {
        let cut: Vec<Vec<String>> = names
            .iter()
            .zip(rooms)
            .map(|(names, room)| lay_ends(names, *room, end))
            .collect();
        let texts: BTreeSet<String> = cut.iter().map(|lines| lines.join(" ")).collect();
        if texts.len() == names.len() && texts.is_disjoint(taken) {
            return cut;
        }
    }
    let count = names.len();
    let numbered = |(place, (names, room)): (usize, (&Vec<String>, &Room))| {
        let mut number = place + 1;
        loop {
            let mark = format!("#{number}");
            let less = Room {
                width: room.width - width(&format!(" {mark}"), TEXT),
                ..*room
            };
            let mut lines = lay(names, less);
            if let Some(last) = lines.last_mut() {
                *last = format!("{last} {mark}");
            }
            if !taken.contains(&lines.join(" ")) {
                return lines;
            }
            number += count;
        }
    };
    names.iter().zip(rooms).enumerate().map(numbered).collect()
}

/// Lays names in a room with a share of the end of each shown.
fn lay_ends(names: &[String], room: Room, end: f64) -> Vec<String> {
    match names {
        [first, second] if room.lines > 1 => [first, second]
            .map(|name| fit_middle(name, TEXT, room.width, end))
            .into(),
        [first, second] => {
            let (one, two) = shares(first, second, TEXT, room.width);
            let [one, two] =
                [(first, one), (second, two)].map(|(name, room)| fit_middle(name, TEXT, room, end));
            vec![format!("{one} {two}")]
        }
        _ if room.lines > 1 => lay_end_in_two(&names.join(" "), room, end),
        _ => vec![fit_middle(&names.join(" "), TEXT, room.width, end)],
    }
}

/// Lays one name in two lines with its end shown, cut as little as the break between lines allows.
fn lay_end_in_two(name: &str, room: Room, end: f64) -> Vec<String> {
    let cut = |share: f64| lay(&[fit_middle(name, TEXT, room.width * share, end)], room);
    let whole = |lines: &Vec<String>| !lines.iter().any(|line| line.ends_with('…'));
    let fitting = [1.9, 1.75, 1.6, 1.45, 1.3, 1.15].into_iter().map(cut);
    fitting.into_iter().find(whole).unwrap_or_else(|| cut(1.0))
}

#[cfg(test)]
mod tests {
    use super::{Room, labels, lay};
    use crate::{
        graph::Network,
        view::{
            Language,
            sample::node,
            svg::{measure::width, scene::TEXT},
        },
    };

    fn shown(nodes: [(&str, &str, &str); 3], room: Room, language: Language) -> Vec<String> {
        let nodes = nodes.map(|(key, en, zh)| node(&format!("policy/{key}"), en, zh, None));
        let network = Network::new("lineage", true, nodes.into(), vec![]).unwrap();
        let rooms = (0..3).map(|node| (node, room)).collect();
        let labels = labels(&network, language, &rooms);
        for line in labels.values().flatten() {
            assert!(width(line, TEXT) <= room.width + 1e-9, "{line}");
        }
        labels.into_values().map(|lines| lines.join("|")).collect()
    }

    #[test]
    fn two_names_stand_in_two_lines_where_one_is_too_short() {
        let names = ["Interim Measures".to_owned(), "暂行办法".to_owned()];
        let lines = |width| lay(&names, Room { width, lines: 2 });
        assert_eq!(lines(300.0), ["Interim Measures 暂行办法"]);
        assert_eq!(lines(120.0), ["Interim Measures", "暂行办法"]);
        let one = [names[0].clone()];
        let room = Room {
            width: 70.0,
            lines: 2,
        };
        assert_eq!(lay(&one, room), ["Interim", "Measures"]);
    }

    #[test]
    fn what_would_read_the_same_is_told_apart() {
        let long = [
            (
                "a",
                "Administrative Measures for Data Security, first draft",
                "",
            ),
            ("b", "Administrative Measures for Data Security, final", ""),
            ("c", "Other", ""),
        ];
        for lines in [1, 2] {
            let room = Room {
                width: 120.0,
                lines,
            };
            let shown = shown(long, room, Language::En);
            assert!(
                shown[0].ends_with("draft") && shown[1].ends_with("final"),
                "{shown:?}"
            );
            assert_eq!(shown[2], "Other");
        }
    }

    #[test]
    fn the_key_tells_namesakes_apart_and_else_a_number() {
        let room = Room {
            width: 200.0,
            lines: 1,
        };
        let same = [("a", "Star", "星"), ("b", "Star", "星"), ("c", "Sun", "日")];
        assert_eq!(
            shown(same, room, Language::Both),
            ["Star 星 (a)", "Star 星 (b)", "Sun 日"]
        );
        let (one, two) = ("x".repeat(80) + "1" + &"x".repeat(80), "x".repeat(161));
        let hidden = [("a", one.as_str(), ""), ("b", &two, ""), ("c", "Sun", "")];
        let shown = shown(hidden, room, Language::En);
        assert!(
            shown[0].ends_with("#1") && shown[1].ends_with("#2"),
            "{shown:?}"
        );
    }
}
