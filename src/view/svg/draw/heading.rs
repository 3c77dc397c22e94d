//! What stands above the drawing (title, what is drawn, legend) and below it (notes).

use maud::{Markup, html};

use super::{Ground, marks, words};
use crate::view::{
    language::Language,
    svg::{
        PictureOptions,
        measure::{number, width, wrap},
        palette::FAINT,
        scene::{Anchor, Entry, Key, Scene, TEXT, Words},
    },
    text::visible,
};

/// The room left and right of all text.
const MARGIN: f64 = 16.0;
/// The size of the title.
const TITLE: f64 = 17.0;
/// The width of what an entry of the legend shows, and the room after the entry.
const KEY: f64 = 34.0;
const BETWEEN: f64 = 22.0;

/// A part of the picture that knows its height.
pub(super) struct Heading {
    /// What is drawn.
    pub markup: Markup,
    /// How high it is.
    pub height: f64,
}

impl Heading {
    /// Lays out the title, the summary and the legend.
    pub(super) fn new(scene: &Scene, options: &PictureOptions, room: f64) -> Self {
        let mut y = 8.0;
        let mut lines = Vec::new();
        let titles = titles(options);
        let texts = titles
            .into_iter()
            .map(|title| (title, TITLE, true))
            .chain([(scene.summary.clone(), TEXT, false)]);
        for (text, size, strong) in texts.filter(|(text, ..)| !text.is_empty()) {
            for line in wrap(
                &text,
                size * if strong { 1.06 } else { 1.0 },
                room - 2.0 * MARGIN,
            ) {
                y += size * 1.45;
                let at = (MARGIN, y - size * 0.6);
                let line = Words {
                    size,
                    strong,
                    ..Words::level(at, Anchor::Start, line)
                };
                lines.push(words(&line, Ground::Guide));
            }
        }
        let legend = entries(&scene.legend, y + 14.0, room);
        let height = legend.height.max(y) + 12.0;
        Self {
            markup: html! { @for line in lines { (line) } (legend.markup) },
            height,
        }
    }
}

/// Returns the lines of the title: in the picture's language, or in English and then in Chinese.
pub(super) fn titles(options: &PictureOptions) -> Vec<String> {
    let [en, zh] = options.title.map(visible);
    let titles = match options.language {
        Language::En => vec![en],
        Language::Zh => vec![zh],
        Language::Both if zh == en => vec![en],
        Language::Both => vec![en, zh],
    };
    titles
        .into_iter()
        .filter(|title| !title.is_empty())
        .collect()
}

/// Lays out the entries of a legend from `top` on, in as many lines as they need.
fn entries(legend: &[Entry], top: f64, room: f64) -> Heading {
    let (mut x, mut y) = (MARGIN, top);
    let mut drawn = Vec::new();
    for entry in legend {
        let wide = KEY + width(&entry.text, TEXT);
        if x > MARGIN && x + wide > room - MARGIN {
            (x, y) = (MARGIN, y + 18.0);
        }
        drawn.push(key(&entry.key, x, y));
        for (line, text) in wrap(&entry.text, TEXT, room - 2.0 * MARGIN - KEY)
            .into_iter()
            .enumerate()
        {
            y += if line > 0 { 15.0 } else { 0.0 };
            let label = Words::level((x + KEY, y), Anchor::Start, text);
            drawn.push(words(&label, Ground::Guide));
        }
        x += wide + BETWEEN;
    }
    let height = if legend.is_empty() { 0.0 } else { y + 9.0 };
    Heading {
        markup: html! { @for entry in drawn { (entry) } },
        height,
    }
}

fn key(key: &Key, x: f64, y: f64) -> Markup {
    match key {
        Key::Kind(shape, colour, filled) => {
            marks::shape(*shape, (x + KEY - 12.0, y), 5.0, colour, *filled)
        }
        Key::Extent(colour, tint) => marks::extent((x + 6.0, y), 18.0, colour, tint),
        Key::Line(colour, dash, width, has_head) => html! {
            line x1=(number(x)) x2=(number(x + KEY - 10.0)) y1=(number(y)) y2=(number(y))
                stroke=(colour) stroke-width=(number(*width))
                stroke-dasharray=[(!dash.is_empty()).then_some(dash)] {}
            @if *has_head { (marks::head((x + KEY - 6.0, y), 0.0, colour, *width)) }
        },
    }
}

/// Lays out the notes below the drawing.
pub(super) fn notes(scene: &Scene, room: f64) -> Heading {
    let lines: Vec<String> = scene
        .notes
        .iter()
        .flat_map(|note| wrap(note, TEXT, room - 2.0 * MARGIN))
        .collect();
    let mut y = 6.0;
    let markup = html! {
        @for line in &lines {
            text x=(MARGIN) y=({ y += 16.0; number(y) }) font-size=(TEXT) fill=(FAINT) { (line) }
        }
    };
    Heading {
        markup,
        height: y + 12.0,
    }
}
