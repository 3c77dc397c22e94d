//! Legible by construction: no label overlaps another, in any layout, size and language.

mod frame;

use super::{
    Layout, PictureOptions, circle, columns, layout, picture,
    scene::{Mark, Scene, Spot},
    timeline,
};
use crate::{
    graph::{Edge, Network, Node},
    view::{
        Language,
        sample::{HOSTILE, edge, hostile_network, node, xml_texts},
        text::visible,
    },
};

const LANGUAGES: [Language; 3] = [Language::En, Language::Zh, Language::Both];

fn options(language: Language) -> PictureOptions<'static> {
    PictureOptions {
        language,
        title: ["A <title> & more", "题目"],
        href: &|iri| Some(format!("evidence.html#{}", iri.len())),
        term: &|name| (name == "buildsOn").then(|| ["builds on".to_owned(), "延续".to_owned()]),
        include_isolated: true,
    }
}

/// Made-up names of all lengths, dates of all kinds.
fn nodes(kind: &str, count: usize) -> Vec<Node> {
    let dates = [
        "2023-10-10",
        "2023-08",
        "2019",
        "2021-01-05",
        "2021-01-05",
        "",
        "1994-03",
    ];
    let name = |place: usize| {
        let zh = "关于印发生成式人工智能服务管理暂行办法的通知".repeat(1 + place % 3);
        let en = "Interim Measures for the Administration of Services ".repeat(1 + place % 4);
        let mut made = node(&format!("{kind}/{place:04}"), en.trim(), &zh, None);
        made.date = Some(dates[place % 7].to_owned()).filter(|date| !date.is_empty());
        made
    };
    (0..count).map(name).collect()
}

/// A network of so many links that nothing is in order.
fn tangle(name: &str, directed: bool, nodes: Vec<Node>) -> Network {
    let count = nodes.len();
    let relations = ["buildsOn", "basedOn", "implements", "finalizes buildsOn"];
    let mut edges: Vec<Edge> = (0..count)
        .filter(|place| place % 5 != 4)
        .flat_map(|place| [(place, place * 7 % count), (place, (place * 3 + 1) % count)])
        .filter(|(from, to)| from != to && (directed || from < to))
        .map(|(from, to)| {
            edge(
                from,
                to,
                1.0 + super::measure::float(from % 4),
                relations[to % 4],
            )
        })
        .collect();
    edges.sort_by_key(|edge| (edge.from, edge.to));
    edges.dedup_by_key(|edge| (edge.from, edge.to));
    Network::new(name, directed, nodes, edges).unwrap()
}

fn assert_legible(scene: &Scene, what: &str) {
    let labels: Vec<_> = scene
        .spots
        .iter()
        .flat_map(|spot| &spot.label)
        .chain(&scene.words)
        .collect();
    let boxes: Vec<_> = labels.iter().map(|label| label.corners()).collect();
    for (place, one) in boxes.iter().enumerate() {
        for (x, y) in one {
            let inside = *x >= 0.0 && *x <= scene.width && *y >= 0.0 && *y <= scene.height;
            assert!(
                inside,
                "{what}: `{}` leaves the picture at {x} {y}",
                labels[place].text
            );
        }
        for (other, two) in boxes.iter().enumerate().skip(place + 1) {
            let (first, second) = (&labels[place].text, &labels[other].text);
            assert!(!overlap(one, two), "{what}: `{first}` overlaps `{second}`");
        }
    }
}

/// Says whether two rectangles overlap: no line between them separates their corners.
fn overlap(one: &[(f64, f64); 4], other: &[(f64, f64); 4]) -> bool {
    let sides = [one, other].into_iter().flat_map(|corners| {
        [0, 1].map(|side| {
            (
                corners[side + 1].0 - corners[side].0,
                corners[side + 1].1 - corners[side].1,
            )
        })
    });
    let separated = |(x, y): (f64, f64)| {
        let extent = |corners: &[(f64, f64); 4]| {
            corners
                .iter()
                .map(|corner| corner.0 * x + corner.1 * y)
                .fold(
                    (f64::INFINITY, f64::NEG_INFINITY),
                    |(least, most), along| (least.min(along), most.max(along)),
                )
        };
        let ((least, most), (other_least, other_most)) = (extent(one), extent(other));
        most <= other_least + 1e-6 || other_most <= least + 1e-6
    };
    !sides.into_iter().any(separated)
}

