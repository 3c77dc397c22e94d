//! How a document stands to those it names: its basis, what it carries out, changes, ends or only mentions.

use std::ops::Range;

use super::{
    bare::find_bare,
    citation::{Citation, ShortNames, read_citation},
    cue::{clip_end, clip_start, cue_of, date_before, end_after, number_before, words_of},
    listing::{Item, find_items, is_bare_item, item_at},
    marks::{Mark, find_titles},
    note::end_of_note,
    notice::Notice,
    page::{Page, Rule, closed_up},
    rules::{Cue, CuePlace, Rules},
    sentence::{Run, Sentence, each_sentence},
    title::{Layout, kind_of, without_brackets_at_end},
    told::Told,
    wording::{begins, ends, holds},
};
use crate::{
    fact::account::{Account, PolicyAccount, Warning},
    vocab,
};

/// A purpose clause is over by then: bytes.
const LONGEST_HEAD: usize = 6_000;
/// How many warnings of one sort a document gives.
const MOST_WARNINGS: usize = 20;
/// Reads the relations of a law to the policies that its title and body name.
pub(super) fn read_law(
    page: &Page,
    layout: &Layout,
    rules: &Rules,
    policy: &mut PolicyAccount,
    account: &mut Account,
) {
    let mut reader = Reader::new(page, rules, &[policy]);
    reader.read_title(layout.title.clone(), 0);
    reader.read_part(layout.body.clone(), 0, account);
    policy.relations.extend(reader.finish().swap_remove(0));
}

/// Reads the relations of a text that has no title to be read.
pub(super) fn read_body(
    page: &Page,
    body: Range<usize>,
    rules: &Rules,
    policy: &mut PolicyAccount,
    account: &mut Account,
) {
    let mut reader = Reader::new(page, rules, &[policy]);
    reader.read_part(body, 0, account);
    policy.relations.extend(reader.finish().swap_remove(0));
}

/// Reads the relations of a notice and of the text that it issues.
///
/// What the notice says of how the text was made is told of the text. A short name that the notice declares counts in
/// the text too.
pub(super) fn read_notice(
    page: &Page,
    notice: &Notice,
    rules: &Rules,
    (policy, text): (&mut PolicyAccount, Option<&mut PolicyAccount>),
    account: &mut Account,
) {
    let end = notice.parts.end;
    let own = end_of_note(page, notice.top.end..end)..end;
    let (Some(text), Some(issued)) = (text, &notice.parts.issued) else {
        let mut reader = Reader::new(page, rules, &[policy]);
        reader.read_title(notice.top.title.clone(), 0);
        reader.read_part(own, 0, account);
        policy.relations.extend(reader.finish().swap_remove(0));
        return;
    };
    let inner_title = text.title.as_ref().map(|title| title.value.clone());
    let mut reader = Reader::new(page, rules, &[policy, text]);
    reader.told[0].issues(&inner_title.unwrap_or_default());
    reader.read_title(issued.line.clone(), 1);
    reader.read_part(own, 0, account);
    let body = end_of_note(page, issued.line.end..issued.body.end)..issued.body.end;
    reader.read_part(body, 1, account);
    let mut told = reader.finish();
    text.relations.extend(told.pop().unwrap_or_default());
    policy.relations.extend(told.pop().unwrap_or_default());
}

/// Reads the relations of up to two policies: a document, and the text that it issues.
struct Reader<'a> {
    page: &'a Page<'a>,
    rules: &'a Rules,
    names: ShortNames,
    told: Vec<Told<'a>>,
    head_end: usize,
    /// The items of the lists whose headings say what becomes of them.
    items: Vec<Item<'a>>,
}

impl<'a> Reader<'a> {
    fn new(page: &'a Page<'a>, rules: &'a Rules, policies: &[&mut PolicyAccount]) -> Self {
        let title = |policy: &&mut PolicyAccount| {
            let title = policy
                .title
                .as_ref()
                .map_or("", |title| title.value.as_str());
            Told::new(page, title)
        };
        Self {
            page,
            rules,
            names: ShortNames::new(),
            told: policies.iter().map(title).collect(),
            head_end: 0,
            items: Vec::new(),
        }
    }

    fn finish(self) -> Vec<Vec<crate::fact::account::RelationAccount>> {
        self.told.into_iter().map(Told::finish).collect()
    }

