//! Which encoding bytes are in that say nothing of it: GB18030, Big5, Shift-JIS, EUC-KR or Windows-1252.
//!
//! A detector weighs a long text well. A short one it takes for Chinese of the
//! mainland, since that is what is read here; so the pairs of bytes are looked at
//! too. In text of GB 2312 both bytes are 0xa1 or more, in Big5 and Shift-JIS every
//! third or so of the second bytes is not. Korean has Hangul and spaces.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, WINDOWS_1252};

/// So many bytes tell which encoding it is; more only take longer.
const ENOUGH: usize = 1024 * 1024;

/// Of so few characters beyond ASCII a guess is not sure.
const FEW: usize = 20;

/// What bytes are taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub encoding: &'static Encoding,
    /// Whether it could well be another.
    pub doubtful: bool,
}

/// Guesses the encoding of bytes that are not UTF-8; none where no encoding known here is likely.
pub(super) fn guess(bytes: &[u8]) -> Option<Guess> {
    let sample = &bytes[..bytes.len().min(ENOUGH)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    let pairs = Pairs::of(sample);
    let encoding = match detector.guess(Some(b"cn"), Utf8Detection::Deny) {
        encoding if encoding == GBK || encoding == GB18030 => {
            other_than_gb(sample, &pairs).unwrap_or(GB18030)
        }
        encoding if encoding == BIG5 || encoding == SHIFT_JIS || encoding == EUC_KR => encoding,
        encoding if encoding == WINDOWS_1252 && mostly_ascii(sample) => {
            return Some(Guess {
                encoding,
                doubtful: false,
            });
        }
        _ => return None,
    };
    Some(Guess {
        encoding,
        doubtful: encoding != GB18030 || pairs.all < FEW,
    })
}

/// Returns the encoding that fits pairs of bytes which are no usual text of GB 2312; none where none does.
fn other_than_gb(sample: &[u8], pairs: &Pairs) -> Option<&'static Encoding> {
    if pairs.is_korean() {
        return Some(EUC_KR);
    }
    if !pairs.is_unlike_gb2312() {
        return None;
    }
    [SHIFT_JIS, BIG5]
        .into_iter()
        .find(|encoding| fits(sample, encoding))
}

/// Says whether bytes are whole text of an encoding, most of it of the letters it is used for.
fn fits(sample: &[u8], encoding: &'static Encoding) -> bool {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let most = decoder.max_utf8_buffer_length(sample.len());
    let mut text = String::with_capacity(most.unwrap_or_default());
    let (_, _, broken) = decoder.decode_to_string(sample, &mut text, false);
    let letters = || text.chars().filter(|c| !c.is_ascii());
    let of_kind = letters().filter(|c| match encoding {
        encoding if encoding == SHIFT_JIS => is_kana(*c),
        _ => is_frequent_in_big5(*c),
    });
    let least = if encoding == SHIFT_JIS { 4 } else { 1 };
    !broken && of_kind.count() * least >= letters().count()
}

fn is_kana(c: char) -> bool {
    ('\u{3041}'..='\u{30fe}').contains(&c)
}

/// Says whether a letter is a mark or stands in the first plane of Big5, where all usual ones do.
fn is_frequent_in_big5(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, lost) = BIG5.encode(c.encode_utf8(&mut buffer));
    !lost && matches!(*bytes, [0xa1..=0xc6, _])
}

/// What the pairs of bytes are, read as text of two bytes a letter.
#[derive(Clone, Copy, Debug, Default)]
struct Pairs {
    all: usize,
    /// Both bytes are those of GB 2312.
    of_gb2312: usize,
    /// Both are those of a syllable of Hangul in EUC-KR.
    of_hangul: usize,
    /// Neither marks nor Hangul, in EUC-KR.
    of_hanja: usize,
    /// The spaces.
    spaces: usize,
}

impl Pairs {
    fn of(sample: &[u8]) -> Self {
        let mut pairs = Self::default();
        let mut rest = sample;
        loop {
            rest = match rest {
                [
                    0x81..=0xfe,
                    0x30..=0x39,
                    0x81..=0xfe,
                    0x30..=0x39,
                    after @ ..,
                ] => after,
                [first @ 0x81..=0xfe, second, after @ ..] => {
                    pairs.take(*first, *second);
                    after
                }
                [byte, after @ ..] => {
                    pairs.spaces += usize::from(*byte == b' ');
                    after
                }
                [] => return pairs,
            };
        }
    }

    fn take(&mut self, first: u8, second: u8) {
        self.all += 1;
        if second < 0xa1 || first < 0xa1 {
            return;
        }
        self.of_gb2312 += 1;
        match first {
            0xb0..=0xc8 => self.of_hangul += 1,
            0xca..=0xfd => self.of_hanja += 1,
            _ => {}
        }
    }

    /// A text of names may hold a rare letter in ten, but no more.
    const fn is_unlike_gb2312(&self) -> bool {
        self.all > self.of_gb2312 && (self.all - self.of_gb2312) * 8 > self.all
    }

    /// Nearly all is Hangul, and words are parted. Of Chinese about three letters in five look like Hangul.
    const fn is_korean(&self) -> bool {
        self.of_gb2312 == self.all
            && self.of_hangul >= 10
            && self.of_hanja * 20 <= self.of_hangul
            && self.spaces * 8 >= self.all
    }
}

/// Says whether nearly all letters are those of English.
fn mostly_ascii(bytes: &[u8]) -> bool {
    let ascii = bytes.iter().filter(|byte| byte.is_ascii()).count();
    ascii > bytes.len() / 8 * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_for(encoding: &'static Encoding, text: &str) -> Option<Guess> {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{text}");
        guess(&bytes)
    }

    #[test]
    fn short_texts_are_taken_for_the_encoding_they_are_in() {
        for (encoding, text) in [
            (GB18030, "国务院关于印发通知"),
            (GB18030, "第一条 为了规范，制定本办法。"),
            (GB18030, "北京市 人民政府 办公厅 公告"),
            (GB18030, "工信部联通信〔2023〕180号"),
            (GB18030, "淄博市、亳州市、濮阳县、喆鑫公司"),
            (GB18030, "国\u{4dae}"),
            (BIG5, "行政院公報"),
            (BIG5, "第一條 為規範資料之利用，制定本辦法。"),
            (BIG5, "香港特別行政區政府憲報"),
            (SHIFT_JIS, "これは日本の法律です。"),
            (SHIFT_JIS, "経済産業省のデータ利用に関するガイドライン"),
            (EUC_KR, "이 법은 국가의 산업 정책을 정한다"),
            (EUC_KR, "대한민국 정부는 다음과 같이 공고한다"),
        ] {
            let found = taken_for(encoding, text);
            assert_eq!(found.map(|found| found.encoding), Some(encoding), "{text}");
        }
    }

    #[test]
    fn of_a_short_text_and_of_one_that_is_not_of_the_mainland_the_guess_is_doubtful() {
        let doubtful = |encoding, text: &str| taken_for(encoding, text).map(|found| found.doubtful);
        assert_eq!(doubtful(GB18030, "国务院公报"), Some(true));
        assert_eq!(doubtful(GB18030, &"国务院公报".repeat(9)), Some(false));
        assert_eq!(doubtful(BIG5, &"行政院公報".repeat(9)), Some(true));
    }
}
