//! Pages that explain a policy and are none: 政策解读, 答记者问, 一图读懂. What they say of policies is not the policies' own.

use std::ops::Range;

use super::{
    marks::find_titles,
    page::{Page, closed_up},
    title::{Layout, kind_of},
    top::read_top,
    wording::{ends, holds},
};
use crate::{
    extract::{header_fields::fields, rules::Rules},
    fact::account::Warning,
    source::Given,
};

/// What parts the word for an explanation from the title of what is explained.
const AFTER_WORD: [char; 9] = ['：', ':', '|', '｜', '丨', '—', '-', '《', '·'];

/// Returns a warning where the title says that the document explains a policy.
pub(super) fn find(page: &Page, layout: &Layout, given: &Given, rules: &Rules) -> Option<Warning> {
    if layout.marked {
        return None;
    }
    let fields = fields(given, &rules.header_fields);
    let top = read_top(page, &fields, &rules.official);
    let labelled = fields.iter().filter(|field| field.field == "title");
    let labelled = labelled.map(|field| field.value.clone());
    let mut titles = [top.line, layout.title.clone()]
        .into_iter()
        .chain(page.title.clone())
        .chain(labelled);
    let title = titles.find(|title| explains(page.slice(title.clone()), rules))?;
    let near = title.start..title.end.max(top.end);
    let named = first_title(page, title.clone()).or_else(|| first_title(page, near));
    let of = named.map_or(String::new(), |name| format!(" of 《{name}》"));
    Some(Warning {
        text: format!("an explanation{of}, not a policy: nothing was read"),
        span: Some(page.span(title)),
    })
}

fn first_title(page: &Page, within: Range<usize>) -> Option<String> {
    let marks = find_titles(page.words, within).titles;
    Some(closed_up(page.slice(marks.first()?.inner.clone())))
}

/// Says whether a title is one of an explanation.
fn explains(title: &str, rules: &Rules) -> bool {
    let words = &rules.official.wording;
    let title = closed_up(title);
    let bare = title.trim_matches(|c: char| "【】[]#*“”".contains(c));
    let begin = words
        .explains_begin
        .iter()
        .filter_map(|word| bare.strip_prefix(word.as_str()));
    // 政策解读工作管理办法 is a policy.
    let instrument = kind_of(bare, &rules.official).is_some_and(|(_, instrument)| instrument);
    let mut begin = begin.filter(|rest| !instrument || rest.starts_with(AFTER_WORD));
    begin.next().is_some()
        || ends(bare, &words.explains_end)
        || (!instrument && holds(bare, &words.explains))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{account, rules};
    use crate::fact::account::Make;

    #[test]
    fn a_page_that_explains_a_policy_gives_none() {
        let rules = rules();
        for (title, of) in [
            ("《甲办法》政策解读", " of 《甲办法》"),
            ("一图读懂《甲意见》", " of 《甲意见》"),
            ("图解：某部关于甲的通知", ""),
            ("某部有关负责人就《甲规划》答记者问", " of 《甲规划》"),
            ("关于《甲办法》的起草说明", " of 《甲办法》"),
        ] {
            let text = format!("{title}\n\n根据《乙法》，制定本办法。\n");
            let account = account(&rules, &text);
            assert!(account.policies.is_empty(), "{title}");
            assert_eq!(account.make, Make::Unknown, "{title}");
            let said = format!("an explanation{of}, not a policy: nothing was read");
            assert_eq!(account.warnings[0].text, said, "{title}");
        }
        for title in [
            "政策解读工作管理办法",
            "关于做好政策解读工作的通知",
            "某院关于适用《甲法》的解释",
        ] {
            let account = account(&rules, &format!("{title}\n\n第一条 略。\n"));
            assert_eq!(account.policies.len(), 1, "{title}");
        }
    }
}
