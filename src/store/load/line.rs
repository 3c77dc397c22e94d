//! Cuts the usual kind of line into terms, without copying or checking them.
//!
//! What is not of that kind (`\u` escapes, labels of blank nodes beyond ASCII,
//! mistakes) is left to the parser of oxigraph, so nothing here need explain what
//! is wrong. Whoever takes up a term checks it: here an IRI is what stands
//! between `<` and `>`.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// A term as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut<'a> {
    /// What stands between `<` and `>`.
    Iri(&'a [u8]),
    /// A label without `_:`.
    Blank(&'a [u8]),
    /// A literal without language and datatype.
    Plain(Cow<'a, [u8]>),
    /// A literal and its language tag.
    Tagged(Cow<'a, [u8]>, &'a [u8]),
    /// A literal and its datatype.
    Typed(Cow<'a, [u8]>, &'a [u8]),
}

/// A statement: subject, predicate, object, and the graph where the line names one.
pub type Statement<'a> = ([Cut<'a>; 3], Option<Cut<'a>>);

/// Lines, and where reading stands in them.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub at: usize,
}

impl<'a> Lines<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub fn is_at_end(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// Returns a line that begins here, with its end, and goes on to the next.
    pub fn take_line(&mut self) -> &'a [u8] {
        let start = self.at;
        let rest = &self.bytes[start..];
        self.at = start + memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        self.end_of_line();
        &self.bytes[start..self.at]
    }

    /// Skips a line without a statement; says whether this was one.
    pub fn skip_empty(&mut self) -> bool {
        let start = self.at;
        let is_empty = self.end_of_statement().is_some();
        if !is_empty {
            self.at = start;
        }
        is_empty
    }

    /// Reads a statement and the end of its line; `None` where the line is not of the usual kind.
    pub fn statement(&mut self, with_graph: bool) -> Option<Statement<'a>> {
        self.skip_spaces();
        let subject = self.node()?;
        self.skip_spaces();
        let predicate = self.iri()?;
        self.skip_spaces();
        let object = match self.peek()? {
            b'"' => self.literal()?,
            _ => self.node()?,
        };
        self.skip_spaces();
        let graph = match self.peek()? {
            b'.' => None,
            _ if with_graph => Some(self.node()?),
            _ => return None,
        };
        self.skip_spaces();
        self.expect(b'.')?;
        self.end_of_statement()?;
        Some(([subject, Cut::Iri(predicate), object], graph))
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn skip_spaces(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Skips spaces, a comment and the end of the line.
    fn end_of_statement(&mut self) -> Option<()> {
        self.skip_spaces();
        if self.peek() == Some(b'#') {
            self.take_line();
            return Some(());
        }
        self.end_of_line()
    }

    fn end_of_line(&mut self) -> Option<()> {
        match self.peek() {
            None => {}
            Some(b'\n') => self.at += 1,
            Some(b'\r') => {
                self.at += 1;
                let _ = self.expect(b'\n');
            }
            Some(_) => return None,
        }
        Some(())
    }

    fn node(&mut self) -> Option<Cut<'a>> {
        match self.peek()? {
            b'<' => self.iri().map(Cut::Iri),
            b'_' => self.blank().map(Cut::Blank),
            _ => None,
        }
    }

    fn iri(&mut self) -> Option<&'a [u8]> {
        self.expect(b'<')?;
        let start = self.at;
        let end = start + memchr(b'>', &self.bytes[start..])?;
        self.at = end + 1;
        Some(&self.bytes[start..end])
    }

    fn blank(&mut self) -> Option<&'a [u8]> {
        self.expect(b'_')?;
        self.expect(b':')?;
        let label = self.while_true(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        // A hyphen, a dot or a letter beyond ASCII may go on with the label, or not.
        let ends = matches!(self.peek()?, b' ' | b'\t');
        (ends && !label.is_empty()).then_some(label)
    }

    fn while_true(&mut self, is_part: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !is_part(*byte));
        let taken = &rest[..length.unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    fn literal(&mut self) -> Option<Cut<'a>> {
        let text = self.quoted()?;
        match self.peek()? {
            b'@' => {
                self.at += 1;
                let tag = self.while_true(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
                Some(Cut::Tagged(text, tag))
            }
            b'^' => {
                self.at += 1;
                self.expect(b'^')?;
                self.iri().map(|datatype| Cut::Typed(text, datatype))
            }
            _ => Some(Cut::Plain(text)),
        }
    }

    fn quoted(&mut self) -> Option<Cow<'a, [u8]>> {
        self.expect(b'"')?;
        let mut unescaped = Vec::new();
        loop {
            let start = self.at;
            let end = start + memchr2(b'"', b'\\', &self.bytes[start..])?;
            let text = &self.bytes[start..end];
            // Where it is unescaped, it may hold line breaks; here it may not.
            if memchr2(b'\n', b'\r', text).is_some() {
                return None;
            }
            self.at = end + 1;
            if self.bytes[end] == b'"' {
                return Some(if unescaped.is_empty() {
                    Cow::Borrowed(text)
                } else {
                    unescaped.extend_from_slice(text);
                    Cow::Owned(unescaped)
                });
            }
            unescaped.extend_from_slice(text);
            unescaped.push(unescape(self.peek()?)?);
            self.at += 1;
        }
    }
}

