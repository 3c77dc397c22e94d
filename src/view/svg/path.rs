//! A line of a picture: straight legs and curves, and all the points that bound it.

use super::measure::number;

/// A point, in pixels.
pub(super) type Point = (f64, f64);

/// A line as SVG's path data, together with the points that it is drawn by.
///
/// A curve never leaves the hull of its points, so that a box around them
/// holds the line.
pub(super) struct Path {
    data: String,
    points: Vec<Point>,
}

impl Path {
    /// Begins a line.
    pub(super) fn from(start: Point) -> Self {
        Self {
            data: format!("M{}", spelled(&[start])),
            points: vec![start],
        }
    }

    /// Goes on straight.
    pub(super) fn line(mut self, to: Point) -> Self {
        let last = self.points.last().copied().unwrap_or(to);
        let leg = if number(last.1) == number(to.1) {
            format!("H{}", number(to.0))
        } else if number(last.0) == number(to.0) {
            format!("V{}", number(to.1))
        } else {
            format!("L{}", spelled(&[to]))
        };
        self.data.push_str(&leg);
        self.points.push(to);
        self
    }

    /// Goes on in a curve that is bent towards a point.
    pub(super) fn turn(self, bend: Point, to: Point) -> Self {
        self.curved('Q', &[bend, to])
    }

    /// Goes on in a curve that leaves towards one point and arrives from another.
    pub(super) fn curve(self, out: Point, back: Point, to: Point) -> Self {
        self.curved('C', &[out, back, to])
    }

    fn curved(mut self, letter: char, points: &[Point]) -> Self {
        self.data.push(letter);
        self.data.push_str(&spelled(points));
        self.points.extend(points);
        self
    }

    /// Returns SVG's path data.
    pub(super) fn data(&self) -> &str {
        &self.data
    }

    /// Returns the points that bound the line.
    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }
}

fn spelled(points: &[Point]) -> String {
    let pairs = points
        .iter()
        .map(|(x, y)| format!("{} {}", number(*x), number(*y)));
    pairs.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn a_line_is_spelled_short_and_knows_its_points() {
        let path = Path::from((0.0, 0.0))
            .line((10.0, 0.0))
            .turn((15.0, 0.0), (15.0, 5.0))
            .line((15.0, 9.0))
            .curve((20.0, 9.0), (20.0, 20.0), (30.0, 20.0))
            .line((31.0, 22.0));
        assert_eq!(path.data(), "M0 0H10Q15 0 15 5V9C20 9 20 20 30 20L31 22");
        assert_eq!(path.points().len(), 9);
    }
}
