//! The years above and below the rows, and the lines between them.

use super::{AXIS, scale::Scale};
use crate::view::svg::scene::{Anchor, Guide, Scene, TEXT, Words};

/// Adds the scale, which begins at `left`.
pub(super) fn push(scene: &mut Scene, scale: &Scale, left: f64) {
    let (top, bottom) = (AXIS - 8.0, scene.height - AXIS + 8.0);
    for band in &scale.bands {
        let (x, end) = (left + band.x, left + band.x + band.width);
        if band.empty {
            scene.guides.push(Guide {
                from: (x, top),
                to: (end, bottom),
                strong: false,
            });
        }
        scene.guides.push(Guide {
            from: (x, top),
            to: (x, bottom),
            strong: false,
        });
        for y in [AXIS / 2.0 - 4.0, scene.height - AXIS / 2.0 + 4.0] {
            let year = Words::level((x.midpoint(end), y), Anchor::Middle, band.text());
            let size = if band.empty { 9.0 } else { TEXT };
            scene.words.push(Words {
                strong: !band.empty,
                size,
                ..year
            });
        }
    }
    if let Some(last) = scale.bands.last() {
        let end = left + last.x + last.width;
        scene.guides.push(Guide {
            from: (end, top),
            to: (end, bottom),
            strong: false,
        });
        for y in [top, bottom] {
            scene.guides.push(Guide {
                from: (left, y),
                to: (end, y),
                strong: true,
            });
        }
    }
}