#[test]
fn overlapping_boxes_are_told_from_touching_ones() {
    let square = |x: f64, y: f64| [(x, y), (x + 1.0, y), (x + 1.0, y + 1.0), (x, y + 1.0)];
    assert!(overlap(&square(0.0, 0.0), &square(0.5, 0.5)));
    assert!(!overlap(&square(0.0, 0.0), &square(1.0, 0.0)));
    let turned = [(1.6, 0.5), (2.1, 1.0), (1.6, 1.5), (1.1, 1.0)];
    assert!(!overlap(&square(0.0, 0.0), &turned));
}

#[test]
fn no_label_of_a_timeline_overlaps_another() {
    for count in [0, 1, 11, 215] {
        let network = tangle("lineage", true, nodes("policy", count));
        for language in LANGUAGES {
            assert_legible(
                &timeline::scene(&network, &options(language)),
                &format!("{count} {language:?}"),
            );
        }
    }
}

#[test]
fn no_label_of_a_circle_overlaps_another() {
    for count in [0, 1, 2, 3, 4, 5, 11, 24, 27, 28, 29, 40, 90, 215] {
        for directed in [false, true] {
            let network = tangle("influence", directed, nodes("agency", count));
            for language in LANGUAGES {
                assert_legible(
                    &circle::scene(&network, &options(language)),
                    &format!("{count} {language:?}"),
                );
            }
        }
    }
}

#[test]
fn many_nodes_without_a_link_stand_in_rows_below_the_circle() {
    let links = vec![edge(0, 1, 1.0, "shapes"), edge(1, 2, 3.0, "shapes")];
    let network = Network::new("influence", true, nodes("agency", 90), links).unwrap();
    for language in LANGUAGES {
        let scene = circle::scene(&network, &options(language));
        assert_legible(&scene, &format!("{language:?}"));
        assert_eq!(scene.spots.len(), 90);
        let lowest_linked = scene.spots[..3]
            .iter()
            .map(|spot| spot.at.1)
            .fold(0.0, f64::max);
        assert!(
            scene.spots[3..]
                .iter()
                .all(|spot| spot.at.1 > lowest_linked)
        );
    }
}

#[test]
fn no_label_of_columns_overlaps_another_or_leaves_its_box() {
    for count in [1, 11, 215] {
        let mut all = nodes("agency", count / 4);
        all.extend(nodes("firm", 5));
        all.extend(nodes("policy", count));
        for name in ["issuance", "exposure"] {
            let network = tangle(name, true, all.clone());
            for language in LANGUAGES {
                let scene = columns::scene(&network, &options(language));
                assert_legible(&scene, &format!("{name} {count} {language:?}"));
                for spot in &scene.spots {
                    let Mark::Box { width, .. } = spot.mark else {
                        panic!("no box")
                    };
                    for line in &spot.label {
                        let right = line.corners()[1].0;
                        assert!(right <= spot.at.0 + width / 2.0, "{}", line.text);
                    }
                }
            }
        }
    }
}

#[test]
fn hostile_labels_stay_text_in_each_layout() {
    let lineage = hostile_network();
    let circle = Network::new("co-issuance", false, lineage.nodes().to_vec(), vec![]).unwrap();
    let columns = Network::new(
        "issuance",
        true,
        lineage.nodes().to_vec(),
        lineage.edges().to_vec(),
    );
    for network in [lineage, circle, columns.unwrap()] {
        let svg = picture(&network, &options(Language::En));
        let texts = xml_texts(&svg);
        for label in HOSTILE {
            assert!(
                texts.contains(&visible(label)),
                "{label:?} in {}",
                network.name()
            );
        }
        assert!(!svg.contains("<script") && !svg.contains(['\u{202e}', '\0', '\u{1b}']));
    }
}

