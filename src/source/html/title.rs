//! The title that a page bears in its head: `<meta name="ArticleTitle">`, else `<title>`, without the site's name.
//!
//! Whether the page says it in its text too is asked in `words`.

use std::{ops::Range, sync::LazyLock};

/// The names under which pages say their title, the surest first, and what parts a title from the site's name.
static NAMES: LazyLock<(Vec<&str>, Vec<&str>)> = LazyLock::new(|| {
    let rows = include_str!("../../../data/rules/page-parts.csv").lines();
    let of = |part: &str| {
        let rows = rows.clone().filter_map(|row| row.split_once(','));
        let fitting = rows.filter(|(_, found)| found.trim() == part);
        fitting.map(|(mark, _)| mark).collect()
    };
    (of("title"), of("site"))
});

/// The head of a page is no longer than that: bytes.
const HEAD: usize = 65_536;
/// A shorter title names a site or a column: bytes.
const SHORTEST: usize = 16;

/// Finds the title in the head of a page, as it is written there; `None` where there is none that could be a document's.
pub(super) fn find(html: &str) -> Option<Range<usize>> {
    let head = &html[..html.floor_char_boundary(HEAD)];
    let lower = head.to_ascii_lowercase();
    let end = lower.find("<body").unwrap_or(head.len());
    let (head, lower) = (&head[..end], &lower[..end]);
    let titles = NAMES.0.iter().filter_map(|name| in_meta(head, lower, name));
    let own = titles.chain(in_title(lower)).map(|range| bare(head, range));
    own.into_iter().find(|range| range.len() >= SHORTEST)
}

/// Returns the place of the content of the `meta` of this name.
fn in_meta(head: &str, lower: &str, name: &str) -> Option<Range<usize>> {
    let mut metas = lower.match_indices("<meta").map(|(at, _)| at);
    metas.find_map(|at| {
        let tag = &head[at..at + head[at..].find('>')?];
        let is = |quote: char| tag.contains(&format!("={quote}{name}{quote}"));
        (is('"') || is('\'')).then_some(())?;
        let from = lower[at..at + tag.len()].find("content=")? + "content=".len();
        let quote = tag[from..].chars().next().filter(|c| "\"'".contains(*c))?;
        let value = &tag[from + 1..];
        let end = value.find(quote)?;
        Some(at + from + 1..at + from + 1 + end)
    })
}

fn in_title(lower: &str) -> Option<Range<usize>> {
    let tag = lower.find("<title")?;
    let start = tag + lower[tag..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    Some(start..end)
}

/// Leaves out the names of the site and its columns: `关于…的通知_某部门_中国政府网`.
fn bare(head: &str, range: Range<usize>) -> Range<usize> {
    let text = &head[range.clone()];
    let ends = NAMES.1.iter().filter_map(|mark| text.find(mark));
    let text = &text[..ends.min().unwrap_or(text.len())];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_found_in_the_head_without_the_site() {
        let meta = "<meta name=\"ArticleTitle\" content=\"甲部关于示例事项的通知\">";
        for (head, expected) in [
            (
                "<title>关于示例事项的通知_某部门_中国政府网</title>",
                "关于示例事项的通知",
            ),
            (
                "<TITLE>\n 关于示例事项的通知 - 某部 </TITLE>",
                "关于示例事项的通知",
            ),
            (
                "<title>关于示例事项的通知 | 某网</title>",
                "关于示例事项的通知",
            ),
            (
                "<title>示例规划（2021-2035年）</title>",
                "示例规划（2021-2035年）",
            ),
            (
                &format!("<title>别的标题别的标题别的标题</title>{meta}"),
                "甲部关于示例事项的通知",
            ),
            ("<title>某部_某网</title>", ""),
            ("<title>关于示例事项的通知", ""),
            ("<meta name=\"ArticleTitle\" content=甲><meta", ""),
            ("<body><title>关于示例事项的通知</title>", ""),
            ("", ""),
        ] {
            let found = find(head).map_or("", |range| &head[range]);
            assert_eq!(found, expected, "{head}");
        }
    }
}
