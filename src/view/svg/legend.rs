//! What the marks and lines of a picture mean.

use super::{
    PictureOptions,
    palette::{RelationLook, has_look, kind_look, main_relation, relation_look},
    scene::{Entry, Key},
};
use crate::{graph::Network, view::text::visible};

/// Returns an entry a line that can be told from the others, with the relations that are drawn so; those without a line
/// of their own come last.
///
/// A link of several relations is drawn as the strongest of them.
pub(super) fn relations(network: &Network, options: &PictureOptions) -> Vec<Entry> {
    let mut drawn: Vec<&str> = network
        .edges()
        .iter()
        .map(|edge| main_relation(&edge.relation))
        .filter(|relation| !relation.is_empty())
        .collect();
    drawn.sort_unstable();
    drawn.dedup();
    let mut looks: Vec<(bool, RelationLook, Vec<String>)> = Vec::new();
    for relation in drawn {
        let look = relation_look(relation);
        let same = |(_, other, _): &&mut (bool, RelationLook, Vec<String>)| {
            (other.colour, other.dash) == (look.colour, look.dash)
        };
        let name = term(relation, options);
        if let Some((.., terms)) = looks.iter_mut().find(same) {
            terms.push(name);
        } else {
            looks.push((!has_look(relation), look, vec![name]));
        }
    }
    looks.sort_by_key(|(is_plain, ..)| *is_plain);
    let several = looks.len() > 1;
    let entry = |(is_plain, look, terms): (bool, RelationLook, Vec<String>)| {
        let text = terms.join(", ");
        let text = if is_plain && several {
            let head = options.language.say("other relations", "其他关系");
            format!("{head}: {text}")
        } else {
            text
        };
        let key = Key::Line(look.colour, look.dash, 1.8, has_heads(network));
        Entry { key, text }
    };
    looks.into_iter().map(entry).collect()
}

/// Says what a reader must know where links stand for several relations.
pub(super) fn several_relations(network: &Network, options: &PictureOptions) -> Option<String> {
    let several = |relation: &str| relation.split(' ').count() > 1;
    let found = network.edges().iter().any(|edge| several(&edge.relation));
    found.then(|| {
        options.language.say(
            "A line of several relations is drawn as one of them; pointing at it names all.",
            "一条线含多种关系时按其一绘制，指向该线可见全部关系。",
        )
    })
}

/// Says whether links have heads: not where columns say who issued and what was issued.
pub(super) fn has_heads(network: &Network) -> bool {
    network.is_directed() && network.name() != "issuance"
}

/// Returns an entry a kind, in the order of their first nodes.
pub(super) fn kinds(network: &Network, options: &PictureOptions) -> Vec<Entry> {
    let mut kinds: Vec<&str> = Vec::new();
    for node in network.nodes() {
        if !kinds.contains(&node.kind.as_str()) {
            kinds.push(&node.kind);
        }
    }
    let entry = |kind: &str| {
        let look = kind_look(kind);
        Entry {
            key: Key::Kind(look.shape, look.colour, true),
            text: term(kind, options),
        }
    };
    kinds.into_iter().map(entry).collect()
}

/// Returns what a relation or kind is called; its own name, in words, where no label is given.
pub(super) fn term(name: &str, options: &PictureOptions) -> String {
    match (options.term)(name) {
        Some([en, zh]) => visible(&options.language.say(&en, &zh)),
        None => visible(&in_words(name)),
    }
}

/// Splits `buildsOn` into `builds on`.
fn in_words(name: &str) -> String {
    let mut words = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    words
}

/// Says how many nodes and links are drawn, in the picture's language.
pub(super) fn count(options: &PictureOptions, nodes: usize, links: usize) -> String {
    let zh = format!("{nodes} 个节点，{links} 条联系。");
    let en = format!(
        "{}, {}.",
        plural(nodes, "node", "nodes"),
        plural(links, "link", "links")
    );
    options.language.say(&en, &zh)
}

/// Spells a count with what is counted: `1 policy`, `2 policies`.
pub(super) fn plural(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
