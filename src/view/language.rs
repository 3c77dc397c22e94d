//! In which language labels stand, and what a node is called in it.

use std::str::FromStr;

use super::text::visible;
use crate::graph::Node;

/// The language of labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English; Chinese where there is no English label.
    En,
    /// Chinese; English where there is no Chinese label.
    Zh,
    /// The abbreviation, or else English, and Chinese beside it.
    #[default]
    Both,
}

/// The text names no language that labels have.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("no language `{0}`: expected `en`, `zh` or `both`")]
pub struct LanguageError(pub String);

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "en" => Ok(Self::En),
            "zh" => Ok(Self::Zh),
            "both" => Ok(Self::Both),
            other => Err(LanguageError(other.to_owned())),
        }
    }
}

impl Language {
    /// Returns a node's names in this language, one or two, safe to show.
    #[must_use]
    pub fn names(self, node: &Node) -> Vec<String> {
        let zh = node.label_zh.as_deref().filter(|zh| !zh.is_empty());
        let short = node
            .abbreviation
            .as_deref()
            .filter(|short| !short.is_empty());
        let names = match self {
            Self::En => vec![node.label.as_str()],
            Self::Zh => vec![zh.unwrap_or(&node.label)],
            Self::Both => match zh {
                Some(zh) if zh == node.label => vec![zh],
                Some(zh) => vec![short.unwrap_or(&node.label), zh],
                None => vec![node.label.as_str()],
            },
        };
        names.into_iter().map(visible).collect()
    }

    /// Returns a node's names in this language on one line.
    #[must_use]
    pub fn label(self, node: &Node) -> String {
        self.names(node).join(" ")
    }

    /// Returns all names of a node: what a tooltip says.
    #[must_use]
    pub fn full(node: &Node) -> String {
        let mut names = vec![visible(&node.label)];
        if let Some(short) = &node.abbreviation {
            names.push(format!("({})", visible(short)));
        }
        if let Some(zh) = node.label_zh.as_ref().filter(|zh| **zh != node.label) {
            names.push(visible(zh));
        }
        if let Some(date) = &node.date {
            names.push(format!("· {}", visible(date)));
        }
        names.join(" ")
    }

    /// Picks the words of a picture's own: both of them when labels stand in both.
    #[must_use]
    pub fn say(self, en: &str, zh: &str) -> String {
        match self {
            Self::En => en.to_owned(),
            Self::Zh => zh.to_owned(),
            Self::Both => format!("{en} {zh}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;
    use crate::view::sample::node;

    #[test]
    fn both_shows_the_abbreviation_and_chinese_once() {
        let miit = node(
            "agency/miit",
            "Ministry of Industry",
            "工信部",
            Some("MIIT"),
        );
        assert_eq!(Language::Both.label(&miit), "MIIT 工信部");
        assert_eq!(Language::En.label(&miit), "Ministry of Industry");
        assert_eq!(Language::Zh.label(&miit), "工信部");
        let same = node("policy/x", "通知", "通知", None);
        assert_eq!(Language::Both.label(&same), "通知");
    }

    #[test]
    fn a_language_is_read_by_its_code_or_refused() {
        assert_eq!("both".parse(), Ok(Language::Both));
        let refused = "de".parse::<Language>().unwrap_err();
        assert_eq!(
            refused.to_string(),
            "no language `de`: expected `en`, `zh` or `both`"
        );
    }
}
