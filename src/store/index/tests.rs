//! The index held to sorted vectors that are looked through from end to end.

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use proptest::prelude::*;

use super::{Id, Index, Section};

/// Numbers that stand for a few terms of each kind.
fn term(number: u8) -> Term {
    let node = |name: &str| NamedNode::new_unchecked(format!("http://x/{name}{}", number % 5));
    let typed = |text: String, kind: &str| {
        let datatype = format!("http://www.w3.org/2001/XMLSchema#{kind}");
        Literal::new_typed_literal(text, NamedNode::new_unchecked(datatype)).into()
    };
    match number / 5 {
        0 => node("s").into(),
        1 => node("o").into(),
        2 => typed(format!("{}", number % 5), "integer"),
        3 => typed(format!("202{}-01-0{}", number % 5, number % 3 + 1), "date"),
        _ => Literal::new_language_tagged_literal_unchecked(format!("{}", number % 5), "en").into(),
    }
}

fn quad([subject, predicate, object, graph]: [u8; 4]) -> Quad {
    let node =
        |kind: &str, number: u8| NamedNode::new_unchecked(format!("http://x/{kind}{number}"));
    let graph = match graph {
        0 => GraphName::DefaultGraph,
        other => node("g", other).into(),
    };
    Quad::new(
        node("s", subject),
        node("p", predicate),
        term(object),
        graph,
    )
}

fn quads() -> impl Strategy<Value = Vec<Quad>> {
    let one = [0..5_u8, 0..3, 0..25, 0..3].prop_map(quad);
    prop::collection::vec(one, 0..60)
}

type Triple = (String, String, String);

fn triple(quad: &Quad) -> Triple {
    let [subject, predicate, object] = [
        quad.subject.to_string(),
        quad.predicate.to_string(),
        quad.object.to_string(),
    ];
    (subject, predicate, object)
}

fn spelled(index: &Index, triple: [Id; 3]) -> Triple {
    let [subject, predicate, object] = triple.map(|id| index.term(id).to_string());
    (subject, predicate, object)
}

/// Every pattern over the terms of a graph.
fn patterns(index: &Index, quads: &[Quad]) -> Vec<[Option<Id>; 3]> {
    let mut patterns = vec![[None; 3]];
    for quad in quads.iter().take(8) {
        let find = |term: Term| index.find(term.as_ref());
        let ends = [
            find(quad.subject.clone().into()),
            find(quad.predicate.clone().into()),
            find(quad.object.clone()),
        ];
        assert!(ends.iter().all(Option::is_some));
        for known in 0..8 {
            let keep = |end: usize| ends[end].filter(|_| known >> end & 1 == 1);
            patterns.push([keep(0), keep(1), keep(2)]);
        }
        // The object in the place of the subject: mostly no triple.
        patterns.push([ends[2], ends[1], None]);
    }
    patterns
}

fn fits(index: &Index, pattern: [Option<Id>; 3], quad: &Quad) -> bool {
    let (subject, predicate, object) = triple(quad);
    let ends = [subject, predicate, object];
    pattern
        .iter()
        .zip(&ends)
        .all(|(wanted, found)| wanted.is_none_or(|wanted| index.term(wanted).to_string() == *found))
}

