//! The relations told of one policy: each once, what is only mentioned last.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    citation::Citation,
    page::{Page, Rule},
};
use crate::{
    fact::{KnownDate, account::RelationAccount},
    vocab,
};

/// Collects the relations of a policy to others, in the order of the document.
pub(super) struct Told<'a> {
    page: &'a Page<'a>,
    /// By title and relation, so that each is told once.
    found: BTreeMap<(String, &'static str), usize>,
    order: Vec<RelationAccount>,
    /// The number and date that the document gives a title, wherever it names it.
    known: BTreeMap<String, (Option<String>, Option<KnownDate>)>,
    /// The policy's own title, plain.
    own: String,
    /// The title of the text that it issues, plain; empty where there is none.
    issued: String,
}

impl<'a> Told<'a> {
    /// Begins for a policy of this title.
    pub(super) fn new(page: &'a Page<'a>, own: &str) -> Self {
        Self {
            page,
            found: BTreeMap::new(),
            order: Vec::new(),
            known: BTreeMap::new(),
            own: plain(own),
            issued: String::new(),
        }
    }

    /// Returns the policy's own title, plain.
    pub(super) fn title(&self) -> &str {
        &self.own
    }

    /// Says which text it issues: naming that is no citation.
    pub(super) fn issues(&mut self, title: &str) {
        self.issued = plain(title);
    }

    /// Says whether a mention is one of the policy itself or of the text that it issues: the title, or the title with who
    /// issued it before it on one side.
    fn mentions_itself(&self, key: &str) -> bool {
        let issuer_before = |long: &str, short: &str| {
            short.starts_with("关于") && long.len() > short.len() && long.ends_with(short)
        };
        issuer_before(key, &self.issued) || issuer_before(&self.own, key)
    }

    /// Says whether a title is the policy's own.
    pub(super) fn is_own(&self, title: &str) -> bool {
        plain(title) == self.own
    }

    /// Takes a relation. One to itself is none, unless an older text of the same title ends.
    pub(super) fn tell(
        &mut self,
        relation: &'static str,
        citation: &Citation,
        range: Range<usize>,
        rule: &Rule,
        date: Option<KnownDate>,
    ) {
        let key = plain(&citation.title);
        let known = self.known.entry(key.clone()).or_default();
        known.0 = known.0.take().or_else(|| citation.number.clone());
        known.1 = known.1.or(date);
        let ends = relation == vocab::local_name(vocab::SUPERSEDES);
        let itself = key == self.issued || (key == self.own && !ends);
        let mention = relation == vocab::local_name(vocab::CITES);
        if key.is_empty() || itself || (mention && self.mentions_itself(&key)) {
            return;
        }
        if let Some(known) = self
            .found
            .get(&(key.clone(), relation))
            .and_then(|at| self.order.get_mut(*at))
        {
            for article in &citation.articles {
                if known.articles.last() != Some(article) {
                    known.articles.push(article.clone());
                }
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

    /// Returns the relations in order; a mention counts where nothing stronger is said of the title. A number or date
    /// that stands at one of the places where a title is named is told of each.
    pub(super) fn finish(mut self) -> Vec<RelationAccount> {
        let cites = vocab::local_name(vocab::CITES);
        let strong = self.order.iter().filter(|one| one.relation != cites);
        let strong: BTreeSet<String> = strong.map(|one| plain(&one.title)).collect();
        for one in &mut self.order {
            let known = self.known.get(&plain(&one.title));
            let (number, date) = known.cloned().unwrap_or_default();
            one.number = one.number.take().or(number);
            one.date = one.date.or(date);
        }
        let counts =
            |one: &RelationAccount| one.relation != cites || !strong.contains(&plain(&one.title));
        self.order.into_iter().filter(counts).collect()
    }
}

/// The form in which titles of one document are compared: without 中华人民共和国, white space and marks.
fn plain(title: &str) -> String {
    let kept = title
        .chars()
        .filter(|c| !c.is_whitespace() && !"《》〈〉<>".contains(*c));
    kept.collect::<String>().replace("中华人民共和国", "")
}
