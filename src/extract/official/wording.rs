//! Single words and phrases of official documents by what they tell, from `official-words.csv`.

use crate::extract::rules::{RulesError, Tables};

use super::rules::bad_cell;

/// Words by the sense that the table gives them; each list is in the order of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    /// With these begins a line by which the clause of purpose has ended.
    pub(super) head_ends: Vec<String>,
    /// Words between a title and 废止 that speak of something else.
    pub(super) not_an_end: Vec<String>,
    /// Words before 废止《…》 by which the title ends outright.
    pub(super) outright: Vec<String>,
    /// What declares the short name of the title before it.
    pub(super) short_names: Vec<String>,
    /// What declares a short name of this document or of something without a title.
    pub(super) own_names: Vec<String>,
    /// How a notice tells how the text that it issues was made.
    pub(super) of_the_text: Vec<String>,
    /// Endings of titles that say that they change or end the titles in them.
    pub(super) decisions: Vec<String>,
    /// Endings of the titles of amendments.
    pub(super) amendments: Vec<String>,
    /// Endings of the titles that amendments change.
    pub(super) amended: Vec<String>,
    /// How the body of a law begins.
    pub(super) body_begins: Vec<String>,
    /// How a line begins that is no part of the top of a notice.
    pub(super) top_ends: Vec<String>,
    /// What says after a title that its text stands below.
    pub(super) follows: Vec<String>,
    /// What says after a title that an order publishes it.
    pub(super) publishes: Vec<String>,
    /// What says right before a title that an order publishes it.
    pub(super) publishing: Vec<String>,
    /// What ends, in the title of a notice, the title of the text that it issues.
    pub(super) issued_ends: Vec<String>,
    /// Kinds that only notices are of.
    pub(super) notice_kinds: Vec<String>,
    /// Kinds of what publishes the text of another.
    pub(super) order_kinds: Vec<String>,
    /// Words of a sentence that tells of the document's own force.
    pub(super) own_force: Vec<String>,
    /// Ends of a clause of a header that tells of the next act.
    pub(super) leads_on: Vec<String>,
    /// Who promulgates laws and issues none.
    pub(super) promulgators: Vec<String>,
    /// How the title of an explanation begins.
    pub(super) explains_begin: Vec<String>,
    /// How the title of an explanation ends.
    pub(super) explains_end: Vec<String>,
    /// What the title of an explanation holds anywhere.
    pub(super) explains: Vec<String>,
    /// What a heading calls the items below it.
    pub(super) of_items: Vec<String>,
    /// How the title of a list ends.
    pub(super) lists: Vec<String>,
    /// What an announcement is called whose letterhead stands over its title.
    pub(super) letterheads: Vec<String>,
    /// Acts that date the title after them, the best first.
    pub(super) dated: [Vec<String>; 3],
}

impl Wording {
    /// Reads the table `official-words`.
    pub(super) fn new(tables: &Tables) -> Result<Self, RulesError> {
        let mut wording = Self::default();
        for (line, [sense, word]) in tables.rows(TABLE, ["sense", "word"])? {
            let Some(words) = wording.of(sense) else {
                let expected = "a sense such as `head-end` or `decision`";
                return Err(bad_cell(tables, TABLE, line, "sense", sense, expected));
            };
            words.push(word.to_owned());
        }
        Ok(wording)
    }

    fn of(&mut self, sense: &str) -> Option<&mut Vec<String>> {
        let [best, well, otherwise] = &mut self.dated;
        Some(match sense {
            "head-end" => &mut self.head_ends,
            "not-an-end" => &mut self.not_an_end,
            "outright" => &mut self.outright,
            "short-name" => &mut self.short_names,
            "own-name" => &mut self.own_names,
            "of-the-text" => &mut self.of_the_text,
            "decision" => &mut self.decisions,
            "amendment" => &mut self.amendments,
            "amended" => &mut self.amended,
            "body-begin" => &mut self.body_begins,
            "top-end" => &mut self.top_ends,
            "follows" => &mut self.follows,
            "publishes" => &mut self.publishes,
            "publishing" => &mut self.publishing,
            "issued-end" => &mut self.issued_ends,
            "notice-kind" => &mut self.notice_kinds,
            "order-kind" => &mut self.order_kinds,
            "own-force" => &mut self.own_force,
            "leads-on" => &mut self.leads_on,
            "promulgator" => &mut self.promulgators,
            "explains-begin" => &mut self.explains_begin,
            "explains-end" => &mut self.explains_end,
            "explains" => &mut self.explains,
            "of-items" => &mut self.of_items,
            "list" => &mut self.lists,
            "letterhead" => &mut self.letterheads,
            "dated-best" => best,
            "dated-well" => well,
            "dated-else" => otherwise,
            _ => return None,
        })
    }
}

const TABLE: &str = "official-words";

/// Says whether a text begins with one of the words.
pub(super) fn begins(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_str()))
}

/// Says whether a text ends with one of the words.
pub(super) fn ends(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.ends_with(word.as_str()))
}

/// Says whether a text holds one of the words.
pub(super) fn holds(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}
