//! The text of one page of a PDF, in the order in which it is drawn, cut into lines by where it stands.
//!
//! Follows where the pen stands as far as lines need: the matrices of page and
//! text, the size of the font. Widths of letters are guessed, half the size for
//! letters of English and the whole for hanzi: only wide gaps become spaces.

use std::collections::BTreeMap;

use encoding_rs::GB18030;
use lopdf::{
    Document, Encoding, Object, ObjectId,
    content::{Content, Operation},
};

use super::MOST_BYTES;

/// A shift between two letters from which on it is a space, in thousandths of the font's size: half a usual space.
const SPACE: f32 = -150.0;

/// A matrix of PDF, which turns (x, y) into (ax + cy + e, bx + dy + f).
#[derive(Clone, Copy, Debug)]
struct Matrix([f32; 6]);

impl Matrix {
    const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(numbers: &[f32]) -> Option<Self> {
        numbers.get(..6)?.try_into().ok().map(Self)
    }

    /// Returns what this does and then `next`.
    fn then(self, next: Self) -> Self {
        let [first, second] = [&self.0, &next.0];
        let at = |row: usize, column: usize| {
            let moved = if row == 2 { second[4 + column] } else { 0.0 };
            first[2 * row] * second[column] + first[2 * row + 1] * second[2 + column] + moved
        };
        Self([at(0, 0), at(0, 1), at(1, 0), at(1, 1), at(2, 0), at(2, 1)])
    }

    fn moved(self, x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
}

/// Where the last letters ended, on the page.
#[derive(Clone, Copy, Debug)]
struct End {
    x: f32,
    y: f32,
    size: f32,
}

struct Pen<'a, 'b> {
    fonts: &'a BTreeMap<Vec<u8>, Encoding<'a>>,
    font: Option<&'a Encoding<'a>>,
    size: f32,
    leading: f32,
    /// From the line and from the text to the page's units.
    line: Matrix,
    page: Matrix,
    kept: Vec<Matrix>,
    end: Option<End>,
    /// Whether a space is due before the next letter of English.
    space: bool,
    text: &'b mut String,
}

/// Adds the text of a page.
pub(super) fn read(document: &Document, page: ObjectId, text: &mut String) -> lopdf::Result<()> {
    let fonts = document.get_page_fonts(page)?;
    let fonts = fonts.into_iter().filter_map(|(name, font)| {
        let encoding = font
            .get_font_encoding_with_limit(document, MOST_BYTES)
            .ok()?;
        // The library falls back to English where it cannot read the map of a font of hanzi: better no letters.
        let is_composite = font.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0");
        let is_fallback = is_composite && matches!(encoding, Encoding::OneByteEncoding(_));
        (!is_fallback).then_some((name, encoding))
    });
    let fonts = fonts.collect();
    let content = document.get_page_content_with_limit(page, MOST_BYTES)?;
    let mut pen = Pen {
        fonts: &fonts,
        font: None,
        size: 0.0,
        leading: 0.0,
        line: Matrix::SAME,
        page: Matrix::SAME,
        kept: Vec::new(),
        end: None,
        space: false,
        text,
    };
    for operation in Content::decode_iter(&content) {
        pen.follow(&operation?);
    }
    Ok(())
}

impl Pen<'_, '_> {
    fn follow(&mut self, operation: &Operation) {
        let operands = &operation.operands;
        let numbers: Vec<f32> = operands
            .iter()
            .filter_map(|number| number.as_float().ok())
            .collect();
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0.0);
        match operation.operator.as_str() {
            "q" => self.kept.push(self.page),
            "Q" => self.page = self.kept.pop().unwrap_or(self.page),
            "cm" => {
                if let Some(matrix) = Matrix::of(&numbers) {
                    self.page = matrix.then(self.page);
                }
            }
            "BT" => self.line = Matrix::SAME,
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                self.font = name.and_then(|name| self.fonts.get(name));
                self.size = number(0);
            }
            "TL" => self.leading = number(0),
            "Tm" => self.line = Matrix::of(&numbers).unwrap_or(self.line),
            "Td" => self.line = self.line.moved(number(0), number(1)),
            "TD" => {
                self.leading = -number(1);
                self.line = self.line.moved(number(0), number(1));
            }
            "T*" => self.next_line(),
            "Tj" => self.show(operands),
            "TJ" => self.show_array(operands),
            "'" | "\"" => {
                self.next_line();
                self.show(operands);
            }
            _ => {}
        }
    }

    fn next_line(&mut self) {
        self.line = self.line.moved(0.0, -self.leading);
    }

    /// Shows the string that is the last operand.
    fn show(&mut self, operands: &[Object]) {
        let Some(Object::String(bytes, _)) = operands.last() else {
            return;
        };
        let Some(letters) = self.font.and_then(|font| decode(font, bytes)) else {
            return;
        };
        self.write(&letters);
    }

    fn show_array(&mut self, operands: &[Object]) {
        for part in operands
            .first()
            .and_then(|array| array.as_array().ok())
            .into_iter()
            .flatten()
        {
            match part.as_float() {
                Ok(shift) => self.space |= shift < SPACE,
                Err(_) => self.show(std::slice::from_ref(part)),
            }
        }
    }

    fn write(&mut self, letters: &str) {
        let [_, across, _, along, x, y] = self.line.then(self.page).0;
        let size = (self.size * across.hypot(along)).abs();
        let Some(first) = letters.chars().next() else {
            return;
        };
        match self.end {
            Some(end) if (end.y - y).abs() > end.size.max(size) / 2.0 => self.text.push('\n'),
            // The pen was set further, and not on from what was shown last.
            Some(end) if x > end.x + size => self.text.push(' '),
            _ if self.space
                && first.is_ascii()
                && self.text.ends_with(|c: char| c.is_ascii_graphic()) =>
            {
                self.text.push(' ');
            }
            _ => {}
        }
        self.space = false;
        let shown = letters.chars().filter(|c| !c.is_control());
        let width: f32 = shown
            .clone()
            .map(|c| if c.is_ascii() { 0.5 } else { 1.0 })
            .sum();
        self.text.extend(shown);
        let from = self
            .end
            .filter(|end| end.x > x && (end.y - y).abs() <= size / 2.0);
        let x = from.map_or(x, |end| end.x) + width * size;
        self.end = Some(End { x, y, size });
    }
}

fn decode(font: &Encoding, bytes: &[u8]) -> Option<String> {
    match font {
        // The encodings of Chinese fonts that the library leaves out, from ISO 32000-1, table 118.
        Encoding::SimpleEncoding(
            b"GB-EUC-H" | b"GB-EUC-V" | b"GBK-EUC-H" | b"GBK-EUC-V" | b"GBKp-EUC-H" | b"GBKp-EUC-V"
            | b"GBK2K-H" | b"GBK2K-V",
        ) => Some(GB18030.decode_without_bom_handling(bytes).0.into_owned()),
        Encoding::SimpleEncoding(b"UniGB-UCS2-V" | b"UniGB-UTF16-V") => Some(
            encoding_rs::UTF_16BE
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
        ),
        font => font.bytes_to_string(bytes).ok(),
    }
}
