//! In which order the parts of a group are joined: greedy, from every start, by real counts.
//!
//! The cost of an order is the rows that its joins give, all together. Parts that no variable
//! links are chains of their own. The same query over the same data gives the same order.

use spargebra::algebra::GraphPattern;

use super::{
    scope::{Scope, Variables, is_loopable},
    size::Size,
};

/// How many parts of a chain are tried as its start, the smallest first.
const MOST_STARTS: usize = 12;

/// How many looks at a part a chain may cost, at n² a start; one start is always tried.
const MOST_LOOKS: usize = 30_000;

/// A part of a group, with what the order needs to know of it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub pattern: GraphPattern,
    pub scope: Scope,
    pub size: Size,
}

/// A part's place in the list, and the rows after it is joined.
pub(super) type Link = (usize, f64);

/// Orders parts into chains, those with fewest rows first; `bound` are variables that the group sees bound.
pub(super) fn order(parts: &[Part], bound: &Variables) -> Vec<Vec<Link>> {
    let mut chains: Vec<Vec<Link>> = Vec::new();
    for members in components(parts, bound) {
        let mut starts = members.clone();
        let size = |place: &usize| parts[*place].size.with(bound);
        starts.sort_by(|one, other| size(one).total_cmp(&size(other)));
        let affordable = MOST_LOOKS / (members.len() * members.len());
        starts.truncate(affordable.clamp(1, MOST_STARTS));
        let chains_of_starts = starts
            .into_iter()
            .map(|start| chain(parts, &members, start, bound));
        let best = chains_of_starts.min_by(|(one, _), (other, _)| one.total_cmp(other));
        chains.extend(best.map(|(_, chain)| chain));
    }
    let rows = |chain: &Vec<Link>| chain.last().map_or(0.0, |link| link.1);
    chains.sort_by(|one, other| rows(one).total_cmp(&rows(other)));
    chains
}

/// Groups the places of parts that variables link, but for those that are bound.
fn components(parts: &[Part], bound: &Variables) -> Vec<Vec<usize>> {
    let mut components: Vec<(Variables, Vec<usize>)> = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let mut variables = part.scope.possible.clone();
        variables.retain(|variable| !bound.contains(variable));
        let mut members = vec![place];
        components.retain_mut(|(others, places)| {
            let apart = others.is_disjoint(&variables);
            if !apart {
                variables.append(others);
                members.append(places);
            }
            apart
        });
        members.sort_unstable();
        components.push((variables, members));
    }
    components.into_iter().map(|(_, members)| members).collect()
}

/// Returns the cost and the order of the greedy chain from a start.
fn chain(parts: &[Part], members: &[usize], start: usize, bound: &Variables) -> (f64, Vec<Link>) {
    let mut rows = parts[start].size.with(bound);
    let (mut cost, mut links) = (rows, vec![(start, rows)]);
    let mut certain = bound.clone();
    certain.extend(parts[start].scope.certain.iter().cloned());
    let mut touched = parts[start].scope.possible.clone();
    let mut left: Vec<usize> = members
        .iter()
        .copied()
        .filter(|place| *place != start)
        .collect();
    while !left.is_empty() {
        let joined = |place: usize| rows * parts[place].size.with(&certain);
        let apart = |place: usize| {
            let mut shared = parts[place].scope.possible.intersection(&touched);
            shared.all(|variable| bound.contains(variable))
        };
        let next = (0..left.len()).min_by(|one, other| {
            let (one, other) = (left[*one], left[*other]);
            let linked = apart(one).cmp(&apart(other));
            linked.then(joined(one).total_cmp(&joined(other)))
        });
        let Some(next) = next else { break };
        let place = left.remove(next);
        let part = &parts[place];
        rows = joined(place);
        cost += rows;
        if !is_loopable(&part.pattern, &touched) {
            cost += part.size.alone;
        }
        links.push((place, rows));
        certain.extend(part.scope.certain.iter().cloned());
        touched.extend(part.scope.possible.iter().cloned());
    }
    (cost, links)
}
