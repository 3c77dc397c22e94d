//! What is to be drawn, in pixels, before it is drawn: the meeting point of layouts and drawing.
//!
//! The origin is the upper left corner of the layout's own room; y runs down.

use super::{measure::width, palette::Shape, path::Path};

/// The size of labels.
pub(super) const TEXT: f64 = 12.0;

/// How far the lines of a label are apart.
pub(super) const LEADING: f64 = 15.0;

/// A picture without its heading.
#[derive(Default)]
pub(super) struct Scene {
    /// The room the layout takes.
    pub width: f64,
    /// The room the layout takes.
    pub height: f64,
    /// Bands and lines behind all else.
    pub guides: Vec<Guide>,
    /// Text that names no node: years, heads of columns.
    pub words: Vec<Words>,
    /// Lines between nodes, drawn in this order.
    pub links: Vec<Link>,
    /// The nodes.
    pub spots: Vec<Spot>,
    /// The line under the heading: what is drawn.
    pub summary: String,
    /// What the marks mean.
    pub legend: Vec<Entry>,
    /// What is left out, and what else a reader must know.
    pub notes: Vec<String>,
}

/// A line of the grid, or a band behind it.
pub(super) struct Guide {
    /// The corner with the smaller values.
    pub from: (f64, f64),
    /// The other end; a band where it differs in both.
    pub to: (f64, f64),
    /// Whether it stands out.
    pub strong: bool,
}

/// Where text stands with respect to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It starts there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// Where it is anchored, at half its height.
    pub at: (f64, f64),
    /// How it is anchored.
    pub anchor: Anchor,
    /// By how many degrees it is turned, clockwise.
    pub angle: f64,
    /// The text, safe to show.
    pub text: String,
    /// The height of its font.
    pub size: f64,
    /// Whether it is a head.
    pub strong: bool,
}

impl Words {
    /// Level text in the size of labels.
    pub(super) fn level(at: (f64, f64), anchor: Anchor, text: String) -> Self {
        Self {
            at,
            anchor,
            angle: 0.0,
            text,
            size: TEXT,
            strong: false,
        }
    }

    /// Returns the four corners of the room the text takes, in order around it.
    pub(super) fn corners(&self) -> [(f64, f64); 4] {
        let width = width(&self.text, self.size);
        let left = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => -width / 2.0,
            Anchor::End => -width,
        };
        let half = self.size * 0.6;
        let (sin, cos) = self.angle.to_radians().sin_cos();
        [
            (left, -half),
            (left + width, -half),
            (left + width, half),
            (left, half),
        ]
        .map(|(x, y)| (self.at.0 + x * cos - y * sin, self.at.1 + x * sin + y * cos))
    }
}

/// A node.
pub(super) struct Spot {
    /// Its place in the network.
    pub node: usize,
    /// The middle of its mark.
    pub at: (f64, f64),
    /// What is drawn there.
    pub mark: Mark,
    /// The lines of its label.
    pub label: Vec<Words>,
}

/// What is drawn for a node.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    /// The kind's shape, of a radius; hollow where nothing is linked to it.
    Shape {
        /// Half its width.
        radius: f64,
        /// Whether it is filled.
        filled: bool,
    },
    /// A bar as long as what is known of a date.
    Extent {
        /// How long.
        width: f64,
    },
    /// A box that holds the label.
    Box {
        /// How wide.
        width: f64,
        /// How high.
        height: f64,
    },
}

/// A line between two nodes.
pub(super) struct Link {
    /// Its place in the network.
    pub edge: usize,
    /// The line.
    pub path: Path,
    /// How wide it is drawn.
    pub width: f64,
    /// How much it covers, 0 to 1.
    pub opacity: f64,
    /// Where it ends with a head: the tip, and where it points to in degrees.
    pub head: Option<((f64, f64), f64)>,
}

/// An entry of the legend.
pub(super) struct Entry {
    /// What is drawn.
    pub key: Key,
    /// What it means.
    pub text: String,
}

/// What an entry of the legend shows.
pub(super) enum Key {
    /// The mark of a kind.
    Kind(Shape, &'static str, bool),
    /// A line: colour, dashes, width, with a head or without.
    Line(&'static str, &'static str, f64, bool),
    /// A bar as long as what is known of a date.
    Extent(&'static str, &'static str),
}
