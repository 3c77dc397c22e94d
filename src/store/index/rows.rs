//! The triples of a pattern, from the order that knows most of it.

use std::slice;

use zerocopy::little_endian::U32;

use super::{Id, Index, layout::Section};

/// Three ends of a triple; an unknown one is `None`.
pub type Pattern = [Option<Id>; 3];

/// A row: the two ends that the place of the row does not say.
type Row = [U32; 2];

/// The triples of a pattern.
#[derive(Debug)]
pub struct Triples<'a> {
    index: &'a Index,
    rows: slice::Iter<'a, Row>,
    form: Form,
}

/// What the rows are, and what each must be.
#[derive(Clone, Copy, Debug)]
enum Form {
    /// Predicate and object, of a subject.
    OfSubject(u32),
    /// The same, of one object.
    OfSubjectTo(u32, u32),
    /// Predicate and subject, of an object.
    OfObject(u32),
    /// The same, of one subject.
    OfObjectFrom(u32, u32),
    /// Subject and object, of a predicate.
    OfPredicate(u32),
    /// Predicate and object of every subject; how many rows are left of which.
    All(u32, u32),
}

impl Iterator for Triples<'_> {
    type Item = [Id; 3];

    fn next(&mut self) -> Option<[Id; 3]> {
        loop {
            let [first, second] = self.rows.next()?.map(U32::get);
            let ends = match self.form {
                Form::OfSubject(subject) => [subject, first, second],
                Form::OfSubjectTo(subject, object) if second == object => [subject, first, object],
                Form::OfObject(object) => [second, first, object],
                Form::OfObjectFrom(object, subject) if second == subject => {
                    [subject, first, object]
                }
                Form::OfPredicate(predicate) => [first, predicate, second],
                Form::All(..) => [self.next_subject()?, first, second],
                Form::OfSubjectTo(..) | Form::OfObjectFrom(..) => continue,
            };
            match ends.map(Id::new) {
                [Some(subject), Some(predicate), Some(object)] => {
                    return Some([subject, predicate, object]);
                }
                _ => self.index.note(|| "a triple of no terms".to_owned()),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.rows.len()))
    }
}

impl Triples<'_> {
    fn next_subject(&mut self) -> Option<u32> {
        let Form::All(mut subject, mut left) = self.form else {
            return None;
        };
        while left == 0 {
            subject += 1;
            let Some(id) = Id::new(subject).filter(|_| subject <= self.index.terms()) else {
                self.index.note(|| "triples of no subject".to_owned());
                return None;
            };
            left = u32::try_from(self.index.subject_rows(id).len()).unwrap_or(u32::MAX);
        }
        self.form = Form::All(subject, left - 1);
        Some(subject)
    }
}

/// Returns the rows whose first end is this; they are sorted by it.
fn narrowed(rows: &[Row], first: Id) -> &[Row] {
    let wanted = first.get();
    // A policy has a dozen rows: the first few are looked at one by one.
    if rows.len() <= 16 {
        let start = rows.iter().position(|row| row[0].get() == wanted);
        let rows = &rows[start.unwrap_or(rows.len())..];
        let length = rows.iter().position(|row| row[0].get() != wanted);
        return &rows[..length.unwrap_or(rows.len())];
    }
    let start = rows.partition_point(|row| row[0].get() < wanted);
    let rows = &rows[start..];
    &rows[..rows.partition_point(|row| row[0].get() == wanted)]
}

impl Index {
    /// Returns the triples of a pattern, each once however many graphs state it, in the order of numbers.
    ///
    /// O(log n) to the first, O(1) to each next; with subject and object but no predicate
    /// O(the fewer of their triples).
    pub fn triples(&self, pattern: Pattern) -> Triples<'_> {
        let (rows, form) = self.matching(pattern);
        let rows = rows.iter();
        Triples {
            index: self,
            rows,
            form,
        }
    }

    /// Returns how many triples a pattern has. With subject and object but no predicate it is the most there can be.
    pub fn count(&self, pattern: Pattern) -> u64 {
        self.matching(pattern).0.len() as u64
    }

    fn matching(&self, pattern: Pattern) -> (&[Row], Form) {
        match pattern {
            [Some(subject), Some(predicate), Some(object)] => {
                let rows = narrowed(self.subject_rows(subject), predicate);
                let place = rows.binary_search_by_key(&object.get(), |row| row[1].get());
                let rows = place.map_or(&rows[..0], |place| &rows[place..=place]);
                (rows, Form::OfSubject(subject.get()))
            }
            [Some(subject), Some(predicate), None] => {
                let rows = narrowed(self.subject_rows(subject), predicate);
                (rows, Form::OfSubject(subject.get()))
            }
            [Some(subject), None, None] => {
                (self.subject_rows(subject), Form::OfSubject(subject.get()))
            }
            [Some(subject), None, Some(object)] => self.between_two(subject, object),
            [None, Some(predicate), Some(object)] => {
                let rows = narrowed(self.object_rows(object), predicate);
                (rows, Form::OfObject(object.get()))
            }
            [None, None, Some(object)] => (self.object_rows(object), Form::OfObject(object.get())),
            [None, Some(predicate), None] => {
                let rows = self.predicate_rows(predicate);
                (rows, Form::OfPredicate(predicate.get()))
            }
            [None, None, None] => (self.pairs(Section::Subjects), Form::All(0, 0)),
        }
    }

    fn between_two(&self, subject: Id, object: Id) -> (&[Row], Form) {
        let (of_subject, of_object) = (self.subject_rows(subject), self.object_rows(object));
        let (subject, object) = (subject.get(), object.get());
        if of_subject.len() <= of_object.len() {
            (of_subject, Form::OfSubjectTo(subject, object))
        } else {
            (of_object, Form::OfObjectFrom(object, subject))
        }
    }

    /// Returns predicate and object of each triple of a subject, sorted.
    pub(super) fn subject_rows(&self, subject: Id) -> &[Row] {
        if !subject.is_dictionary() {
            return &[];
        }
        let starts = self.numbers(Section::SubjectStarts);
        self.between(
            starts,
            subject.get() as usize - 1,
            self.pairs(Section::Subjects),
        )
    }

    /// Returns predicate and subject of each triple of an object, sorted.
    pub(super) fn object_rows(&self, object: Id) -> &[Row] {
        let rows = self.pairs(Section::Objects);
        if object.is_dictionary() {
            let starts = self.numbers(Section::ObjectStarts);
            return self.between(starts, object.get() as usize - 1, rows);
        }
        let names = self.numbers(Section::InlineObjects);
        match names.binary_search_by_key(&object.get(), |name| name.get()) {
            Ok(place) => self.between(self.numbers(Section::InlineStarts), place, rows),
            Err(_) => &[],
        }
    }

    pub(super) fn predicate_place(&self, predicate: Id) -> Option<usize> {
        let names = self.numbers(Section::Predicates);
        let found = names.binary_search_by_key(&predicate.get(), |name| name.get());
        found.ok()
    }

    /// Returns subject and object of each triple of a predicate, sorted.
    pub(super) fn predicate_rows(&self, predicate: Id) -> &[Row] {
        let Some(place) = self.predicate_place(predicate) else {
            return &[];
        };
        let starts = self.numbers(Section::PredicateStarts);
        self.between(starts, place, self.pairs(Section::PredicateRows))
    }
}
