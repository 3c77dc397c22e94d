//! The pairs of a closure, by walks over the graph in numbers of terms.
//!
//! Answers as the engine answers a property path (SPARQL 1.1, sections 9.3 and 18.4; spareval
//! 0.2.9): each pair once; a zero-length walk joins each subject and object of the graph with
//! itself, and no term that the graph does not hold. How a graph is read is given by the caller,
//! so that one walk serves the merge of all graphs and each graph by itself.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use crate::store::index::{Id, Index};

use super::paths::Closure;

/// The steps of a closure in numbers of terms; predicates that the data lacks lead nowhere and are left out.
#[derive(Clone, Debug)]
pub struct Walk {
    steps: Vec<(Id, bool)>,
    many: bool,
    reflexive: bool,
}

impl Walk {
    /// Looks up a closure's predicates.
    pub fn new(closure: &Closure, index: &Index) -> Self {
        let steps = closure.steps.iter();
        let found = steps.filter_map(|step| {
            let id = index.find(step.predicate.as_ref().into())?;
            Some((id, step.forward))
        });
        Self {
            steps: found.collect(),
            many: closure.many,
            reflexive: closure.reflexive,
        }
    }

    /// Returns the pairs whose ends are as given, in the graph that `read` gives the triples of.
    ///
    /// With one end bound O(reached triples), with both until they meet, with none that for
    /// each node that has a first step (for a reflexive closure: each node), one by one.
    pub fn pairs<'a, R, I>(
        &self,
        ends: [Option<Id>; 2],
        read: R,
    ) -> Box<dyn Iterator<Item = [Id; 2]> + 'a>
    where
        R: Fn([Option<Id>; 3]) -> I + 'a,
        I: Iterator<Item = [Id; 3]>,
    {
        match ends {
            [Some(start), None] => {
                let reached = self.reach(start, true, &read, usize::MAX);
                Box::new(reached.into_iter().map(move |end| [start, end]))
            }
            [None, Some(end)] => {
                let reached = self.reach(end, false, &read, usize::MAX);
                Box::new(reached.into_iter().map(move |start| [start, end]))
            }
            [Some(start), Some(end)] => {
                let pair = self.joins(start, end, &read).then_some([start, end]);
                Box::new(pair.into_iter())
            }
            [None, None] => {
                let walk = self.clone();
                let all = self.starts(&read).into_iter().flat_map(move |start| {
                    let reached = walk.reach(start, true, &read, usize::MAX);
                    reached.into_iter().map(move |end| [start, end])
                });
                Box::new(all)
            }
        }
    }

    /// Returns the nodes that a walk from a node reaches, nearest first, at most `limit` and a step's more.
    pub(super) fn reach<R, I>(&self, from: Id, forward: bool, read: &R, limit: usize) -> Vec<Id>
    where
        R: Fn([Option<Id>; 3]) -> I,
        I: Iterator<Item = [Id; 3]>,
    {
        let mut seen = Seen::default();
        let mut reached = Vec::new();
        if self.reflexive {
            if !holds(from, read) {
                return reached;
            }
            seen.insert(from);
            reached.push(from);
        }
        let mut next = usize::from(self.reflexive);
        let mut node = Some(from);
        while let Some(from) = node {
            self.step(from, forward, read, |to| {
                if seen.insert(to) {
                    reached.push(to);
                }
                true
            });
            let onward = self.many && reached.len() < limit;
            node = reached.get(next).copied().filter(|_| onward);
            next += 1;
        }
        reached
    }

    /// Says whether a walk leads from one node to another; searches from the end that has fewer first steps.
    fn joins<R, I>(&self, start: Id, end: Id, read: &R) -> bool
    where
        R: Fn([Option<Id>; 3]) -> I,
        I: Iterator<Item = [Id; 3]>,
    {
        if self.reflexive && start == end {
            return holds(start, read);
        }
        let forward = self.is_narrower_forward(start, end, read);
        let (from, wanted) = if forward { (start, end) } else { (end, start) };
        let mut seen = Seen::default();
        let mut queue = vec![from];
        let (mut next, mut found) = (0, false);
        while let Some(from) = queue.get(next).copied().filter(|_| !found) {
            self.step(from, forward, read, |to| {
                found |= to == wanted;
                if seen.insert(to) {
                    queue.push(to);
                }
                !found
            });
            next += if self.many { 1 } else { queue.len() };
        }
        found
    }

    /// Says whether the first steps from `start` are not more than those into `end`; both are read in turn, so that a long row costs no more than the short one.
    fn is_narrower_forward<R, I>(&self, start: Id, end: Id, read: &R) -> bool
    where
        R: Fn([Option<Id>; 3]) -> I,
        I: Iterator<Item = [Id; 3]>,
    {
        let rows = |from: Id, forward: bool| {
            let steps = self.steps.iter();
            steps.flat_map(move |step| read(pattern(from, *step, forward)))
        };
        let (mut out, mut into) = (rows(start, true), rows(end, false));
        loop {
            match (out.next(), into.next()) {
                (None, _) => return true,
                (_, None) => return false,
                _ => {}
            }
        }
    }

    /// Calls `visit` with each node one step from a node, until it says no.
    fn step<R, I>(&self, from: Id, forward: bool, read: &R, mut visit: impl FnMut(Id) -> bool)
    where
        R: Fn([Option<Id>; 3]) -> I,
        I: Iterator<Item = [Id; 3]>,
    {
        if let Some(rows) = self.mixed(from, forward, read) {
            let onward = self.steps.first().is_some_and(|step| step.1 == forward);
            let wanted = |predicate: Id| self.steps.iter().any(|step| step.0 == predicate);
            for [subject, predicate, object] in rows {
                let next = if onward { object } else { subject };
                if wanted(predicate) && !visit(next) {
                    return;
                }
            }
            return;
        }
        for step in &self.steps {
            let onward = step.1 == forward;
            for [subject, _, object] in read(pattern(from, *step, forward)) {
                if !visit(if onward { object } else { subject }) {
                    return;
                }
            }
        }
    }

    /// Returns all triples on the side of a node to which every step leads, where they are few:
    /// to look through them is quicker than to look each predicate up.
    fn mixed<R, I>(&self, from: Id, forward: bool, read: &R) -> Option<I>
    where
        R: Fn([Option<Id>; 3]) -> I,
        I: Iterator<Item = [Id; 3]>,
    {
        let [first, rest @ ..] = self.steps.as_slice() else {
            return None;
        };
        if rest.is_empty() || rest.iter().any(|step| step.1 != first.1) {
            return None;
        }
        let mut side = pattern(from, *first, forward);
        side[1] = None;
        let rows = read(side);
        let most = rows.size_hint().1;
        most.is_some_and(|most| most <= MOST_MIXED).then_some(rows)
    }

    /// Returns the nodes from which a walk may start, in the order in which the graph gives them.
    fn starts<R, I>(&self, read: &R) -> Vec<Id>
    where
        R: Fn([Option<Id>; 3]) -> I,
        I: Iterator<Item = [Id; 3]>,
    {
        let mut seen = Seen::default();
        let mut starts = Vec::new();
        let mut take = |node: Id| {
            if seen.insert(node) {
                starts.push(node);
            }
        };
        if self.reflexive {
            for [subject, _, object] in read([None; 3]) {
                take(subject);
                take(object);
            }
        } else {
            for (predicate, forward) in &self.steps {
                for [subject, _, object] in read([None, Some(*predicate), None]) {
                    take(if *forward { subject } else { object });
                }
            }
        }
        starts
    }
}

