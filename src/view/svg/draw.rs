//! A scene as SVG: heading, legend, the layout's marks, links and labels, and notes.
//!
//! No styles or ids, so that pictures can stand in one page with others. All
//! text is escaped by maud and made visible before.

mod heading;
mod marks;

use maud::{Markup, html};

use self::heading::Heading;
use super::{
    PictureOptions,
    legend::term,
    measure::number,
    palette::{AXIS, FAINT, GRID, INK, kind_look, main_relation, relation_look},
    scene::{Anchor, Guide, Link, Mark, Scene, Spot, Words},
};
use crate::{
    graph::{Network, Node},
    view::{language::Language, text::visible},
};

/// The fonts of all text, in the order of preference.
const FONTS: &str = "'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif";

/// The picture is at least this wide, so that heading and notes have room.
const NARROWEST: f64 = 560.0;

/// Draws the whole picture.
pub(super) fn svg(scene: &Scene, network: &Network, options: &PictureOptions) -> Markup {
    let width = scene.width.max(NARROWEST).ceil();
    let heading = Heading::new(scene, options, width);
    let notes = heading::notes(scene, width);
    let height = (heading.height + scene.height + notes.height).ceil();
    let left = ((width - scene.width) / 2.0).max(0.0);
    let title = heading::titles(options).join(" ");
    let lang = if options.language == Language::En {
        "en"
    } else {
        "zh-Hans"
    };
    html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) lang=(lang)
            viewBox={ "0 0 " (width) " " (height) } font-family=(FONTS) role="img"
            aria-label=(visible(&title)) {
            rect width=(width) height=(height) fill="#ffffff" {}
            (heading.markup)
            g transform={ "translate(" (number(left)) " " (number(heading.height)) ")" } {
                @for guide in &scene.guides { (guide_line(guide)) }
                @for link in &scene.links { "\n" (link_line(link, network, options)) }
                @for text in &scene.words { (words(text, Ground::Guide)) }
                @for spot in &scene.spots { "\n" (node(spot, network, options)) }
            }
            g transform={ "translate(0 " (number(heading.height + scene.height)) ")" } {
                (notes.markup)
            }
        }
        "\n"
    }
}

fn guide_line(guide: &Guide) -> Markup {
    let ((x, y), (x2, y2)) = (guide.from, guide.to);
    let is_band = (x2 - x).abs() > 0.0 && (y2 - y).abs() > 0.0;
    let stroke = if guide.strong { AXIS } else { GRID };
    html! {
        @if is_band {
            rect x=(number(x)) y=(number(y)) width=(number(x2 - x)) height=(number(y2 - y))
                fill="#f0f2f4" {}
        } @else {
            line x1=(number(x)) y1=(number(y)) x2=(number(x2)) y2=(number(y2)) stroke=(stroke) {}
        }
    }
}

fn link_line(link: &Link, network: &Network, options: &PictureOptions) -> Markup {
    let edge = &network.edges()[link.edge];
    let look = relation_look(&edge.relation);
    html! {
        g opacity=(number(link.opacity)) {
            title { (link_title(link, network, options)) }
            path d=(link.path.data()) fill="none" stroke=(look.colour) stroke-width=(number(link.width))
                stroke-dasharray=[(!look.dash.is_empty()).then_some(look.dash)] {}
            @if let Some((tip, angle)) = link.head {
                (marks::head(tip, angle, look.colour, link.width))
            }
        }
    }
}

/// What the tooltip of a link says: `MIIT → CAC: builds on (3)`.
fn link_title(link: &Link, network: &Network, options: &PictureOptions) -> String {
    let edge = &network.edges()[link.edge];
    let name = |place: usize| options.language.label(&network.nodes()[place]);
    let arrow = if network.is_directed() { "→" } else { "–" };
    let relation = if main_relation(&edge.relation).is_empty() {
        String::new()
    } else {
        let terms: Vec<String> = edge.relations().map(|one| term(one, options)).collect();
        format!("{}, ", terms.join(" + "))
    };
    let (from, to) = (name(edge.from), name(edge.to));
    format!("{from} {arrow} {to}: {relation}× {}", edge.weight)
}

fn node(spot: &Spot, network: &Network, options: &PictureOptions) -> Markup {
    let node = &network.nodes()[spot.node];
    let boxed = matches!(spot.mark, Mark::Box { .. });
    let ground = if boxed { Ground::Box } else { Ground::Lines };
    let drawn = html! {
        title { (Language::full(node)) }
        (mark(spot, node))
        @for line in &spot.label { (words(line, ground)) }
    };
    if let Some(href) = (options.href)(&node.id) {
        html! { a href=(visible(&href)) { (drawn) } }
    } else {
        html! { g { (drawn) } }
    }
}

fn mark(spot: &Spot, node: &Node) -> Markup {
    let look = kind_look(&node.kind);
    match spot.mark {
        Mark::Shape { radius, filled } => {
            marks::shape(look.shape, spot.at, radius, look.colour, filled)
        }
        Mark::Extent { width } => marks::extent(spot.at, width, look.colour, look.tint),
        Mark::Box { width, height } => marks::node_box(spot.at, (width, height), &look),
    }
}

/// What text stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// The room around the drawing or its grid; the text stands back.
    Guide,
    /// A box of its own.
    Box,
    /// Perhaps lines; a white edge keeps the text legible.
    Lines,
}

/// Draws a line of text.
fn words(words: &Words, ground: Ground) -> Markup {
    let (x, y) = words.at;
    let anchor = match words.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    let turn = (words.angle != 0.0).then(|| {
        format!(
            "rotate({} {} {})",
            number(words.angle),
            number(x),
            number(y)
        )
    });
    let edged = ground == Ground::Lines;
    // Half of the height of x, below the middle, is where the line of writing runs.
    let baseline = y + words.size * 0.35;
    html! {
        text x=(number(x)) y=(number(baseline)) font-size=(number(words.size))
            fill=(if words.strong || ground != Ground::Guide { INK } else { FAINT })
            font-weight=[words.strong.then_some("600")] text-anchor=[anchor] transform=[turn]
            stroke=[edged.then_some("#ffffff")] stroke-width=[edged.then_some("3")]
            stroke-linejoin=[edged.then_some("round")] paint-order=[edged.then_some("stroke")] {
            (words.text)
        }
    }
}
