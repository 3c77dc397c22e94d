//! What is counted while rows go by: where groups begin, and which graphs state a triple.

use std::{collections::HashMap, io};

use foldhash::fast::FixedState;

/// Returns a count as the format holds it.
///
/// # Errors
///
/// Refuses more than 2^32 - 1.
pub(super) fn number(count: usize) -> io::Result<u32> {
    u32::try_from(count).map_err(|_| {
        io::Error::other("found more than 4,294,967,295 quads: expected fewer; part the graph")
    })
}

/// Where the triples of each term begin.
pub(super) struct Starts(Vec<u32>);

impl Starts {
    pub(super) fn new(terms: u32) -> Self {
        Self(vec![0; terms as usize + 1])
    }

    /// Counts a triple of a term, whose number begins at 1.
    pub(super) fn count(&mut self, term: u32) {
        if let Some(count) = self.0.get_mut(term as usize) {
            *count += 1;
        }
    }

    pub(super) fn finish(mut self) -> Vec<u32> {
        let mut sum = 0;
        for count in &mut self.0 {
            sum += *count;
            *count = sum;
        }
        self.0
    }
}

/// The names of groups that come one after the other, and where each begins.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) names: Vec<u32>,
    starts: Vec<u32>,
}

impl Groups {
    /// Takes the next row; says whether it begins a group.
    pub(super) fn take(&mut self, name: u32, place: usize) -> io::Result<bool> {
        let begins = self.names.last() != Some(&name);
        if begins {
            self.names.push(name);
            self.starts.push(number(place)?);
        }
        Ok(begins)
    }

    pub(super) fn finish(mut self, all: u32) -> Vec<u32> {
        self.starts.push(all);
        self.starts
    }
}

/// The graphs of triples that come in their order.
#[derive(Default)]
pub(super) struct Graphs {
    /// The places of the triples of each graph.
    pub(super) of: Vec<(u32, Vec<u32>)>,
    place_of: HashMap<u32, u32, FixedState>,
    pub(super) sets: Vec<Vec<u32>>,
    number_of: HashMap<Vec<u32>, u32, FixedState>,
    pub(super) set_of: Vec<u32>,
    open: Vec<u32>,
}

impl Graphs {
    /// Takes a graph of the open triple.
    pub(super) fn take(&mut self, graph: u32) -> io::Result<()> {
        let place = if let Some(place) = self.place_of.get(&graph) {
            *place
        } else {
            let place = number(self.of.len())?;
            self.of.push((graph, Vec::new()));
            self.place_of.insert(graph, place);
            place
        };
        let triple = number(self.set_of.len())?;
        self.of[place as usize].1.push(triple);
        self.open.push(place);
        Ok(())
    }

    /// Ends the open triple, if there is one.
    pub(super) fn close(&mut self) -> io::Result<()> {
        if self.open.is_empty() {
            return Ok(());
        }
        self.open.sort_unstable();
        let set = if let Some(set) = self.number_of.get(&self.open) {
            *set
        } else {
            let set = number(self.sets.len())?;
            self.sets.push(self.open.clone());
            self.number_of.insert(self.open.clone(), set);
            set
        };
        self.set_of.push(set);
        self.open.clear();
        Ok(())
    }

    pub(super) fn quads(&self) -> u64 {
        self.of.iter().map(|(_, places)| places.len() as u64).sum()
    }

    /// Puts the graphs in the order of their numbers.
    pub(super) fn renumber(&mut self) {
        let mut order: Vec<u32> = self.of.iter().map(|(graph, _)| *graph).collect();
        order.sort_unstable();
        let place = |graph: u32| order.partition_point(|other| *other < graph);
        let new: Vec<u32> = self
            .of
            .iter()
            .map(|(graph, _)| u32::try_from(place(*graph)).unwrap_or(u32::MAX))
            .collect();
        for set in &mut self.sets {
            for graph in set.iter_mut() {
                *graph = new[*graph as usize];
            }
            set.sort_unstable();
        }
        self.of.sort_unstable_by_key(|(graph, _)| *graph);
    }

    /// Returns the sets as they are written: where each begins, then for each how many it has and which.
    pub(super) fn listed(&self) -> io::Result<Vec<u32>> {
        let mut listed = vec![number(self.sets.len())?];
        let mut start = self.sets.len() + 1;
        for set in &self.sets {
            listed.push(number(start)?);
            start += set.len() + 1;
        }
        for set in &self.sets {
            listed.push(number(set.len())?);
            listed.extend(set);
        }
        Ok(listed)
    }
}
