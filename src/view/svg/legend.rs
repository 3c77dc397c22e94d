//! What the marks and lines of a picture mean.

use super::{
    PictureOptions,
    palette::{kind_look, relation_look},
    scene::{Entry, Key},
};
use crate::{graph::Network, view::text::visible};

/// Returns an entry a relation, in alphabetical order; several on one link are one entry.
pub(super) fn relations(network: &Network, options: &PictureOptions) -> Vec<Entry> {
    let mut relations: Vec<&str> = network
        .edges()
        .iter()
        .map(|e| e.relation.as_str())
        .collect();
    relations.sort_unstable();
    relations.dedup();
    let entry = |relation: &str| {
        let look = relation_look(relation);
        let terms: Vec<String> = relation
            .split(' ')
            .map(|name| term(name, options))
            .collect();
        let key = Key::Line(look.colour, look.dash, 1.8, has_heads(network));
        Entry {
            key,
            text: terms.join(" + "),
        }
    };
    relations
        .into_iter()
        .filter(|relation| !relation.is_empty())
        .map(entry)
        .collect()
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
