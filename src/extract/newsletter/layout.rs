//! Which lines of a newsletter belong together, and what each group of lines is.
//!
//! Takes lines without marks; gives blocks of lines. Pages break inside a
//! block: what a page puts in between, its number and its running title, is
//! left out. What a block says is left to others.

use std::collections::HashMap;

use super::{cues::Rules, marks::Line, part::Part};

/// An article that has no date by then has none, in lines.
const LONGEST_ARTICLE: usize = 30;

/// What a block of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// Before the first section: the title of the newsletter among other things.
    Front,
    /// The numbered title of a section.
    Heading,
    /// A paragraph of what a section has at a glance.
    Glance,
    /// A point of a list at a glance.
    GlancePoint,
    /// A paragraph or point of the comment.
    Comment,
    /// The block that names the policy.
    Article,
    /// An item of the list of policy news.
    PolicyNews,
    /// An item of the list of corporate news.
    CorporateNews,
    /// The line with title, date and reporting period.
    Period,
    /// A line of the list of authors.
    Author,
    /// A line of the list of editors.
    Editor,
    /// A line of what is said of the publisher.
    Publisher,
    /// Anything else.
    Other,
}

/// Lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// What they are.
    pub kind: BlockKind,
    /// The lines by number, and from which byte of each line's text on.
    pub lines: Vec<(usize, usize)>,
}

/// Returns the groups of lines of a newsletter, in order.
pub(super) fn groups(lines: &[Line], rules: &Rules) -> Vec<Group> {
    let running = running_titles(lines, rules);
    let mut layout = Layout {
        lines,
        rules,
        state: BlockKind::Front,
        in_contents: false,
        groups: Vec::new(),
        after_blank: true,
    };
    for (number, line) in lines.iter().enumerate() {
        if line.text.trim().is_empty() {
            layout.after_blank = true;
        } else if !is_page_number(&line.text) && !running[number] {
            layout.add(number, line);
            layout.after_blank = false;
        }
    }
    layout.groups
}

struct Layout<'a> {
    lines: &'a [Line],
    rules: &'a Rules,
    state: BlockKind,
    in_contents: bool,
    groups: Vec<Group>,
    after_blank: bool,
}

impl Layout<'_> {
    fn add(&mut self, number: usize, line: &Line) {
        let label = label(&line.text, self.rules);
        if let Some((part, length)) = label
            && self.enter(&part, number, length)
        {
            return;
        }
        if self.in_contents {
            return;
        }
        let after_article = self.state == BlockKind::Article && !self.article_is_open();
        if self.is_heading(line, after_article) {
            self.state = BlockKind::Other;
            return self.begin(BlockKind::Heading, number, 0);
        }
        if after_article {
            self.state = BlockKind::Other;
        }
        if self.continues(line)
            && let Some(group) = self.groups.last_mut()
        {
            group.lines.push((number, 0));
            return;
        }
        let kind = match self.state {
            BlockKind::Glance if line.is_point => BlockKind::GlancePoint,
            BlockKind::Heading => BlockKind::Other,
            kind => kind,
        };
        self.begin(kind, number, 0);
    }

    fn begin(&mut self, kind: BlockKind, number: usize, from: usize) {
        self.groups.push(Group {
            kind,
            lines: vec![(number, from)],
        });
    }

    /// Acts on a label. Says whether the line is done with.
    fn enter(&mut self, part: &str, number: usize, length: usize) -> bool {
        let is_whole = self.lines[number].text[length..].trim().is_empty();
        let open_article = self.state == BlockKind::Article && self.article_is_open();
        let kind = match part {
            "glance" => BlockKind::Glance,
            "comment" => BlockKind::Comment,
            "article" => BlockKind::Article,
            "policy-news" if is_whole => BlockKind::PolicyNews,
            "corporate-news" if is_whole => BlockKind::CorporateNews,
            "noteworthy" if is_whole => BlockKind::Other,
            "authors" if is_whole => BlockKind::Author,
            "editors" if is_whole => BlockKind::Editor,
            "publisher" if is_whole => BlockKind::Publisher,
            "period" => {
                self.begin(BlockKind::Period, number, 0);
                self.state = BlockKind::Other;
                return true;
            }
            "contents" if is_whole => {
                self.in_contents = true;
                return true;
            }
            "issuers" | "date" if open_article => return false,
            _ => return false,
        };
        self.in_contents = false;
        self.state = kind;
        if !is_whole {
            self.begin(kind, number, length);
        } else if kind == BlockKind::Article {
            self.groups.push(Group {
                kind,
                lines: Vec::new(),
            });
        }
        true
    }

    /// Says whether a line begins a section: `3. Title`.
    fn is_heading(&self, line: &Line, after_article: bool) -> bool {
        let digits = line.text.chars().take_while(char::is_ascii_digit).count();
        let rest = &line.text[digits..];
        let numbered =
            (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "));
        let named = rest
            .get(2..)
            .is_some_and(|name| name.trim_start().starts_with(char::is_uppercase));
        numbered
            && named
            && !line.is_point
            && (self.after_blank || after_article || self.is_closed())
    }

    /// Says whether a line goes on with the block before it.
    fn continues(&self, line: &Line) -> bool {
        let Some(group) = self.groups.last() else {
            return false;
        };
        if self.state == BlockKind::Article {
            return group.kind == BlockKind::Article;
        }
        let in_imprint = matches!(
            self.state,
            BlockKind::Author | BlockKind::Editor | BlockKind::Publisher | BlockKind::Front
        );
        let same = group.kind == self.state
            || (self.state == BlockKind::Glance && group.kind == BlockKind::GlancePoint)
            || (group.kind == BlockKind::Heading && !self.after_blank);
        if line.is_point || in_imprint || !same || self.begins_news(line) {
            return false;
        }
        if !self.after_blank {
            return true;
        }
        // A paragraph of its own begins with a capital: `at least | 60 projects` was broken by the page.
        let number = line.text.starts_with(|c: char| c.is_ascii_digit());
        let small = line.text.starts_with(char::is_lowercase)
            || (number && group.kind == BlockKind::GlancePoint);
        let news = matches!(self.state, BlockKind::PolicyNews | BlockKind::CorporateNews);
        small || self.breaks_off() || (news && !self.is_closed())
    }

    /// Says whether a line of the news begins with its date, and so an item, even where the mark of the list is lost.
    fn begins_news(&self, line: &Line) -> bool {
        let news = matches!(self.state, BlockKind::PolicyNews | BlockKind::CorporateNews);
        news && line.text.find(':').is_some_and(|at| {
            let part = Part {
                at: 0,
                text: &line.text[..at],
            };
            let words = part.words();
            let month = |word: &Part| {
                matches!(
                    self.rules.number(word.text),
                    Some(super::cue::NumberWord::Month(_))
                )
            };
            words.len() <= 5 && words.iter().any(month)
        })
    }

    /// The last characters of the last block.
    fn tail(&self) -> &str {
        let line = self.groups.last().and_then(|group| group.lines.last());
        line.map_or("", |(number, _)| self.lines[*number].text.trim_end())
    }

    /// Says whether the last block has come to its end.
    fn is_closed(&self) -> bool {
        self.tail().ends_with([')', '.', '!', '?', ':', ']'])
    }

    /// Says whether the last block stops in the middle of a phrase.
    fn breaks_off(&self) -> bool {
        let tail = self.tail();
        let word = tail.rsplit(' ').next().unwrap_or("");
        tail.ends_with([',', '-', '–']) || self.rules.is("small", word)
    }

    /// Says whether an article still lacks its date.
    fn article_is_open(&self) -> bool {
        let Some(group) = self.groups.last() else {
            return true;
        };
        if group.kind != BlockKind::Article || group.lines.len() > LONGEST_ARTICLE {
            return false;
        }
        // The date is short and stands last, so that it is found in the last three lines.
        let recent = group.lines.iter().rev().take(3).rev();
        let text: Vec<&str> = recent
            .map(|(number, _)| self.lines[*number].text.as_str())
            .collect();
        let text = text.join(" ");
        let date = text.rfind("Date").or_else(|| text.rfind("date"));
        let year = |rest: &str| {
            rest.split(|c: char| !c.is_ascii_digit())
                .any(|digits| digits.len() == 4)
        };
        !date.is_some_and(|at| year(&text[at..]))
    }
}