proptest! {
    #[test]
    fn every_pattern_gives_what_a_search_from_end_to_end_gives(quads in quads()) {
        let index = Index::of_dataset(quads.clone()).unwrap();
        index.verify().unwrap();
        let distinct: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
        prop_assert_eq!(index.quads(), distinct.len() as u64);
        let graphs: std::collections::HashSet<&GraphName> = quads.iter().map(|quad| &quad.graph_name).collect();
        for pattern in patterns(&index, &quads) {
            let found: Vec<Triple> = index.triples(pattern).map(|triple| spelled(&index, triple)).collect();
            let fitting = || quads.iter().filter(|quad| fits(&index, pattern, quad));
            let wanted: BTreeSet<Triple> = fitting().map(triple).collect();
            prop_assert_eq!(found.len(), wanted.len(), "a triple came twice");
            prop_assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>(), wanted);
            let most = index.count(pattern);
            prop_assert!(most == found.len() as u64 || (pattern[1].is_none() && most >= found.len() as u64));
            for graph in &graphs {
                let name = match graph {
                    GraphName::NamedNode(name) => index.find(name.as_ref().into()),
                    _ => None,
                };
                let found: Vec<Triple> = index.triples_in(name, pattern).map(|triple| spelled(&index, triple)).collect();
                let wanted: BTreeSet<Triple> = fitting().filter(|quad| quad.graph_name == **graph).map(triple).collect();
                prop_assert_eq!(found.len(), wanted.len());
                prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), wanted);
            }
        }
        prop_assert!(index.damage().is_none());
    }

    #[test]
    fn a_predicate_knows_how_many_ends_it_has(quads in quads()) {
        let index = Index::of_dataset(quads.clone()).unwrap();
        for predicate in index.numbers(Section::Predicates).iter().filter_map(|number| Id::new(number.get())) {
            let name = index.term(predicate).to_string();
            let of: BTreeSet<Triple> = quads.iter().map(triple).filter(|triple| triple.1 == name).collect();
            let statistics = index.statistics(predicate);
            let count = |of: BTreeSet<&String>| of.len() as u64;
            prop_assert_eq!(statistics.triples, of.len() as u64);
            prop_assert_eq!(statistics.subjects, count(of.iter().map(|triple| &triple.0).collect()));
            prop_assert_eq!(statistics.objects, count(of.iter().map(|triple| &triple.2).collect()));
        }
    }

    #[test]
    fn an_altered_index_is_refused_or_asked_without_harm(
        quads in quads(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let index = Index::of_dataset(quads.clone()).unwrap();
        let mut bytes = index.bytes.to_vec();
        for (place, byte) in &changes {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
        let same = bytes == index.bytes.to_vec();
        if let Ok(altered) = Index::from_bytes(bytes) {
            // What only fills up between sections has no checksum.
            prop_assert!(same || altered.verify().is_err() || altered.sections() == index.sections());
            for pattern in patterns(&index, &quads) {
                for triple in altered.triples(pattern).take(1000) {
                    spelled(&altered, triple);
                    altered.graphs_of(triple).count();
                }
                altered.triples_in(None, pattern).take(1000).count();
            }
            for quad in &quads {
                altered.find(quad.object.as_ref());
            }
        }
    }

    #[test]
    fn an_index_that_is_cut_off_is_refused(quads in quads(), cut in any::<prop::sample::Index>()) {
        let bytes = Index::of_dataset(quads).unwrap().bytes.to_vec();
        let cut = cut.index(bytes.len());
        prop_assert!(Index::from_bytes(bytes[..cut].to_vec()).is_err());
    }
}

impl Index {
    /// The bytes of all sections.
    fn sections(&self) -> Vec<&[u8]> {
        Section::ALL
            .iter()
            .map(|section| self.bytes_of(*section))
            .collect()
    }
}

#[test]
fn a_number_that_points_nowhere_is_told_after_the_answer() {
    let index = Index::of_dataset((0..9).map(|number| quad([number % 3, 0, number, 0]))).unwrap();
    let mut bytes = index.bytes.to_vec();
    let start = index.layout.sections[Section::SubjectStarts as usize].start;
    let start = usize::try_from(start).unwrap();
    bytes[start + 4..start + 8].copy_from_slice(&u32::MAX.to_le_bytes());
    let altered = Index::from_bytes(bytes).unwrap();
    assert!(altered.damage().is_none());
    let first = Id::new(1);
    assert_eq!(altered.triples([first, None, None]).count(), 0);
    let told = altered.damage().unwrap().to_string();
    assert_eq!(
        told,
        "found an index that is altered: rows 0 to 4294967295 of 9"
    );
    assert!(altered.verify().is_err());
}