    /// Reads what the title says: 关于修改《…》的决定.
    fn read_title(&mut self, range: Range<usize>, of: usize) {
        let title = self.page.slice(range.clone());
        self.amended_by_title(&range, of);
        if !ends(title.trim_end(), &self.rules.wording.decisions) {
            return;
        }
        for mark in find_titles(self.page.words, range.clone()).titles {
            let before = &title[..mark.outer.start - range.start];
            let cues = self
                .rules
                .cues
                .iter()
                .filter(|cue| cue.place == CuePlace::Title);
            let Some(cue) = cues
                .filter(|cue| before.contains(&cue.word))
                .max_by_key(|cue| before.rfind(&cue.word))
            else {
                continue;
            };
            let citation = read_citation(
                self.page,
                &mark,
                &mut self.names,
                &self.rules.wording.short_names,
            );
            self.told[of].tell(cue.relation, &citation, range.clone(), &rule_of(cue), None);
        }
    }

    /// An amendment names in its title what it amends: 中华人民共和国刑法修正案（三）.
    fn amended_by_title(&mut self, title: &Range<usize>, of: usize) {
        let words = self.page.slice(title.clone());
        let (bare, wording) = (without_brackets_at_end(words), &self.rules.wording);
        let mut amended = wording
            .amendments
            .iter()
            .filter_map(|end| bare.strip_suffix(end.as_str()));
        let amended = amended.find(|amended| ends(amended, &wording.amended));
        let Some(amended) = amended else {
            return;
        };
        let place = title.start..title.start + amended.len();
        let mark = Mark {
            outer: place.clone(),
            inner: place,
        };
        let mut citation = read_citation(self.page, &mark, &mut ShortNames::new(), &[]);
        citation.end = mark.outer.end;
        let relation = vocab::local_name(vocab::AMENDS);
        let rule = Rule::printed("title of an amendment");
        self.told[of].tell(relation, &citation, title.clone(), &rule, None);
    }

    /// Reads a stretch that is of the policy at this place.
    fn read_part(&mut self, part: Range<usize>, of: usize, account: &mut Account) {
        self.head_end = head_end(self.page, &part, self.rules);
        self.items = find_items(self.page, part.clone(), self.annuls(of), self.rules);
        let marks = find_titles(self.page.words, part.clone());
        for open in marks.open.iter().take(MOST_WARNINGS) {
            let mark = *open..*open + '《'.len_utf8();
            account.warnings.push(Warning {
                text: "a `《` that nothing closes".to_owned(),
                span: Some(self.page.grounds(mark, &Rule::printed("mark")).span),
            });
        }
        let (page, mut names) = (self.page, std::mem::take(&mut self.names));
        let wording = &self.rules.wording;
        let mut titles = marks.titles;
        titles.extend(self.items.iter().filter_map(|item| item.bare.clone()));
        titles.extend(find_bare(page, part.start..self.head_end, self.rules));
        titles.sort_by_key(|mark| mark.outer.start);
        let citations = titles.iter().map(|mark| {
            declare_own(page, mark, &mut names, &wording.own_names);
            read_citation(page, mark, &mut names, &wording.short_names)
        });
        each_sentence(page, part, citations, |sentence| {
            self.read_sentence(sentence, of);
        });
        self.names = names;
    }

    fn read_sentence(&mut self, sentence: &Sentence, of: usize) {
        let rules = self.rules;
        let in_head = sentence.range.start < self.head_end;
        let last = sentence
            .runs
            .iter()
            .rposition(|run| end_after(self.page, rules, run).is_some());
        let ends = last.and_then(|last| end_after(self.page, rules, &sentence.runs[last]));
        let of = if self.tells_of_the_text(sentence) {
            1
        } else {
            of
        };
        let mut since = sentence.range.start;
        for (at, run) in sentence.runs.iter().enumerate() {
            let ends = ends.filter(|_| last.is_some_and(|last| at <= last));
            let listed = self.listed(run);
            let said = cue_of(self.page, rules, run, in_head).or(ends);
            match said.or(listed) {
                Some(cue) => self.tell_run(run, cue, sentence, since, of),
                None => self.cite(run, of),
            }
            since = run.after.start;
        }
    }

