//! Small horizontal bars as inline SVG: a rank beside its number, a target and how far it is.
//!
//! A bar never stands alone: the caller prints the number beside it, and the
//! bar bears it as text for who cannot see it.

use maud::{Markup, html};

/// The size of a bar in pixels.
const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 10.0;
/// How far a bar reaches beyond a target that is passed.
const BEYOND: f64 = 1.25;

/// Draws a value as a share of the largest of its column; outside 0..=1 it is cut.
#[must_use]
pub fn bar(share: f64, text: &str) -> Markup {
    let length = WIDTH * clamp(share, 1.0);
    html! {
        svg class="bar" width=(WIDTH) height=(HEIGHT) role="img" aria-label=(text) {
            title { (text) }
            rect class="ground" width=(WIDTH) height=(HEIGHT) rx="2" {}
            rect class="value" width=(rounded(length)) height=(HEIGHT) rx="2" {}
        }
    }
}

/// Draws what is observed against a target: the bar ends at the mark of the target when it is met.
///
/// The mark stands at the same place in each bar, so that bars below each other
/// compare; a value beyond 125 percent is cut.
#[must_use]
pub fn progress(ratio: f64, text: &str) -> Markup {
    let unit = WIDTH / BEYOND;
    let length = unit * clamp(ratio, BEYOND);
    html! {
        svg class="bar" width=(WIDTH) height=(HEIGHT + 4.0) role="img" aria-label=(text) {
            title { (text) }
            rect class="ground" y="2" width=(rounded(unit)) height=(HEIGHT) rx="2" {}
            rect class="value" y="2" width=(rounded(length)) height=(HEIGHT) rx="2" {}
            line class="mark" x1=(rounded(unit)) x2=(rounded(unit)) y1="0" y2=(HEIGHT + 4.0) {}
        }
    }
}

fn clamp(value: f64, most: f64) -> f64 {
    if value.is_finite() {
        value.clamp(0.0, most)
    } else {
        0.0
    }
}

fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::{bar, progress};

    #[test]
    fn the_length_is_the_share_and_never_leaves_the_picture() {
        for (share, length) in [(0.5, "60"), (2.0, "120"), (-1.0, "0"), (f64::NAN, "0")] {
            let drawn = bar(share, "x").into_string();
            let expected = format!("class=\"value\" width=\"{length}\"");
            assert!(drawn.contains(&expected), "{share}: {drawn}");
        }
    }

    #[test]
    fn two_thirds_of_a_target_end_before_its_mark() {
        let drawn = progress(197.0 / 300.0, "197 of 300 EFLOPS").into_string();
        assert!(
            drawn.contains("class=\"value\" y=\"2\" width=\"63\""),
            "{drawn}"
        );
        assert!(drawn.contains("x1=\"96\"") && drawn.contains("<title>197 of 300 EFLOPS</title>"));
    }
}
