//! The marks of nodes and the heads of links.

use maud::{Markup, html};

use crate::view::svg::{
    measure::number,
    palette::{KindLook, Shape},
};

/// Draws the shape of a kind; hollow where it is not filled.
pub(super) fn shape(
    shape: Shape,
    at: (f64, f64),
    radius: f64,
    colour: &str,
    filled: bool,
) -> Markup {
    let (x, y) = at;
    let fill = if filled { colour } else { "#ffffff" };
    let points = |around: &[(f64, f64)]| -> String {
        let spelled: Vec<String> = around
            .iter()
            .map(|(dx, dy)| format!("{},{}", number(x + dx * radius), number(y + dy * radius)))
            .collect();
        spelled.join(" ")
    };
    let corners: &[(f64, f64)] = match shape {
        Shape::Circle => {
            return html! {
                circle cx=(number(x)) cy=(number(y)) r=(number(radius)) fill=(fill) stroke=(colour)
                    stroke-width="1.5" {}
            };
        }
        Shape::Square => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        Shape::Diamond => &[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
        Shape::Triangle => &[(0.0, -1.1), (1.1, 0.9), (-1.1, 0.9)],
    };
    html! { polygon points=(points(corners)) fill=(fill) stroke=(colour) stroke-width="1.5" {} }
}

/// Draws a bar from where a time begins to where it ends.
pub(super) fn extent(at: (f64, f64), width: f64, colour: &str, tint: &str) -> Markup {
    html! {
        rect x=(number(at.0 - 4.0)) y=(number(at.1 - 4.5)) width=(number(width + 4.0)) height="9"
            rx="3" fill=(tint) stroke=(colour) stroke-width="1.2" {}
    }
}

/// Draws a box with the kind's shape at its left end.
pub(super) fn node_box(at: (f64, f64), size: (f64, f64), look: &KindLook) -> Markup {
    let (left, top) = (at.0 - size.0 / 2.0, at.1 - size.1 / 2.0);
    html! {
        rect x=(number(left)) y=(number(top)) width=(number(size.0)) height=(number(size.1))
            rx="3" fill=(look.tint) stroke=(look.colour) stroke-width="0.8" {}
        (shape(look.shape, (left + 10.0, at.1), 3.6, look.colour, true))
    }
}

/// Draws the head of a link: its tip, and the direction it points to in degrees.
pub(super) fn head(tip: (f64, f64), angle: f64, colour: &str, width: f64) -> Markup {
    let length = 5.5 + width * 1.2;
    let half = 2.6 + width * 0.7;
    let (sin, cos) = angle.to_radians().sin_cos();
    let corner = |back: f64, side: f64| {
        let (x, y) = (
            tip.0 - back * cos - side * sin,
            tip.1 - back * sin + side * cos,
        );
        format!("{},{}", number(x), number(y))
    };
    let points = [
        corner(0.0, 0.0),
        corner(length, half),
        corner(length, -half),
    ]
    .join(" ");
    html! { polygon points=(points) fill=(colour) {} }
}
