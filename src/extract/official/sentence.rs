//! The sentences that name titles, each with its runs of titles: `根据《A》、《B》和《C》等法律，制定本条例`.

use std::ops::Range;

use super::{citation::Citation, page::Page};

/// A sentence that names at least one title.
pub(super) struct Sentence {
    /// Its place, its stop included.
    pub(super) range: Range<usize>,
    /// Its runs of titles, in order.
    pub(super) runs: Vec<Run>,
}

/// Titles that stand in one row, with what is said before and after them.
pub(super) struct Run {
    pub(super) citations: Vec<Citation>,
    /// The words of the clause before the first title.
    pub(super) before: Range<usize>,
    /// The words after the last title up to the end of the sentence.
    pub(super) after: Range<usize>,
}

/// Parts the citations of a document into sentences and runs, and hands on one after the other, so that only one is in
/// memory. O(n) in the words.
pub(super) fn each_sentence(
    page: &Page,
    body: Range<usize>,
    citations: impl Iterator<Item = Citation>,
    mut take: impl FnMut(&Sentence),
) {
    let mut rest = citations.peekable();
    let mut from = body.start;
    while let Some(first) = rest.next() {
        let start = last_stop(page, from..first.outer.start);
        let mut of_it = vec![first];
        let mut end = next_stop(page, of_it[0].end..body.end);
        while let Some(next) = rest.next_if(|next| next.outer.start < end) {
            // Looked for only where the title reaches beyond it: a long list of titles is one sentence.
            if next.end > end {
                end = next_stop(page, next.end..body.end);
            }
            of_it.push(next);
        }
        take(&Sentence {
            range: start..end,
            runs: runs_of(page, start..end, of_it),
        });
        from = end;
    }
}

/// Returns where the sentence begins that ends a stretch of words.
fn last_stop(page: &Page, range: Range<usize>) -> usize {
    let text = page.slice(range.clone());
    let mut at = text.len();
    while let Some(found) = text[..at].rfind(['。', '\n']) {
        if !(text[found..].starts_with('\n') && is_soft(page.words, range.start + found)) {
            let stop = text[found..].chars().next().map_or(1, char::len_utf8);
            return range.start + found + stop;
        }
        at = found;
    }
    range.start
}

/// Returns where the sentence ends that begins a stretch of words.
fn next_stop(page: &Page, range: Range<usize>) -> usize {
    let text = page.slice(range.clone());
    let mut at = 0;
    while let Some(found) = text[at..].find(['。', '\n']) {
        let here = at + found;
        let stop = text[here..].chars().next().map_or(1, char::len_utf8);
        if !(stop == 1 && is_soft(page.words, range.start + here)) {
            return range.start + here + if stop == 1 { 0 } else { stop };
        }
        at = here + stop;
    }
    range.end
}

/// A line as short as this is no line that was broken because it was full: bytes.
const FULL_LINE: usize = 75;

/// Says whether a line break only breaks a full line: no mark of an end before it, no indent or heading after it.
pub(super) fn is_soft(words: &str, at: usize) -> bool {
    let (before, after) = (&words[..at], &words[at + 1..]);
    let line = before.len() - before.rfind('\n').map_or(0, |start| start + 1);
    let ends = before
        .chars()
        .next_back()
        .is_none_or(|c| "。；：！？\n".contains(c));
    let begins = after
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || "#（(第-*|<".contains(c));
    let number = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let item = number.len() < after.len() && number.starts_with(['.', '．', '、', '\t']);
    line >= FULL_LINE && !ends && !begins && !item
}

fn runs_of(page: &Page, range: Range<usize>, citations: Vec<Citation>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut end_of_last = range.start;
    for citation in citations {
        // A short name that is declared inside the bracket of another title is that bracket's.
        if citation.outer.start < end_of_last {
            continue;
        }
        let between = page.slice(end_of_last..citation.outer.start);
        let end = citation.end;
        match runs.last_mut() {
            Some(run) if !between.contains(['，', '；', '：', ',', ';']) => {
                run.citations.push(citation);
            }
            _ => {
                let clause = between.rfind(['，', '；', '：', ',', ';', '。']);
                let start = clause.map_or(end_of_last, |at| {
                    end_of_last + at + between[at..].chars().next().map_or(1, char::len_utf8)
                });
                let before = start..citation.outer.start;
                let citations = vec![citation];
                runs.push(Run {
                    citations,
                    before,
                    after: end..range.end,
                });
            }
        }
        if let Some(run) = runs.last_mut() {
            run.after = end..range.end;
        }
        end_of_last = end;
    }
    runs
}
