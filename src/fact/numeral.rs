//! Whole numbers as Chinese texts print them: `12`, `１２`, `十二`, `一百二十`, `五一七`.

/// The most characters that a whole number is read from.
const LONGEST: usize = 12;

/// Reads a whole number in plain or full-width digits, in Chinese numerals by place (五一七) or with units (二十一);
/// `None` for any other text, and for one too long.
#[must_use]
pub fn parse_numeral(text: &str) -> Option<u64> {
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    if text.chars().any(|c| unit(c).is_some()) {
        return parse_units(text);
    }
    text.chars().try_fold(0, |number: u64, c| {
        number.checked_mul(10)?.checked_add(u64::from(digit(c)?))
    })
}

/// Says whether a character may stand in a whole number.
#[must_use]
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

/// Reads numerals with units, each unit less than the one before it: 一千二百三十四.
fn parse_units(text: &str) -> Option<u64> {
    let (mut sum, mut count, mut last) = (0_u64, None, u64::MAX);
    for c in text.chars() {
        if let Some(unit) = unit(c) {
            if unit >= last {
                return None;
            }
            sum = sum.checked_add(count.take().unwrap_or(1) * unit)?;
            last = unit;
        } else {
            let zero = matches!(count, None | Some(0));
            let digit = zero.then(|| digit(c)).flatten()?;
            count = Some(u64::from(digit));
        }
    }
    sum.checked_add(count.unwrap_or(0))
}

/// Returns the value of one digit, plain, full-width or Chinese.
#[must_use]
pub fn digit(c: char) -> Option<u32> {
    Some(match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '０'..='９' => u32::from(c) - u32::from('０'),
        '零' | '〇' | '○' | '◯' | 'Ｏ' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

const fn unit(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_read_in_each_way_of_printing_it() {
        for (text, number) in [
            ("12", 12),
            ("１２", 12),
            ("十", 10),
            ("十二", 12),
            ("三十一", 31),
            ("二十", 20),
            ("一百零三", 103),
            ("一千二百三十四", 1234),
            ("五一七", 517),
            ("二〇二三", 2023),
            ("两", 2),
            ("0", 0),
            ("二◯", 20),
        ] {
            assert_eq!(parse_numeral(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_number_is_refused() {
        for text in ["", "部", "十百", "二三十", "1.5", "1234567890123", "十十"] {
            assert_eq!(parse_numeral(text), None, "{text}");
        }
    }
}
