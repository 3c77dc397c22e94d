//! How a document stands to those it names: its basis, what it carries out, changes, ends or only mentions.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    citation::{Citation, ShortNames, read_citation},
    dates,
    marks::find_titles,
    page::{Page, Rule},
    rules::{Cue, CuePlace, Rules},
    sentence::{Run, Sentence, find_sentences},
    title::{Layout, kind_of},
};
use crate::{
    fact::{
        KnownDate,
        account::{Account, PolicyAccount, RelationAccount, Warning},
    },
    vocab,
};

/// The longest a gap may be between a cue and the first title: `根据国家有关法律、行政法规和《…》`. Bytes.
const GAP: usize = 120;
/// The longest a gap may be between the last title and a word that ends it: `《…》自本条例施行之日起同时废止`. Bytes.
const REPEAL_GAP: usize = 75;
/// Words between a title and 废止 that speak of something else.
const NOT_A_REPEAL: [&str; 8] = ["的", "应当", "可以", "修改", "或者", "不得", "被", "是否"];
/// Where a purpose clause has ended at the latest.
const HEAD_ENDS: [&str; 6] = [
    "\n第三条",
    "\n第四条",
    "\n一、",
    "\n（一）",
    "\n一 、",
    "\n第二章",
];

/// Reads the relations of a law to the policies that its title and body name.
pub(super) fn read_relations(
    page: &Page,
    layout: &Layout,
    rules: &Rules,
    policy: &mut PolicyAccount,
    account: &mut Account,
) {
    let mut reader = Reader {
        page,
        rules,
        found: BTreeMap::new(),
        order: Vec::new(),
        own: policy
            .title
            .as_ref()
            .map(|title| plain(&title.value))
            .unwrap_or_default(),
        head_end: head_end(page, &layout.body),
        repeals: false,
        list_end: 0,
    };
    reader.read_title(layout);
    reader.read_body(layout.body.clone(), account);
    policy.relations = reader.finish();
}

struct Reader<'a> {
    page: &'a Page<'a>,
    rules: &'a Rules,
    /// By relation and title, so that each is told once.
    found: BTreeMap<(String, &'static str), usize>,
    order: Vec<RelationAccount>,
    /// The document's own title, plain.
    own: String,
    head_end: usize,
    /// Whether the list that is being read says what ends.
    repeals: bool,
    /// Where the last paragraph of that list ends.
    list_end: usize,
}

