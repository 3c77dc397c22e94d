//! The graphs of triples that come in their order: the sets of graphs that triples stand in, and the places of each graph.
//!
//! Triples that stand in the first set until another comes need no memory: most
//! graphs that are loaded from a file are one graph.

use std::{collections::HashMap, io};

use foldhash::fast::FixedState;

use super::{Sorter, number};
use crate::store::index::sort::Sorted;

/// What is known of the graphs so far.
pub struct Graphs {
    /// Each set of graphs, in the order in which triples came that stand in it; each sorted.
    sets: Vec<Vec<u32>>,
    /// How many triples stand in each set.
    counts: Vec<u32>,
    number_of: HashMap<Vec<u32>, u32, FixedState>,
    /// The graphs of the open triple, sorted as they come.
    open: Vec<u32>,
    last_set: u32,
    triples: u32,
    /// How many triples stand in the first set before one that does not.
    alike: u32,
    /// Graph and place of the triples after those.
    places: Sorter<2>,
    /// Place and set of the triples after those.
    set_of: Sorter<2>,
}

impl Graphs {
    pub fn new([places, set_of]: [Sorter<2>; 2]) -> Self {
        Self {
            sets: Vec::new(),
            counts: Vec::new(),
            number_of: HashMap::default(),
            open: Vec::new(),
            last_set: 0,
            triples: 0,
            alike: 0,
            places,
            set_of,
        }
    }

    /// Takes a graph of the open triple; they come in order.
    pub fn take(&mut self, graph: u32) {
        self.open.push(graph);
    }

    /// Ends the open triple, if there is one.
    pub fn close(&mut self) -> io::Result<()> {
        if self.open.is_empty() {
            return Ok(());
        }
        let set = self.set()?;
        self.counts[set as usize] += 1;
        if set == 0 && self.alike == self.triples {
            self.alike += 1;
        } else {
            self.set_of.push([self.triples, set])?;
            for graph in &self.open {
                self.places.push([*graph, self.triples])?;
            }
        }
        let next = self.triples.checked_add(1);
        self.triples = next.map_or_else(|| number(usize::MAX), Ok)?;
        self.open.clear();
        Ok(())
    }

    /// Returns the number of the open triple's set.
    fn set(&mut self) -> io::Result<u32> {
        if self.sets.get(self.last_set as usize) == Some(&self.open) {
            return Ok(self.last_set);
        }
        self.last_set = if let Some(set) = self.number_of.get(&self.open) {
            *set
        } else {
            let set = number(self.sets.len())?;
            self.sets.push(self.open.clone());
            self.counts.push(0);
            self.number_of.insert(self.open.clone(), set);
            set
        };
        Ok(self.last_set)
    }

    pub fn triples(&self) -> u32 {
        self.triples
    }

    pub fn quads(&self) -> u64 {
        let sets = self.sets.iter().zip(&self.counts);
        sets.map(|(set, count)| set.len() as u64 * u64::from(*count))
            .sum()
    }

    /// Returns the graphs, in the order of their numbers.
    pub fn names(&self) -> Vec<u32> {
        let mut names: Vec<u32> = self.sets.iter().flatten().copied().collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Returns where the places of each graph begin, and where the last end.
    pub fn starts(&self, names: &[u32]) -> io::Result<Vec<u32>> {
        let mut starts = vec![0; names.len() + 1];
        for (set, count) in self.sets.iter().zip(&self.counts) {
            for graph in set {
                starts[place(names, *graph) + 1] += *count as usize;
            }
        }
        let mut sum = 0;
        let sums = starts.into_iter().map(|count| {
            sum += count;
            number(sum)
        });
        sums.collect()
    }

    /// Returns the sets as they are written: where each begins, then for each how many it has and which.
    pub fn listed(&self, names: &[u32]) -> io::Result<Vec<u32>> {
        let mut listed = vec![number(self.sets.len())?];
        let mut start = self.sets.len() + 1;
        for set in &self.sets {
            listed.push(number(start)?);
            start += set.len() + 1;
        }
        for set in &self.sets {
            listed.push(number(set.len())?);
            for graph in set {
                listed.push(number(place(names, *graph))?);
            }
        }
        Ok(listed)
    }

    /// Returns the places of each graph, and the set of each triple; none where there is one set.
    pub fn into_rows(
        self,
        names: &[u32],
    ) -> io::Result<(Rows<'_>, impl Iterator<Item = io::Result<u32>> + use<>)> {
        let first = self.sets.into_iter().next().unwrap_or_default();
        let alike = if self.counts.len() > 1 { self.alike } else { 0 };
        let rows = Rows {
            graphs: names.iter(),
            open: None,
            alike: 0..0,
            first,
            most: self.alike,
            later: self.places.finish()?.peekable(),
        };
        let rest = self.set_of.finish()?;
        let set_of = (0..alike).map(|_| Ok(0));
        Ok((rows, set_of.chain(rest.map(|row| row.map(|[_, set]| set)))))
    }
}

/// The places of each graph: those before the sets differ, which need no memory, and those after.
pub struct Rows<'a> {
    graphs: std::slice::Iter<'a, u32>,
    open: Option<u32>,
    alike: std::ops::Range<u32>,
    /// The first set, which the first `most` triples stand in.
    first: Vec<u32>,
    most: u32,
    later: std::iter::Peekable<Sorted<2>>,
}

impl Iterator for Rows<'_> {
    type Item = io::Result<u32>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(place) = self.alike.next() {
                return Some(Ok(place));
            }
            let is_own = |row: &io::Result<[u32; 2]>| match row {
                Ok([graph, _]) => Some(*graph) == self.open,
                Err(_) => true,
            };
            if let Some(row) = self.later.next_if(is_own) {
                return Some(row.map(|[_, place]| place));
            }
            let graph = *self.graphs.next()?;
            self.open = Some(graph);
            if self.first.contains(&graph) {
                self.alike = 0..self.most;
            }
        }
    }
}

fn place(names: &[u32], graph: u32) -> usize {
    names.partition_point(|name| *name < graph)
}
