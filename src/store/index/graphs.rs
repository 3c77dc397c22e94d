//! Which graphs state a triple, and which triples a graph states.
//!
//! Most triples share their set of graphs with many others, so a triple has the
//! number of its set, and a graph the places of its triples by subject.

use zerocopy::little_endian::U32;

use super::{Id, Index, layout::Section, rows::Pattern};

/// Where a triple stands among those by subject.
type Place = usize;

impl Index {
    /// Returns the named graphs.
    pub fn graphs(&self) -> impl Iterator<Item = Id> + use<'_> {
        let names = self.numbers(Section::Graphs).iter();
        names.filter_map(|name| Id::new(name.get()))
    }

    /// Returns how many triples a graph states; of the default graph where none is named.
    pub fn graph_len(&self, graph: Option<Id>) -> u64 {
        self.graph_rows(graph).len() as u64
    }

    /// Says whether there is a graph of that name.
    pub fn has_graph(&self, graph: Id) -> bool {
        self.graph_place(Some(graph)).is_some()
    }

    /// Returns the triples of a pattern that a graph states: a named one, or the default graph.
    ///
    /// O(triples of the pattern × log of those of a subject), or O(triples of the graph) where these are fewer.
    pub fn triples_in(
        &self,
        graph: Option<Id>,
        pattern: Pattern,
    ) -> Box<dyn Iterator<Item = [Id; 3]> + '_> {
        let Some(wanted) = self.graph_place(graph) else {
            return Box::new(std::iter::empty());
        };
        if self.numbers(Section::SetOfTriple).is_empty() && self.numbers(Section::Graphs).len() == 1
        {
            return Box::new(self.triples(pattern));
        }
        let own = self.graph_rows(graph);
        if (own.len() as u64) < self.count(pattern) {
            let places = own.iter().map(|place| place.get() as usize);
            return Box::new(self.at_places(places).filter(move |triple| {
                let mut ends = pattern.iter().zip(triple);
                ends.all(|(wanted, found)| wanted.is_none_or(|wanted| wanted == *found))
            }));
        }
        let states = move |triple: &[Id; 3]| {
            let set = self.set_of(*triple);
            set.binary_search_by_key(&wanted, |graph| graph.get())
                .is_ok()
        };
        Box::new(self.triples(pattern).filter(states))
    }

    /// Returns the named graphs that state a triple.
    pub fn graphs_of(&self, triple: [Id; 3]) -> impl Iterator<Item = Id> + use<'_> {
        let names = self.numbers(Section::Graphs);
        let of = self.set_of(triple).iter();
        of.filter_map(|place| Id::new(names.get(place.get() as usize)?.get()))
    }

    fn graph_place(&self, graph: Option<Id>) -> Option<u32> {
        let number = graph.map_or(0, Id::get);
        let names = self.numbers(Section::Graphs);
        let place = names
            .binary_search_by_key(&number, |name| name.get())
            .ok()?;
        u32::try_from(place).ok()
    }

    fn graph_rows(&self, graph: Option<Id>) -> &[U32] {
        let Some(place) = self.graph_place(graph) else {
            return &[];
        };
        let starts = self.numbers(Section::GraphStarts);
        self.between(starts, place as usize, self.numbers(Section::GraphRows))
    }

    /// Returns the triples at these places, which are sorted.
    fn at_places(&self, places: impl Iterator<Item = Place>) -> impl Iterator<Item = [Id; 3]> {
        let starts = self.numbers(Section::SubjectStarts);
        let rows = self.pairs(Section::Subjects);
        let mut subject = 0;
        places.filter_map(move |place| {
            let ends = |subject: usize| starts.get(subject).map_or(0, |end| end.get() as usize);
            if ends(subject) <= place {
                // Places come in order: the subject is this one or one that follows.
                let rest = starts.get(subject..).unwrap_or_default();
                subject += rest.partition_point(|end| end.get() as usize <= place);
            }
            let found = rows
                .get(place)
                .map(|row| row.map(|number| Id::new(number.get())));
            let number = u32::try_from(subject).ok().and_then(Id::new);
            let triple = match (number, found) {
                (Some(subject), Some([Some(predicate), Some(object)])) => {
                    Some([subject, predicate, object])
                }
                _ => None,
            };
            if triple.is_none() {
                self.note(|| format!("triple {place} of a graph"));
            }
            triple
        })
    }

    /// Returns the places, among the graphs, of those that state a triple.
    fn set_of(&self, triple: [Id; 3]) -> &[U32] {
        let of_triple = self.numbers(Section::SetOfTriple);
        let set = if of_triple.is_empty() {
            Some(0)
        } else {
            let place = self.place_of(triple);
            place
                .and_then(|place| of_triple.get(place))
                .map(|set| set.get() as usize)
        };
        let sets = self.numbers(Section::Sets);
        let members = set.and_then(|set| {
            let start = sets.get(set + 1)?.get() as usize;
            let length = sets.get(start)?.get() as usize;
            sets.get(start + 1..)?.get(..length)
        });
        members.unwrap_or_else(|| {
            self.note(|| "the graphs of a triple".to_owned());
            &[]
        })
    }

    fn place_of(&self, [subject, predicate, object]: [Id; 3]) -> Option<Place> {
        let start = self
            .numbers(Section::SubjectStarts)
            .get(subject.get() as usize - 1)?;
        let rows = self.subject_rows(subject);
        let wanted = [predicate.get(), object.get()];
        let place = rows
            .binary_search_by(|row| row.map(U32::get).cmp(&wanted))
            .ok()?;
        Some(start.get() as usize + place)
    }
}
