//! Nothing of a picture is cut: each coordinate and each word lies in the view box; and no two nodes read the same.

use std::collections::BTreeMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{LANGUAGES, nodes, options, tangle};
use crate::{
    graph::{Edge, Network},
    view::{
        sample::edge,
        svg::{circle, columns, measure, picture, scene::Words, timeline},
    },
};

/// All that `points` and `d` hold, as pairs; a leg along an axis repeats the other coordinate.
fn points(path: &str) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for leg in path
        .split_inclusive(char::is_alphabetic)
        .collect::<Vec<_>>()
        .windows(2)
    {
        let command = leg[0].chars().last().unwrap();
        let numbers: Vec<f64> = leg[1]
            .trim_end_matches(char::is_alphabetic)
            .split_whitespace()
            .map(|number| number.parse().unwrap())
            .collect();
        let (x, y) = points.last().copied().unwrap_or_default();
        match command {
            'H' => points.push((numbers[0], y)),
            'V' => points.push((x, numbers[0])),
            _ => points.extend(numbers.chunks(2).map(|pair| (pair[0], pair[1]))),
        }
    }
    points
}

/// The points that bound an element, before it is moved; a level text as wide as we measure it.
fn bounds(name: &str, values: &BTreeMap<String, String>, text: &str) -> Vec<(f64, f64)> {
    let number = |key: &str| values.get(key).map_or(0.0, |value| value.parse().unwrap());
    match name {
        "line" => vec![(number("x1"), number("y1")), (number("x2"), number("y2"))],
        "rect" => {
            let (x, y) = (number("x"), number("y"));
            vec![(x, y), (x + number("width"), y + number("height"))]
        }
        "circle" => {
            let (x, y, r) = (number("cx"), number("cy"), number("r"));
            vec![(x - r, y - r), (x + r, y + r)]
        }
        "polygon" => {
            let pairs = values["points"].split(' ').map(|pair| {
                let (x, y) = pair.split_once(',').unwrap();
                (x.parse().unwrap(), y.parse().unwrap())
            });
            pairs.collect()
        }
        "path" => points(&values["d"]),
        "text" => {
            let (x, y, wide) = (
                number("x"),
                number("y"),
                measure::width(text, number("font-size")),
            );
            match values.get("text-anchor").map(String::as_str) {
                // Turned text is measured where it is laid out.
                _ if values.contains_key("transform") => vec![(x, y)],
                Some("middle") => vec![(x - wide / 2.0, y), (x + wide / 2.0, y)],
                Some("end") => vec![(x - wide, y), (x, y)],
                _ => vec![(x, y), (x + wide, y)],
            }
        }
        _ => Vec::new(),
    }
}

fn attributes(tag: &BytesStart) -> BTreeMap<String, String> {
    let pair = |one: quick_xml::events::attributes::Attribute| {
        let key = String::from_utf8(one.key.as_ref().to_vec()).unwrap();
        (key, one.unescape_value().unwrap().into_owned())
    };
    tag.attributes().map(|one| pair(one.unwrap())).collect()
}

/// Says how far `translate(x y)` moves.
fn moved(values: &BTreeMap<String, String>) -> (f64, f64) {
    let inside = values
        .get("transform")
        .and_then(|value| value.strip_prefix("translate("));
    inside.map_or((0.0, 0.0), |rest| {
        let (x, y) = rest.trim_end_matches(')').split_once(' ').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    })
}

/// An element that is not yet closed: its name, its attributes, where its origin is, and the text in it.
type Open = (String, BTreeMap<String, String>, (f64, f64), String);

fn assert_framed(svg: &str, what: &str) {
    let mut reader = Reader::from_str(svg);
    let mut open: Vec<Open> = Vec::new();
    let mut frame = (0.0, 0.0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let values = attributes(&tag);
                let (x, y) = moved(&values);
                let at = open.last().map_or((0.0, 0.0), |(.., at, _)| *at);
                let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                if name == "svg" {
                    frame = (
                        values["width"].parse().unwrap(),
                        values["height"].parse().unwrap(),
                    );
                    assert_eq!(values["viewBox"], format!("0 0 {} {}", frame.0, frame.1));
                }
                open.push((name, values, (at.0 + x, at.1 + y), String::new()));
            }
            Event::Text(text) => {
                if let Some((.., held)) = open.last_mut() {
                    held.push_str(&text.unescape().unwrap());
                }
            }
            Event::End(_) => {
                let (name, values, at, text) = open.pop().unwrap();
                for (x, y) in bounds(&name, &values, &text) {
                    let (x, y) = (x + at.0, y + at.1);
                    let inside =
                        (-0.1..=frame.0 + 0.1).contains(&x) && (-0.1..=frame.1 + 0.1).contains(&y);
                    assert!(
                        inside,
                        "{what}: {name} {values:?} `{text}` leaves {frame:?} at {x} {y}"
                    );
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
}

/// Every kind at once, and links within each column, the last one too.
fn mixture(name: &str, count: usize) -> Network {
    let kinds = [
        "firm", "post", "product", "sector", "event", "policy", "agency",
    ];
    let all = kinds.iter().flat_map(|kind| nodes(kind, count)).collect();
    let mut network = tangle(name, true, all);
    let last = network
        .nodes()
        .iter()
        .rposition(|node| node.kind == "agency")
        .unwrap();
    let mut edges: Vec<Edge> = network.edges().to_vec();
    let missing =
        |edges: &[Edge], from, to| !edges.iter().any(|edge| (edge.from, edge.to) == (from, to));
    for (from, to) in [(0, last), (last, 0), (0, 1), (1, 0)] {
        if from != to && missing(&edges, from, to) {
            edges.push(edge(from, to, 1.0, "succeeds"));
        }
    }
    network = Network::new(name, true, network.nodes().to_vec(), edges).unwrap();
    network
}

#[test]
fn all_of_a_picture_lies_in_its_view_box() {
    for count in [0, 1, 2, 3, 11, 30] {
        let mut networks = vec![
            tangle("lineage", true, nodes("policy", count)),
            tangle("issuance", true, nodes("agency", count)),
            tangle("co-issuance", false, nodes("agency", count)),
            tangle("influence", true, nodes("agency", count)),
        ];
        if count > 1 {
            networks.extend(["exposure", "graph"].map(|name| mixture(name, count.min(7))));
        }
        for network in networks {
            for language in LANGUAGES {
                for include_isolated in [false, true] {
                    let mut options = options(language);
                    options.include_isolated = include_isolated;
                    let what = format!("{} {count} {language:?}", network.name());
                    assert_framed(&picture(&network, &options), &what);
                }
            }
        }
    }
}

#[test]
fn no_two_nodes_of_a_picture_read_the_same() {
    for count in [5, 15] {
        let pictures = [
            tangle("lineage", true, nodes("policy", count)),
            tangle("influence", true, nodes("agency", count)),
            mixture("exposure", count),
        ];
        for (network, scene) in
            pictures
                .iter()
                .zip([timeline::scene, circle::scene, columns::scene])
        {
            for language in LANGUAGES {
                let scene = scene(network, &options(language));
                let text = |lines: &[Words]| -> Vec<String> {
                    lines.iter().map(|line| line.text.clone()).collect()
                };
                let mut texts: Vec<_> = scene.spots.iter().map(|spot| text(&spot.label)).collect();
                texts.sort();
                let all = texts.len();
                texts.dedup();
                assert_eq!(texts.len(), all, "{} {count} {language:?}", network.name());
            }
        }
    }
}
