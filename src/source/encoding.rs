//! Bytes become characters: UTF-8, UTF-16, GB18030 and what a web page says it is in.
//!
//! A byte order mark stays, as a character of the document. Nothing is guessed
//! in silence: what no encoding fits is refused, what is cut off in the middle
//! of a character is said.

mod guess;

use std::borrow::Cow;

use encoding_rs::{CoderResult, Encoding, GB18030, GBK, UTF_8};

use self::guess::{Guess, guess};
use super::{SourceError, place_of};

/// So far browsers look for the encoding that a page declares.
/// Source: WHATWG HTML, section 13.2.3.2, "prescan a byte stream".
const PRESCAN: usize = 1024;

/// So many bytes are decoded at once, so that a large document is not held twice.
const PIECE: usize = 64 * 1024;

/// What is said of a text whose last character is not whole.
const CUT_OFF: &str = "the file is cut off in the middle of a character";

/// Text and what was doubtful about its characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, a byte order mark with them.
    pub text: String,
    /// What was doubtful, in words.
    pub doubts: Vec<String>,
}

impl Decoded {
    fn sure(text: String) -> Self {
        let doubts = Vec::new();
        Self { text, doubts }
    }

    fn with(text: String, doubt: &str) -> Self {
        let doubts = vec![doubt.to_owned()];
        Self { text, doubts }
    }
}

/// Decodes the bytes of a document that is text; those of one in UTF-8 that are handed over are not copied.
///
/// # Errors
///
/// Refuses an empty file, bytes that are in no encoding known here, and a NUL; each with its place.
pub fn decode_document<'a>(
    path: &str,
    bytes: impl Into<Cow<'a, [u8]>>,
) -> Result<Decoded, SourceError> {
    let decoded = characters(path, bytes.into())?;
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    if decoded.text.chars().all(blank) {
        let path = path.to_owned();
        return Err(SourceError::NoWords { path });
    }
    match decoded.text.find('\0') {
        Some(at) => Err(SourceError::Nul {
            place: place_of(path, decoded.text.as_bytes(), at),
        }),
        None => Ok(decoded),
    }
}

fn characters(path: &str, bytes: Cow<[u8]>) -> Result<Decoded, SourceError> {
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked.filter(|encoding| *encoding != UTF_8) {
        return declared(path, encoding, &bytes);
    }
    let Err(error) = std::str::from_utf8(&bytes) else {
        let text = String::from_utf8(bytes.into_owned()).unwrap_or_default();
        return Ok(Decoded::sure(text));
    };
    if error.error_len().is_none() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        return Ok(Decoded::with(text, CUT_OFF));
    }
    foreign(path, &bytes, error.valid_up_to())
}

/// Decodes bytes that are not UTF-8 from a place on.
fn foreign(path: &str, bytes: &[u8], at: usize) -> Result<Decoded, SourceError> {
    let (place, byte) = (|| place_of(path, bytes, at), bytes[at]);
    if mostly_utf8(bytes) {
        let place = place();
        return Err(SourceError::NotUtf8 { place, byte });
    }
    if let Some(encoding) = declared_encoding(bytes).filter(|encoding| *encoding != UTF_8) {
        return declared(path, encoding, bytes);
    }
    guessed(bytes).ok_or_else(|| SourceError::UnknownEncoding {
        place: place(),
        byte,
    })
}

/// Decodes by what the document says of itself; what does not fit becomes U+FFFD and is told.
fn declared(path: &str, encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, SourceError> {
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let (text, broken) = decode(encoding, bytes);
    // The engine of pages takes these for `no encoding at all`: a lure for scripts.
    if encoding == encoding_rs::REPLACEMENT {
        let path = path.to_owned();
        return Err(SourceError::NoWords { path });
    }
    if !broken {
        return Ok(Decoded::sure(text));
    }
    let doubt = format!(
        "it says it is {}, and some bytes are not: they are read as U+FFFD",
        encoding.name()
    );
    Ok(Decoded::with(text, &doubt))
}

/// Says whether bytes are UTF-8 with something broken in it, and not another encoding:
/// no other makes so many whole sequences of UTF-8 by chance.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 4 * broken
}

/// Returns the encoding that a web page declares at its beginning.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (before, after) = head.split_once("charset=")?;
    if !before.contains('<') {
        return None;
    }
    let name = after.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(['"', '\'', ' ', '>', ';', '/']);
    Encoding::for_label(&name.as_bytes()[..end.unwrap_or(name.len())])
}