    /// Returns what the heading of a list says of the item that a run stands in.
    fn listed(&self, run: &Run) -> Option<&'a Cue> {
        let title = run.citations.first()?.outer.start;
        let item = item_at(&self.items, title)?;
        item.tells_of(self.page, title).then_some(item.cue)
    }

    /// Says whether the title of a policy tells that it ends others.
    fn annuls(&self, of: usize) -> bool {
        let repeals = self
            .rules
            .cues
            .iter()
            .filter(|cue| cue.place == CuePlace::Repeal);
        let title = self.told[of].title();
        repeals
            .map(|cue| &cue.word)
            .any(|word| title.contains(word))
    }

    /// Says whether a sentence of the notice tells how the text that it issues was made.
    fn tells_of_the_text(&self, sentence: &Sentence) -> bool {
        let Some(text) = self.told.get(1) else {
            return false;
        };
        let words = self.page.slice(sentence.range.clone());
        let mut citations = sentence.runs.iter().flat_map(|run| &run.citations);
        holds(words, &self.rules.wording.of_the_text)
            && citations.any(|one| text.is_own(&one.title))
    }

    /// Tells a relation of each title of a run. `since` is where the run before it ended, or the sentence began.
    fn tell_run(&mut self, run: &Run, cue: &Cue, sentence: &Sentence, since: usize, of: usize) {
        let rule = rule_of(cue);
        let is_based = cue.relation == vocab::local_name(vocab::BASED_ON);
        let bare = Rule::likely(if is_based {
            "bare name"
        } else {
            "listed title"
        });
        let ends = cue.place == CuePlace::Repeal || !cue.before;
        let mut from = if ends { since } else { run.before.start };
        let forms_end = cue.place == CuePlace::Repeal;
        let (rules, items) = (self.rules, &self.items);
        let counts = |one: &&Citation| {
            (!forms_end || !is_form(one, rules))
                && (!one.bare || is_based || is_bare_item(items, one))
        };
        let told: Vec<&Citation> = run.citations.iter().filter(counts).collect();
        for citation in told {
            let date = citation
                .date
                .or_else(|| date_before(self.page, self.rules, from..citation.outer.start));
            let range = words_of(self.page, run, cue, citation, sentence);
            let place = from..citation.outer.start;
            let before = || number_before(self.page, self.rules, place).filter(|_| ends);
            let row = item_at(&self.items, citation.outer.start);
            let number = citation.number.clone().or_else(before);
            let number = number.or_else(|| row.and_then(|row| row.number.clone()));
            let citation = &Citation {
                number,
                ..citation.clone()
            };
            let rule = if citation.bare { &bare } else { &rule };
            let relation = if citation.bare && is_based {
                rules.bare_names.relation
            } else {
                cue.relation
            };
            self.told[of].tell(relation, citation, range, rule, date);
            from = citation.end;
        }
    }

    /// Tells the titles that are only mentioned; what is called as forms and certificates are is no policy.
    fn cite(&mut self, run: &Run, of: usize) {
        let rule = Rule::printed("mention");
        let instrument =
            |citation: &&Citation| !citation.bare && is_instrument(citation, self.rules);
        for citation in run.citations.iter().filter(instrument) {
            let range = citation.outer.start..citation.end;
            self.told[of].tell(
                vocab::local_name(vocab::CITES),
                citation,
                range,
                &rule,
                citation.date,
            );
        }
    }
}

/// Takes a short name that is declared of no title before it, as of this document: it names nothing else.
fn declare_own(page: &Page, mark: &Mark, names: &mut ShortNames, declaring: &[String]) {
    let before = clip_start(page.slice(0..mark.outer.start), 30);
    let own = ends(before, declaring);
    let name = closed_up(page.slice(mark.inner.clone()));
    if own && !names.contains_key(&name) {
        names.insert(name, String::new());
    }
}

/// Says whether a title is one of an instrument; a bare word for a kind, as in 违反《办法》, names none.
fn is_instrument(citation: &Citation, rules: &Rules) -> bool {
    let title = citation.title.as_str();
    let bare = rules.kinds.iter().any(|ending| ending.words == title) && !title.ends_with('法');
    !bare && kind_of(title, rules).is_some_and(|(_, instrument)| instrument)
}

/// Says whether a title is one of a form or certificate: 《采矿许可证》自行废止.
fn is_form(citation: &Citation, rules: &Rules) -> bool {
    let called = kind_of(&citation.title, rules).is_some_and(|(_, instrument)| !instrument);
    called && !citation.title.contains("关于")
}

fn rule_of(cue: &Cue) -> Rule {
    Rule {
        method: cue.method.clone(),
        modality: cue.modality,
        confidence: cue.confidence.clone(),
    }
}

/// Returns where the purpose clause of a stretch has ended.
fn head_end(page: &Page, part: &Range<usize>, rules: &Rules) -> usize {
    let text = clip_end(page.slice(part.clone()), LONGEST_HEAD);
    // Headings may be indented.
    let mut lines = text.match_indices('\n').map(|(at, _)| at);
    let end = lines.find(|at| begins(text[at + 1..].trim_start(), &rules.wording.head_ends));
    part.start + end.unwrap_or(text.len())
}