#[test]
fn a_lineage_runs_in_time_and_says_what_it_leaves_out() {
    let mut policies: Vec<Node> = (0..3)
        .map(|place| node(&format!("policy/{place}"), "x", "", None))
        .collect();
    policies[0].date = Some("2023-10-10".to_owned());
    policies[1].date = Some("2017".to_owned());
    let edges = vec![edge(0, 1, 1.0, "buildsOn")];
    let network = Network::new("lineage", true, policies, edges).unwrap();
    let mut options = options(Language::En);
    options.include_isolated = false;
    let scene = timeline::scene(&network, &options);
    let x = |node: usize| {
        scene
            .spots
            .iter()
            .find(|spot| spot.node == node)
            .unwrap()
            .at
            .0
    };
    assert!(x(1) < x(0));
    assert_eq!(scene.spots.len(), 2);
    assert_eq!(scene.notes[0], "Not drawn: 1 policy without a link.");
    assert_eq!(scene.links.len(), 1);
}

#[test]
fn the_circle_draws_what_has_no_link_hollow() {
    let agencies = nodes("agency", 3);
    let network = Network::new(
        "co-issuance",
        false,
        agencies,
        vec![edge(0, 2, 1.0, "issuedBy")],
    );
    let scene = circle::scene(&network.unwrap(), &options(Language::Zh));
    let hollow = |spot: &&Spot| matches!(spot.mark, Mark::Shape { filled: false, .. });
    let found: Vec<usize> = scene
        .spots
        .iter()
        .filter(hollow)
        .map(|spot| spot.node)
        .collect();
    assert_eq!(found, [1]);
}

#[test]
fn the_same_network_gives_the_same_bytes() {
    for name in ["lineage", "influence", "issuance"] {
        let network = tangle(name, true, nodes("policy", 40));
        let draw = || picture(&network, &options(Language::Both));
        assert_eq!(draw(), draw());
    }
}

#[test]
fn the_layout_follows_the_name_and_the_kinds() {
    let mixed = [nodes("agency", 2), nodes("policy", 2)].concat();
    for (name, nodes, expected) in [
        ("lineage", nodes("policy", 2), "timeline"),
        ("issuance", nodes("agency", 2), "columns"),
        ("anything", mixed, "columns"),
        ("co-issuance", nodes("agency", 3), "circle"),
        ("co-issuance", nodes("agency", 1), "list"),
    ] {
        let found = match layout(&tangle(name, true, nodes)) {
            Layout::Timeline => "timeline",
            Layout::Columns => "columns",
            Layout::Circle => "circle",
            Layout::List => "list",
        };
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn no_link_of_a_timeline_crosses_a_label() {
    let network = tangle("lineage", true, nodes("policy", 215));
    let scene = timeline::scene(&network, &options(Language::Both));
    let labels: Vec<_> = scene
        .spots
        .iter()
        .flat_map(|spot| &spot.label)
        .map(|words| (words, words.corners()))
        .collect();
    for link in &scene.links {
        for leg in link.path.points().windows(2) {
            let (least, most) = (
                (leg[0].0.min(leg[1].0), leg[0].1.min(leg[1].1)),
                (leg[0].0.max(leg[1].0), leg[0].1.max(leg[1].1)),
            );
            let line = [least, (most.0, least.1), most, (least.0, most.1)];
            for (words, label) in &labels {
                let inside = least.0 < label[1].0
                    && most.0 > label[0].0
                    && least.1 < label[2].1
                    && most.1 > label[0].1;
                assert!(
                    !inside,
                    "{} crosses `{}` at {line:?}",
                    link.path.data(),
                    words.text
                );
            }
        }
    }
}
