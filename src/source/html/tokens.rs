//! The tags and texts of a page with their places. What is never shown is left out.
//!
//! `html5gum` cuts the page as browsers do. No tree is made: nothing can be
//! nested too deep.

use std::{convert::Infallible, ops::Range};

use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};

use super::steps::Steps;

/// Elements whose text is no word of the document. `option` is none of them: its end is mostly left out.
const UNSEEN: [&[u8]; 12] = [
    b"script",
    b"style",
    b"noscript",
    b"template",
    b"iframe",
    b"svg",
    b"select",
    b"nav",
    b"footer",
    b"title",
    b"textarea",
    b"button",
];

/// A tag or a text.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// A start tag.
    Start {
        /// Its name in small letters.
        name: &'a [u8],
        /// The values of its `id` and `class`, parted by spaces.
        marks: &'a str,
        /// The byte where it begins.
        at: usize,
    },
    /// An end tag.
    End {
        /// Its name in small letters.
        name: &'a [u8],
        /// The byte where it begins.
        at: usize,
    },
    /// A text, character references as they are written.
    Text(Range<usize>),
}

/// Gives each tag and shown text of a page to `take`, in order.
pub(super) fn each(html: &str, take: impl FnMut(Token)) {
    let mut reader = Reader {
        take,
        tag: Tag::default(),
        unseen: None,
    };
    let event = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        reader.event(&event, span.start..span.end);
        None
    };
    let mut emitter = CallbackEmitter::new(event);
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(Steps::new(html), emitter).finish();
}

/// Returns the text that a character reference at the beginning of `text` stands for, and its length there.
///
/// `&` that begins none stands for itself.
pub(super) fn reference(text: &str) -> (String, usize) {
    // The longest name has 33 bytes: `&CounterClockwiseContourIntegral;`.
    let most = text.floor_char_boundary(40);
    let next = text[1..].find(['&', '<']).map_or(text.len(), |at| at + 1);
    let raw = &text[..most.min(next)];
    let mut decoded = String::new();
    let event = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        if let CallbackEvent::String { value } = event {
            decoded.push_str(&String::from_utf8_lossy(value));
        }
        None
    };
    let Ok(()) = Tokenizer::new_with_emitter(raw, CallbackEmitter::new(event)).finish();
    // What follows the reference is the same on both sides; the reference gives at least one character.
    let least = decoded.chars().next().map_or(0, char::len_utf8);
    let pairs = decoded[least..].chars().rev().zip(raw[1..].chars().rev());
    let same = pairs.take_while(|(a, b)| a == b);
    let after: usize = same.map(|(c, _)| c.len_utf8()).sum();
    decoded.truncate(decoded.len() - after);
    (decoded, raw.len() - after)
}

/// The start tag that is being read.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    at: usize,
    marks: String,
    /// Whether the value that comes is one of a mark.
    is_mark: bool,
}

struct Reader<F> {
    take: F,
    tag: Tag,
    /// The element that is not shown, and how many of its name are open.
    unseen: Option<(&'static [u8], usize)>,
}

impl<F: FnMut(Token)> Reader<F> {
    fn event(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.name.clear();
                self.tag.name.extend_from_slice(name);
                self.tag.marks.clear();
                self.tag.at = span.start;
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.is_mark = matches!(*name, b"id" | b"class");
            }
            CallbackEvent::AttributeValue { value } if self.tag.is_mark => {
                self.tag.marks.push_str(&String::from_utf8_lossy(value));
                self.tag.marks.push(' ');
            }
            CallbackEvent::CloseStartTag { .. } => self.start(),
            CallbackEvent::EndTag { name } => self.end(name, span.start),
            CallbackEvent::String { .. } if self.unseen.is_none() => (self.take)(Token::Text(span)),
            _ => {}
        }
    }

    fn start(&mut self) {
        let name = self.tag.name.as_slice();
        if let Some((unseen, open)) = &mut self.unseen {
            *open += usize::from(*unseen == name);
            return;
        }
        self.unseen = UNSEEN
            .iter()
            .find(|unseen| **unseen == name)
            .map(|unseen| (*unseen, 1));
        if self.unseen.is_none() {
            let (marks, at) = (self.tag.marks.as_str(), self.tag.at);
            (self.take)(Token::Start { name, marks, at });
        }
    }

    fn end(&mut self, name: &[u8], at: usize) {
        match &mut self.unseen {
            Some((unseen, open)) if *unseen == name => {
                *open -= 1;
                if *open == 0 {
                    self.unseen = None;
                }
            }
            Some(_) => {}
            None => (self.take)(Token::End { name, at }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<&str> {
        let mut ranges = Vec::new();
        each(html, |token| {
            if let Token::Text(range) = token {
                ranges.push(range);
            }
        });
        ranges.into_iter().map(|range| &html[range]).collect()
    }

    #[test]
    fn a_text_is_the_bytes_between_its_tags() {
        for (html, expected) in [
            ("国<b>发&amp;</b>x", vec!["国", "发&amp;", "x"]),
            (
                "&#x56fd;发<i>&nbsp;</i>&lt",
                vec!["&#x56fd;发", "&nbsp;", "&lt"],
            ),
            (
                "a < b & c <1> d<p title='<x>'>e",
                vec!["a < b & c <1> d", "e"],
            ),
            ("a\r\nb<!-- c -->d<![CDATA[e]]>f", vec!["a\r\nb", "d", "f"]),
            (
                "一<script>二</script>三<nav><nav>四</nav>五</nav>六",
                vec!["一", "三", "六"],
            ),
            ("一</ >二<", vec!["一", "二<"]),
        ] {
            assert_eq!(texts(html), expected, "{html}");
        }
    }

    #[test]
    fn a_character_reference_is_read_as_browsers_do() {
        for (text, decoded, length) in [
            ("&amp;x", "&", 5),
            ("&ltx", "<", 3),
            ("&#20013;文", "中", 8),
            ("&#x4e2d文", "中", 7),
            ("& x", "&", 1),
            ("&bogus; x", "&", 1),
            ("&", "&", 1),
            ("&semi;;", ";", 6),
            ("&&amp;", "&", 1),
        ] {
            assert_eq!(reference(text), (decoded.to_owned(), length), "{text}");
        }
    }
}