/// Decodes all bytes, piece by piece; says whether some were none of the encoding, which become U+FFFD.
fn decode(encoding: &'static Encoding, bytes: &[u8]) -> (String, bool) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // Two bytes of Chinese become three; what is more is asked for as it comes.
    let mut text = String::with_capacity(bytes.len() / 2 * 3);
    let mut piece = String::with_capacity(4 * PIECE);
    let (mut rest, mut broken) = (bytes, false);
    loop {
        let (now, after) = rest.split_at(rest.len().min(PIECE));
        let (result, read, replaced) = decoder.decode_to_string(now, &mut piece, after.is_empty());
        broken |= replaced;
        text.push_str(&piece);
        piece.clear();
        rest = &rest[read..];
        if result == CoderResult::InputEmpty && after.is_empty() {
            text.shrink_to_fit();
            return (text, broken);
        }
    }
}

/// Decodes as what Chinese texts and Western newsletters are in, where every byte fits.
fn guessed(bytes: &[u8]) -> Option<Decoded> {
    let Guess { encoding, doubtful } = guess(bytes)?;
    let mut decoded = (0..4).find_map(|cut| {
        let (whole, rest) = bytes.split_at_checked(bytes.len().checked_sub(cut)?)?;
        // In the encodings of Chinese the first byte of a character is one of these.
        if whole.is_empty()
            || rest
                .first()
                .is_some_and(|byte| !(0x81..=0xfe).contains(byte))
        {
            return None;
        }
        let (text, broken) = decode(encoding, whole);
        if broken || text.chars().any(is_control) {
            return None;
        }
        Some(if cut == 0 {
            Decoded::sure(text)
        } else {
            Decoded::with(text + "\u{fffd}", CUT_OFF)
        })
    })?;
    if doubtful {
        decoded.doubts.push(format!(
            "it does not say which encoding it is in: it is read as {}, which is a guess",
            encoding.name()
        ));
    }
    Some(decoded)
}

/// Says whether a character stands in no text.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use encoding_rs::{UTF_16LE, WINDOWS_1252};

    use super::*;

    const NOTICE: &str =
        "国务院关于印发《中国制造2025》的通知\n国发〔2015〕28号\n各省、自治区、直辖市人民政府：";

    fn encode(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    fn text(bytes: &[u8]) -> Result<String, String> {
        let decoded = decode_document("a.txt", bytes);
        decoded
            .map(|decoded| decoded.text)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_text_is_read_in_the_encoding_it_is_in() {
        let utf16: Vec<u8> = format!("\u{feff}{NOTICE}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(text(NOTICE.as_bytes()).as_deref(), Ok(NOTICE));
        assert_eq!(text(&encode(GB18030, NOTICE)).as_deref(), Ok(NOTICE));
        assert_eq!(text(&utf16), Ok(format!("\u{feff}{NOTICE}")));
        let western = "Issuing bodies: MIIT and others – the “catalogue” of Müller’s firm";
        assert_eq!(text(&encode(WINDOWS_1252, western)).as_deref(), Ok(western));
        assert_eq!(Encoding::for_bom(&utf16), Some((UTF_16LE, 2)));
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_declares() {
        let page = "<html><meta charset=\"gb2312\"><p>国办发</p>";
        assert_eq!(text(&encode(GB18030, page)).as_deref(), Ok(page));
    }

    #[test]
    fn a_text_that_ends_in_the_middle_of_a_character_is_read_and_told() {
        let cut = |bytes: &[u8]| decode_document("a.txt", &bytes[..bytes.len() - 1]).unwrap();
        for decoded in [cut(NOTICE.as_bytes()), cut(&encode(GB18030, NOTICE))] {
            assert!(decoded.text.ends_with("人民政府\u{fffd}"), "{decoded:?}");
            assert_eq!(decoded.doubts, [CUT_OFF]);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        for (bytes, message) in [
            (
                &b""[..],
                "`a.txt` holds no words: expected the text of a document",
            ),
            (
                b" \n",
                "`a.txt` holds no words: expected the text of a document",
            ),
            (
                b"a\n\0",
                "a.txt:2:1: found a NUL: expected text saved as UTF-8",
            ),
            (
                b"\xff\xff\xff",
                "a.txt:1:1: found the byte 0xff, which is neither UTF-8 nor GB18030: expected text saved as one of them",
            ),
            (
                "一二三四五六\n七八\u{0}".as_bytes(),
                "a.txt:2:3: found a NUL: expected text saved as UTF-8",
            ),
        ] {
            assert_eq!(text(bytes), Err(message.to_owned()), "{bytes:?}");
        }
        let broken = [NOTICE.as_bytes(), b"\xff", NOTICE.as_bytes()].concat();
        assert_eq!(
            text(&broken),
            Err(
                "a.txt:3:16: found the byte 0xff, which is not UTF-8: expected text saved as UTF-8"
                    .to_owned()
            )
        );
    }
}