/// Returns the label with which a line begins, and the bytes up to what follows it.
fn label(text: &str, rules: &Rules) -> Option<(String, usize)> {
    let head = text.find([':', '：']).filter(|at| *at <= 60);
    if let Some(at) = head {
        let colon = text[at..].chars().next().map_or(1, char::len_utf8);
        let name = Part {
            at: 0,
            text: &text[..at],
        };
        if let Some(part) = rules.labels.whole(name.text) {
            return Some((part.clone(), at + colon));
        }
        let words = name.words();
        if words.len() <= 6
            && let Some(last) = words.last()
            && rules
                .labels
                .whole(last.text)
                .is_some_and(|part| part == "comment")
        {
            return Some(("comment".to_owned(), at + colon));
        }
    }
    if text.len() > 400 {
        return None;
    }
    if let Some(part) = rules.labels.whole(text) {
        return Some((part.clone(), text.len()));
    }
    let part = Part { at: 0, text };
    let period = rules
        .labels
        .find(part)
        .into_iter()
        .find(|hit| hit.item == "period");
    period.map(|_| ("period".to_owned(), 0))
}

/// Says whether a line is only the number of its page.
fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "|-–—.".contains(c));
    let bare = bare.strip_prefix("Page ").unwrap_or(bare);
    let number = bare.split(" of ").next().unwrap_or("");
    let digits =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    digits(number) && (number.len() == bare.len() || digits(&bare[number.len() + 4..]))
}

/// Says of each line whether it is a running title: a short line that stands there three times or more. The first stays.
fn running_titles(lines: &[Line], rules: &Rules) -> Vec<bool> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let bare: Vec<&str> = lines
        .iter()
        .map(|line| without_number(&line.text))
        .collect();
    for text in &bare {
        *seen.entry(text).or_default() += 1;
    }
    let mut before: HashMap<&str, usize> = HashMap::new();
    let mut running = Vec::with_capacity(lines.len());
    for (line, text) in lines.iter().zip(&bare) {
        let count = before.entry(text).or_default();
        *count += 1;
        let short = text.len() <= 120 && text.len() > 2 && !line.is_point;
        let often = seen.get(text).is_some_and(|times| *times >= 3) && *count > 1;
        let part = Part { at: 0, text };
        let means = text.contains(':')
            || rules.labels.whole(text).is_some()
            || (short && often && rules.words("role").stands_in(part));
        running.push(short && often && !means);
    }
    running
}

/// Leaves out the number of the page at the end of a running title.
fn without_number(text: &str) -> &str {
    let text = text.trim();
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - bare.len();
    if (1..=3).contains(&digits) && bare.ends_with([' ', '|']) {
        return bare.trim_end_matches([' ', '|']);
    }
    text
}