/// Returns the pattern of the triples that lead from a node by a step.
fn pattern(from: Id, (predicate, step): (Id, bool), forward: bool) -> [Option<Id>; 3] {
    if step == forward {
        [Some(from), Some(predicate), None]
    } else {
        [None, Some(predicate), Some(from)]
    }
}

/// Says whether a term is a subject or object of the graph.
fn holds<R, I>(term: Id, read: &R) -> bool
where
    R: Fn([Option<Id>; 3]) -> I,
    I: Iterator<Item = [Id; 3]>,
{
    read([Some(term), None, None]).next().is_some()
        || read([None, None, Some(term)]).next().is_some()
}

/// How many triples of a node are looked through without looking its predicates up.
const MOST_MIXED: usize = 64;

/// How many nodes a walk sees before a bit for each term is cheaper than a set of the few.
const MOST_IN_SET: usize = 512;

/// Numbers below this come densely from the dictionary; those above hold values themselves.
const DENSE: u32 = 1 << 31;

/// The nodes that a walk has seen: a set while they are few, then a bit for each term.
#[derive(Default)]
struct Seen {
    few: HashSet<u32, FixedState>,
    bits: Vec<u64>,
}

impl Seen {
    /// Takes a node up and says whether it is new.
    fn insert(&mut self, id: Id) -> bool {
        let number = id.get();
        if number >= DENSE || (self.bits.is_empty() && self.few.len() < MOST_IN_SET) {
            return self.few.insert(number);
        }
        if self.bits.is_empty() {
            let few = std::mem::take(&mut self.few);
            for number in few {
                if number < DENSE {
                    self.set(number);
                } else {
                    self.few.insert(number);
                }
            }
        }
        self.set(number)
    }

    fn set(&mut self, number: u32) -> bool {
        let (word, bit) = (number as usize / 64, 1_u64 << (number % 64));
        if word >= self.bits.len() {
            self.bits.resize((word + 1).max(self.bits.len() * 2), 0);
        }
        let new = self.bits[word] & bit == 0;
        self.bits[word] |= bit;
        new
    }
}