/// Returns what a letter after a backslash stands for; `None` for `u` and `U`, and where it is a mistake.
fn unescape(letter: u8) -> Option<u8> {
    Some(match letter {
        b't' => b'\t',
        b'b' => 8,
        b'n' => b'\n',
        b'r' => b'\r',
        b'f' => 12,
        b'"' | b'\'' | b'\\' => letter,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Cut<'_> {
        Cut::Plain(Cow::Borrowed(text.as_bytes()))
    }

    #[test]
    fn a_usual_line_is_cut_into_its_terms() {
        let iri = |text: &'static str| Cut::Iri(text.as_bytes());
        for (line, object, graph) in [
            ("<a:> <b:> <c:> .", iri("c:"), None),
            ("<a:><b:>\"\".", plain(""), None),
            (
                "\t<a:>\t<b:> \"\\\"\\n\" <g:> . # ok\r\n",
                plain("\"\n"),
                Some(iri("g:")),
            ),
            (
                "<a:> <b:> _:b1 _:g .\n",
                Cut::Blank(b"b1"),
                Some(Cut::Blank(b"g")),
            ),
            (
                "<a:> <b:> \"x\"@en-GB.",
                Cut::Tagged(b"x".as_slice().into(), b"en-GB"),
                None,
            ),
            (
                "<a:> <b:> \"x\"^^<t:> .\r",
                Cut::Typed(b"x".as_slice().into(), b"t:"),
                None,
            ),
        ] {
            let mut lines = Lines::new(line.as_bytes());
            let wanted = ([iri("a:"), iri("b:"), object], graph);
            assert_eq!(lines.statement(true), Some(wanted), "{line}");
            assert!(lines.is_at_end(), "{line}");
        }
    }

    #[test]
    fn what_is_unusual_is_left_to_another() {
        for line in [
            "<a:> <b:> \"\\u0041\" .",
            "<a:> <b:> _:ä .",
            "<a:> <b:> _:a-b .",
            "_:a. <b:> <c:> .",
            "<a:> \"b\" <c:> .",
            "<a:> <b:> <c:>",
            "<a:> <b:> <c:> . <d:>",
            "<a:> <b:> <c:> <g:> <h:> .",
            "<a:>\n<b:> <c:> .",
            "<a:> <b:> \"c .",
            "<a:> <b:> \"c\nd\" .",
            "<a:> <b:> 'c' .",
        ] {
            assert_eq!(Lines::new(line.as_bytes()).statement(true), None, "{line}");
        }
        assert_eq!(Lines::new(b"<a:> <b:> <c:> <g:> .").statement(false), None);
    }

    #[test]
    fn each_kind_of_line_end_ends_one_line() {
        let mut lines = Lines::new(b"a\nb\r\nc\rd\n\n# e\r\n \tf");
        let mut taken = Vec::new();
        while !lines.is_at_end() {
            let start = lines.at;
            let text = if lines.skip_empty() {
                b""
            } else {
                lines.take_line()
            };
            taken.push((text.len(), lines.at - start));
        }
        let wanted = [(2, 2), (3, 3), (2, 2), (2, 2), (0, 1), (0, 5), (3, 3)];
        assert_eq!(taken, wanted);
    }
}
