//! How wide text is, and how it is cut to a width. All in pixels.

use unicode_width::UnicodeWidthChar;

/// Characters by an upper bound of their advance in Noto Sans, in ems; capitals and others that are not listed follow.
const ADVANCES: [(&str, f64); 6] = [
    ("mwMWQ@%&", 0.94),
    ("ijl.,;:'!", 0.27),
    ("frtI()[]-/\"", 0.42),
    ("aceksvxyz0123456789EFLSTYZ?", 0.575),
    ("ABCKPRVXJ", 0.66),
    (" ", 0.28),
];
const CAPITAL: f64 = 0.79;
const OTHER: f64 = 0.62;

/// Returns the width of a text in a font of this size.
///
/// A wide character (hanzi) is one em; Latin letters fall in classes, each an
/// upper bound of their advance in Noto Sans, so that what is measured to fit
/// does fit.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|character| size * ems(character)).sum()
}

fn ems(character: char) -> f64 {
    // Fonts for Chinese draw `“`, `…` and `·`, of which Unicode leaves the width open, as wide as hanzi.
    let open = character == '·' || character >= '\u{2000}';
    match if open {
        character.width_cjk()
    } else {
        character.width()
    } {
        Some(2) => 1.0,
        Some(0) | None => 0.0,
        _ => {
            let listed = |(listed, _): &&(&str, f64)| listed.contains(character);
            let usual = if character.is_uppercase() {
                CAPITAL
            } else {
                OTHER
            };
            ADVANCES
                .iter()
                .find(listed)
                .map_or(usual, |(_, advance)| *advance)
        }
    }
}

/// Returns the text, cut and ended by `…` where it is wider than `room`.
pub(super) fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", size);
    let mut cut = String::new();
    for character in text.chars() {
        left -= size * ems(character);
        if left < 0.0 {
            break;
        }
        cut.push(character);
    }
    format!("{}…", cut.trim_end())
}

/// Returns one or two names on one line; where both do not fit, the longer one gives way first.
pub(super) fn fit_names(names: &[String], size: f64, room: f64) -> String {
    let line = names.join(" ");
    let [first, second] = names else {
        return fit(&line, size, room);
    };
    if width(&line, size) <= room {
        return line;
    }
    let (one, two) = shares(first, second, size, room);
    format!("{} {}", fit(first, size, one), fit(second, size, two))
}

/// Parts a room between two names and the space between them; a short one leaves the other what it does not need.
pub(super) fn shares(first: &str, second: &str, size: f64, room: f64) -> (f64, f64) {
    let room = room - width(" ", size);
    let (one, two) = (width(first, size), width(second, size));
    let half = room / 2.0;
    if one <= half {
        (one, room - one)
    } else if two <= half {
        (room - two, two)
    } else {
        (half, half)
    }
}

/// Returns the text, with `…` in the place of its middle where it is wider than `room`; the end gets a share of the room.
pub(super) fn fit_middle(text: &str, size: f64, room: f64, end: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = (room - width("…", size)) * end;
    let mut tail = Vec::new();
    for character in text.chars().rev() {
        left -= size * ems(character);
        if left < 0.0 {
            break;
        }
        tail.push(character);
    }
    let tail: String = tail.into_iter().rev().collect();
    let tail = tail.trim_start();
    format!("{}{tail}", fit(text, size, room - width(tail, size)))
}

/// Breaks a text into lines no wider than `room`, at spaces or between wide characters.
pub(super) fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let line = lines.last().map_or("", String::as_str);
        if !line.is_empty() && width(line, size) + width(piece.trim_end(), size) > room {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
    }
    lines
        .iter()
        .map(|line| fit(line.trim_end(), size, room))
        .collect()
}

/// Cuts a text after each space and each wide character.
fn pieces(text: &str) -> Vec<&str> {
    text.split_inclusive(|c: char| c == ' ' || c.width() == Some(2))
        .collect()
}

/// Spells a length or place: one decimal at most, no `-0`.
pub(super) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded == 0.0 {
        "0".to_owned()
    } else {
        rounded.to_string()
    }
}

/// Turns a count into a length.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of rows and links are far below 2^52"
)]
pub(super) fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::{fit, fit_middle, fit_names, number, width, wrap};

    #[test]
    fn what_is_cut_fits_and_ends_in_an_ellipsis() {
        let text = "生成式人工智能服务管理暂行办法 Interim Measures";
        let cut = fit(text, 12.0, 100.0);
        assert!(width(&cut, 12.0) <= 100.0 && cut.ends_with('…'), "{cut}");
        assert_eq!(fit("短", 12.0, 100.0), "短");
    }

    #[test]
    fn what_is_cut_in_the_middle_shows_both_ends() {
        let cut = fit_middle("Administrative Measures (trial)", 10.0, 100.0, 0.5);
        assert!(cut.starts_with("Admin") && cut.ends_with("trial)"), "{cut}");
        assert!(width(&cut, 10.0) <= 100.0);
        assert_eq!(fit_middle("short", 10.0, 100.0, 0.5), "short");
    }

    #[test]
    fn the_longer_of_two_names_gives_way() {
        let names = ["MIIT".to_owned(), "工业和信息化部工业和信息化部".to_owned()];
        let line = fit_names(&names, 10.0, 100.0);
        assert!(
            line.starts_with("MIIT 工业") && line.ends_with('…'),
            "{line}"
        );
        assert!(width(&line, 10.0) <= 100.0);
    }

    #[test]
    fn lines_break_at_spaces_and_between_hanzi() {
        assert_eq!(wrap("one two three", 10.0, 50.0), ["one two", "three"]);
        assert_eq!(
            wrap("工业和信息化部", 10.0, 30.0),
            ["工业和", "信息化", "部"]
        );
    }

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        for (value, spelled) in [(1.0, "1"), (-0.04, "0"), (2.25, "2.3"), (-3.5, "-3.5")] {
            assert_eq!(number(value), spelled);
        }
    }
}