impl Reader<'_> {
    /// Reads what the title says: 关于修改《…》的决定.
    fn read_title(&mut self, layout: &Layout) {
        let title = self.page.slice(layout.title.clone());
        let mut names = ShortNames::new();
        let marks = find_titles(self.page.words, layout.title.clone());
        for mark in &marks.titles {
            let before = &title[..mark.outer.start - layout.title.start];
            let cues = self
                .rules
                .cues
                .iter()
                .filter(|cue| cue.place == CuePlace::Title && cue.before);
            let cue = cues
                .filter(|cue| before.contains(&cue.word))
                .max_by_key(|cue| before.rfind(&cue.word));
            let Some(cue) = cue.filter(|_| {
                title.ends_with("决定") || title.ends_with("通知") || title.ends_with("公告")
            }) else {
                continue;
            };
            let citation = read_citation(self.page, mark, &mut names);
            self.tell(
                cue.relation,
                &citation,
                layout.title.clone(),
                &rule_of(cue),
                None,
            );
        }
    }

    fn read_body(&mut self, body: Range<usize>, account: &mut Account) {
        let marks = find_titles(self.page.words, body.clone());
        for open in marks.open.iter().take(MOST_WARNINGS) {
            account.warnings.push(Warning {
                text: "a `《` that nothing closes".to_owned(),
                span: Some(
                    self.page
                        .grounds(*open..open + '《'.len_utf8(), &Rule::printed("mark"))
                        .span,
                ),
            });
        }
        let mut names = ShortNames::new();
        let citations = marks
            .titles
            .iter()
            .map(|mark| read_citation(self.page, mark, &mut names))
            .collect();
        for sentence in find_sentences(self.page, body, citations) {
            self.read_sentence(&sentence);
        }
    }

    fn read_sentence(&mut self, sentence: &Sentence) {
        let listed = self.in_list_of_repeals(sentence);
        let last_repealed = sentence
            .runs
            .iter()
            .rposition(|run| self.repeal_after(run).is_some());
        let repeal = last_repealed.and_then(|at| self.repeal_after(&sentence.runs[at]).cloned());
        let mut since = sentence.range.start;
        for (at, run) in sentence.runs.iter().enumerate() {
            let cue = self.cue_of(run, sentence).cloned();
            match (&cue, &repeal) {
                (None, Some(repeal)) if last_repealed.is_some_and(|last| at <= last) => {
                    self.tell_run(run, repeal, sentence, since);
                }
                (None, _) if listed => {
                    if let Some(repeal) = self
                        .rules
                        .cues
                        .iter()
                        .find(|cue| cue.place == CuePlace::Repeal)
                    {
                        self.tell_run(run, &repeal.clone(), sentence, since);
                    }
                }
                (Some(cue), _) => self.tell_run(run, cue, sentence, since),
                (None, _) => self.cite(run),
            }
            since = run.after.start;
        }
    }

    /// Returns the cue that stands before or after a run, the nearest and longest.
    fn cue_of(&self, run: &Run, sentence: &Sentence) -> Option<&Cue> {
        let before = clip_start(self.page.slice(run.before.clone()), NEARBY);
        let after = clip_end(self.page.slice(run.after.clone()), NEARBY);
        let clause = &after[..after.find(['，', '；', '。']).unwrap_or(after.len())];
        let in_head = sentence.range.start < self.head_end;
        let made = self
            .rules
            .making
            .iter()
            .any(|phrase| after.contains(phrase.as_str()));
        let fits = |cue: &&Cue| match cue.place {
            CuePlace::Any => true,
            CuePlace::Head => in_head && (made || !cue.made),
            CuePlace::Title => false,
            CuePlace::Repeal => cue.before && before.trim_end().ends_with(&cue.word),
        };
        let near = |cue: &&Cue| {
            let (text, gap) = if cue.before {
                (before, GAP)
            } else {
                (clause, REPEAL_GAP)
            };
            let at = if cue.before {
                before.rfind(&cue.word)
            } else {
                sentence_find(after, cue)
            }?;
            let left = if cue.before {
                text.len() - at - cue.word.len()
            } else {
                at
            };
            (left <= gap).then_some((std::cmp::Reverse(left), cue.word.len()))
        };
        let cues = self.rules.cues.iter().filter(fits);
        cues.filter_map(|cue| near(&cue).map(|rank| (rank, cue)))
            .max_by_key(|(rank, _)| *rank)
            .map(|(_, cue)| cue)
    }

    /// Returns the cue by which a run is ended: `《…》同时废止`.
    fn repeal_after(&self, run: &Run) -> Option<&Cue> {
        if run
            .citations
            .last()
            .is_some_and(|last| !last.articles.is_empty())
        {
            return None;
        }
        let after = clip_end(self.page.slice(run.after.clone()), NEARBY);
        let clause = &after[..after.find(['。', '；', '\n']).unwrap_or(after.len())];
        self.rules
            .cues
            .iter()
            .filter(|cue| cue.place == CuePlace::Repeal && !cue.before)
            .find(|cue| {
                let Some(at) = clause.find(&cue.word) else {
                    return false;
                };
                at <= REPEAL_GAP && !NOT_A_REPEAL.iter().any(|word| clause[..at].contains(word))
            })
    }

    /// Says whether a sentence begins an item of a list whose heading says that its items end: 下列规定同时废止：
    fn in_list_of_repeals(&mut self, sentence: &Sentence) -> bool {
        let line = sentence.range.start;
        let text = self.page.words;
        let begins_line = text[..line].ends_with('\n') || line == 0;
        let item = clip_end(&text[line..], 100).trim_start();
        let is_item = item.starts_with(['（', '(', '《', '-', '*', '“'])
            || item.starts_with(|c| dates::digit(c).is_some() || c == '十');
        if !is_item || !begins_line {
            self.repeals = false;
            return false;
        }
        let above = text[..line].trim_end();
        if self.repeals && above.len() <= self.list_end {
            self.list_end = sentence.range.end;
            return true;
        }
        let heading = &above[above.rfind('\n').map_or(0, |at| at + 1)..];
        self.repeals = heading.ends_with(['：', ':'])
            && self
                .rules
                .cues
                .iter()
                .any(|cue| cue.place == CuePlace::Repeal && heading.contains(&cue.word));
        self.list_end = sentence.range.end;
        self.repeals
    }

    /// Tells a relation of each title of a run. `since` is where the run before it ended, or the sentence began.
    fn tell_run(&mut self, run: &Run, cue: &Cue, sentence: &Sentence, since: usize) {
        let rule = rule_of(cue);
        let ends = cue.place == CuePlace::Repeal;
        let mut from = if ends { since } else { run.before.start };
        for citation in &run.citations {
            let date = citation
                .date
                .or_else(|| self.date_before(from..citation.outer.start));
            let range = self.words_of(run, cue, citation, sentence);
            self.tell(cue.relation, citation, range, &rule, date);
            from = citation.end;
        }
    }

    /// Returns the words that carry a relation: from the cue to the title, or from the title to the cue.
    fn words_of(
        &self,
        run: &Run,
        cue: &Cue,
        citation: &Citation,
        sentence: &Sentence,
    ) -> Range<usize> {
        if cue.before {
            let before = clip_start(self.page.slice(run.before.clone()), NEARBY);
            let start = before
                .rfind(&cue.word)
                .map_or(run.before.start, |at| run.before.start + at);
            return start..citation.end;
        }
        let rest = clip_end(self.page.slice(citation.end..sentence.range.end), NEARBY);
        let end = rest
            .find(&cue.word)
            .map_or(citation.end, |at| citation.end + at + cue.word.len());
        citation.outer.start..end
    }

    /// Returns the date in the words before a title that says when it was made: `1990年3月14日…通过的《…》`.
    fn date_before(&self, range: Range<usize>) -> Option<KnownDate> {
        let text = self.page.slice(range);
        let text = text
            .rsplit_once("起施行，")
            .or_else(|| text.rsplit_once("起施行。"))
            .map_or(text, |(_, rest)| rest);
        let found = dates::find_dates(text);
        let ends = found
            .iter()
            .skip(1)
            .map(|next| next.range.start)
            .chain([text.len()]);
        let said: Vec<(KnownDate, &str)> = found
            .iter()
            .zip(ends)
            .map(|(date, end)| (date.date, &text[date.range.end..end]))
            .collect();
        let with = |words: &[&str]| {
            said.iter()
                .find(|(_, act)| words.iter().any(|word| act.contains(word)))
                .map(|(date, _)| *date)
        };
        with(&["通过"])
            .or_else(|| with(&["公布", "发布", "颁布", "印发", "制定", "颁发"]))
            .or_else(|| with(&["批准", "施行", "修订", "修正"]))
    }

    fn cite(&mut self, run: &Run) {
        let rule = Rule::printed("mention");
        for citation in &run.citations {
            let instrument =
                kind_of(&citation.title, self.rules).is_some_and(|(_, instrument)| instrument);
            if instrument {
                self.tell(
                    vocab::local_name(vocab::CITES),
                    citation,
                    citation.outer.start..citation.end,
                    &rule,
                    citation.date,
                );
            }
        }
    }

    fn tell(
        &mut self,
        relation: &'static str,
        citation: &Citation,
        range: Range<usize>,
        rule: &Rule,
        date: Option<KnownDate>,
    ) {
        let key = plain(&citation.title);
        let ends = relation == vocab::local_name(vocab::SUPERSEDES);
        if key.is_empty() || (key == self.own && !ends) {
            return;
        }
        if let Some(at) = self.found.get(&(key.clone(), relation)) {
            if let Some(known) = self.order.get_mut(*at) {
                known.articles.extend(citation.articles.iter().cloned());
                known.articles.dedup();
            }
            return;
        }
        self.found.insert((key, relation), self.order.len());
        self.order.push(RelationAccount {
            relation,
            title: citation.title.clone(),
            number: citation.number.clone(),
            date,
            articles: citation.articles.clone(),
            grounds: self.page.grounds(range, rule),
        });
    }

    /// Returns the relations in order; what is only mentioned counts where nothing stronger is said of it.
    fn finish(self) -> Vec<RelationAccount> {
        let cites = vocab::local_name(vocab::CITES);
        let stronger: BTreeSet<String> = self
            .order
            .iter()
            .filter(|one| one.relation != cites)
            .map(|one| plain(&one.title))
            .collect();
        self.order
            .into_iter()
            .filter(|one| one.relation != cites || !stronger.contains(&plain(&one.title)))
            .collect()
    }
}

