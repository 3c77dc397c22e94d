//! Patterns: written as SPARQL, and taken apart again for a shorter query.

use super::query::Select;

/// What stands between braces.
pub type Group = Vec<Pattern>;

/// A part of a group.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// A triple, or a path between two ends.
    Triple([String; 3]),
    /// `{ … } UNION { … }`; a single group is a group by itself.
    Union(Vec<Group>),
    /// What stands before braces, and the group between them: OPTIONAL, MINUS, GRAPH, FILTER EXISTS.
    Under(String, Group),
    /// A line without parts: FILTER, BIND, VALUES.
    Line(String),
    /// A query of its own.
    Select(Box<Select>),
}

/// Returns the variables that a group may bind, each once, in order.
pub fn variables(group: &[Pattern]) -> Vec<String> {
    let mut found = Vec::new();
    collect(group, &mut found);
    found.sort();
    found.dedup();
    found
}

fn collect(group: &[Pattern], found: &mut Vec<String>) {
    for pattern in group {
        match pattern {
            Pattern::Triple(ends) => {
                let names = ends.iter().filter(|end| end.starts_with('?'));
                found.extend(names.cloned());
            }
            Pattern::Union(groups) => groups.iter().for_each(|group| collect(group, found)),
            Pattern::Under(head, group) => {
                found.extend(
                    head.strip_prefix("GRAPH ")
                        .filter(|name| name.starts_with('?'))
                        .map(str::to_owned),
                );
                if !head.starts_with("MINUS") && !head.starts_with("FILTER") {
                    collect(group, found);
                }
            }
            Pattern::Line(line) => {
                let bound = line
                    .strip_prefix("BIND(")
                    .and_then(|rest| rest.rsplit_once(" AS "));
                if let Some((_, name)) = bound {
                    found.push(name.trim_end_matches(')').to_owned());
                } else if let Some(rest) = line.strip_prefix("VALUES (") {
                    let names = rest.split(')').next().unwrap_or_default();
                    found.extend(names.split(' ').map(str::to_owned));
                }
            }
            Pattern::Select(select) => found.extend(select.names()),
        }
    }
}

/// Returns a group as SPARQL, without its braces.
pub fn written(group: &[Pattern]) -> String {
    let mut text = String::new();
    for pattern in group {
        let part = match pattern {
            Pattern::Triple(ends) => format!("{} .", ends.join(" ")),
            Pattern::Union(groups) => {
                let groups: Vec<String> = groups
                    .iter()
                    .map(|group| format!("{{ {}}}", written(group)))
                    .collect();
                groups.join(" UNION ")
            }
            Pattern::Under(head, group) => format!("{head} {{ {}}}", written(group)),
            Pattern::Line(line) => line.clone(),
            Pattern::Select(select) => format!("{{ {} }}", select.written()),
        };
        text.push_str(&part);
        text.push(' ');
    }
    text
}

/// Returns the groups that are a step shorter.
pub fn shorter(group: &Group) -> Vec<Group> {
    let mut shorter = Vec::new();
    for place in 0..group.len() {
        let with = |parts: Group| {
            let mut group = group.clone();
            group.splice(place..=place, parts);
            group
        };
        shorter.push(with(Vec::new()));
        match &group[place] {
            Pattern::Union(groups) => {
                shorter.extend(groups.iter().map(|group| with(group.clone())));
                for (at, one) in groups.iter().enumerate() {
                    for less in self::shorter(one) {
                        let mut groups = groups.clone();
                        groups[at] = less;
                        shorter.push(with(vec![Pattern::Union(groups)]));
                    }
                }
            }
            Pattern::Under(head, inner) => {
                shorter.push(with(inner.clone()));
                let under = |inner| with(vec![Pattern::Under(head.clone(), inner)]);
                shorter.extend(self::shorter(inner).into_iter().map(under));
            }
            Pattern::Select(select) => {
                shorter.push(with(select.group.clone()));
                let inner = |select| with(vec![Pattern::Select(Box::new(select))]);
                shorter.extend(select.shorter().into_iter().map(inner));
            }
            Pattern::Triple(_) | Pattern::Line(_) => {}
        }
    }
    shorter
}
