//! Writes the index of what was taken up: quads by subject, and on the way the triples for the two other orders.

use std::{
    io::{self, Seek, Write},
    path::Path,
};

use super::{Limits, merge::Merged};
use crate::store::index::{
    Layout,
    sort::Sorter,
    write::{Quad, Triple, Writer},
};

/// What a quad takes, at most, where nothing goes to the disk: itself, its triple in the next order,
/// and its place in its graph and its set of graphs.
const QUAD: u64 = 16 + 12 + 8 + 8;

/// Writes the index; returns also how many orders went to the disk.
///
/// # Errors
///
/// Fails where the disk does, and where there are more quads than the format can hold.
pub fn write<W: Write + Seek>(
    merged: Merged,
    limits: Limits,
    (folder, out): (&Path, W),
) -> io::Result<(W, Layout, u64)> {
    let Merged {
        dictionary,
        mut quads,
        ..
    } = merged;
    let terms = dictionary.bytes() + 4 * dictionary.count() as u64;
    let rest = limits.memory.saturating_sub(terms);
    if quads.bytes() / 16 * QUAD > rest {
        quads.spill()?;
    }
    let room = Room {
        folder,
        rest,
        least: limits.memory / 64,
        spilled: quads.has_spilled(),
    };
    let mut writer = Writer::new(out, &dictionary.spellings())?;
    let mut objects = room.sorter("objects.rows", 6);
    let graphs = [room.sorter("places.rows", 2), room.sorter("sets.rows", 2)];
    let quads = quads.finish()?;
    writer.subjects(quads.map(|quad| tapped(quad, &mut objects)), graphs)?;
    let mut runs = u64::from(room.spilled) + u64::from(objects.has_spilled());
    let mut predicates = room.sorter("predicates.rows", 6);
    let objects = objects.finish()?;
    writer.objects(objects.map(|triple| turned(triple, &mut predicates)))?;
    runs += u64::from(predicates.has_spilled());
    writer.predicates(predicates.finish()?)?;
    let (out, layout) = writer.finish()?;
    Ok((out, layout, runs))
}

/// The memory that the terms leave.
struct Room<'a> {
    folder: &'a Path,
    rest: u64,
    /// The least that a sorter gets.
    least: u64,
    /// Whether the quads are on disk.
    spilled: bool,
}

impl Room<'_> {
    /// Makes a sorter with so many sixteenths of the room; with all it needs where the quads are in memory.
    fn sorter<const N: usize>(&self, name: &str, sixteenths: u64) -> Sorter<N> {
        let share = (self.rest / 16 * sixteenths).max(self.least);
        let share = if self.spilled { share } else { u64::MAX };
        let bytes = |share: u64| usize::try_from(share).unwrap_or(usize::MAX);
        // A quarter of the room is for the reading of runs.
        Sorter::new(&self.folder.join(name), bytes(share), bytes(self.rest / 4))
    }
}

/// Keeps the triple of a quad, to be sorted by object; one of two graphs comes twice and is sorted out there.
fn tapped(quad: io::Result<Quad>, objects: &mut Sorter<3>) -> io::Result<Quad> {
    let quad = quad?;
    let [subject, predicate, object, _] = quad;
    objects.push([object, predicate, subject])?;
    Ok(quad)
}

/// Keeps a triple, to be sorted by predicate.
fn turned(triple: io::Result<Triple>, predicates: &mut Sorter<3>) -> io::Result<Triple> {
    let triple = triple?;
    let [object, predicate, subject] = triple;
    predicates.push([predicate, subject, object])?;
    Ok(triple)
}