/// How many bytes before or after a title are read for what is said of it.
const NEARBY: usize = 900;

/// Returns the end of a text.
fn clip_start(text: &str, bytes: usize) -> &str {
    let mut at = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    &text[at..]
}

/// Returns the beginning of a text.
fn clip_end(text: &str, bytes: usize) -> &str {
    let mut at = text.len().min(bytes);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    &text[..at]
}

/// How many warnings of one sort a document gives.
const MOST_WARNINGS: usize = 20;

fn sentence_find(after: &str, cue: &Cue) -> Option<usize> {
    after.find(&cue.word)
}

fn rule_of(cue: &Cue) -> Rule {
    Rule {
        method: cue.method.clone(),
        modality: cue.modality,
        confidence: cue.confidence.clone(),
    }
}

/// The form in which titles of one document are compared: without 中华人民共和国 and what is in brackets or marks.
fn plain(title: &str) -> String {
    let kept: String = title
        .chars()
        .filter(|c| !c.is_whitespace() && !"《》〈〉".contains(*c))
        .collect();
    kept.replace("中华人民共和国", "")
}

/// Returns where the purpose clause has ended.
fn head_end(page: &Page, body: &Range<usize>) -> usize {
    let text = page.slice(body.clone());
    let ends = HEAD_ENDS.iter().filter_map(|word| text.find(word));
    body.start + ends.min().unwrap_or(text.len()).min(6_000)
}
