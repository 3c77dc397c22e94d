//! Time as a length: each year with a policy in it is as wide as the others, empty years are narrow.

use super::super::measure::float;

/// The narrowest and the widest a year is drawn, and the width all years share.
const YEAR: (f64, f64) = (54.0, 300.0);
const ROOM: f64 = 640.0;
/// How wide a year without a policy is drawn, and a run of them, however long.
const EMPTY: (f64, f64) = (28.0, 48.0);

/// The time something is known to lie in, in years; both ends the same for a day.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct When {
    /// The first moment.
    pub start: f64,
    /// The last moment.
    pub end: f64,
}

impl When {
    /// Reads `2023-10-10`, `2023-10` or `2023`; anything else is no date.
    pub(super) fn parse(date: &str) -> Option<Self> {
        let mut parts = date.splitn(3, '-');
        let year: u16 = parts.next()?.parse().ok()?;
        let month: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
        let year = f64::from(year);
        let at = |month: u8, days: f64| year + (f64::from(month.clamp(1, 12)) - 1.0 + days) / 12.0;
        Some(match (month, day) {
            (Some(month), Some(day)) => {
                let moment = at(month, (f64::from(day.clamp(1, 31)) - 0.5) / 31.0);
                Self {
                    start: moment,
                    end: moment,
                }
            }
            (Some(month), None) => Self {
                start: at(month, 0.0),
                end: at(month, 1.0),
            },
            _ => Self {
                start: year,
                end: year + 1.0,
            },
        })
    }
}

/// A year, or a run of empty years.
pub(super) struct Band {
    /// The first year of it.
    pub first: i32,
    /// The last year of it; the same as the first where policies lie in it.
    pub last: i32,
    /// Whether no policy lies in it.
    pub empty: bool,
    /// Its left end, from the left end of the scale.
    pub x: f64,
    /// How wide it is.
    pub width: f64,
}

impl Band {
    /// What stands above it: `2023`, or `2002–20` for a run of empty years.
    pub(super) fn text(&self) -> String {
        if self.first == self.last {
            self.first.to_string()
        } else if self.first / 100 == self.last / 100 {
            format!("{}–{:02}", self.first, self.last % 100)
        } else {
            format!("{}–{}", self.first, self.last)
        }
    }
}

/// A scale of years.
pub(super) struct Scale {
    /// Its years, in order, without gaps.
    pub bands: Vec<Band>,
    /// How wide it is.
    pub width: f64,
}

impl Scale {
    /// Makes the scale that fits these times.
    pub(super) fn new(times: &[When]) -> Self {
        let mut years: Vec<i32> = times.iter().map(|when| year_of(when.start)).collect();
        years.sort_unstable();
        years.dedup();
        let width = (ROOM / float(years.len().max(1))).clamp(YEAR.0, YEAR.1);
        let mut scale = Self {
            bands: Vec::new(),
            width: 0.0,
        };
        for year in years {
            if let Some(last) = scale.bands.last().map(|band| band.last)
                && last + 1 < year
            {
                let narrow = if last + 2 == year { EMPTY.0 } else { EMPTY.1 };
                scale.push(last + 1, year - 1, true, narrow);
            }
            scale.push(year, year, false, width);
        }
        scale
    }

    fn push(&mut self, first: i32, last: i32, empty: bool, width: f64) {
        self.bands.push(Band {
            first,
            last,
            empty,
            x: self.width,
            width,
        });
        self.width += width;
    }

    /// Returns how far from the left end a moment of a year with a policy lies.
    pub(super) fn place(&self, moment: f64) -> f64 {
        let year = year_of(moment);
        let band = self
            .bands
            .iter()
            .find(|band| band.first <= year && year <= band.last);
        band.map_or(self.width, |band| {
            band.x + (moment - f64::from(band.first)) * band.width
        })
    }

    /// Returns how long a time is drawn; 0 for a day.
    pub(super) fn length(&self, when: When) -> f64 {
        let year = year_of(when.start);
        let band = self
            .bands
            .iter()
            .find(|band| band.first <= year && year <= band.last);
        band.map_or(0.0, |band| (when.end - when.start) * band.width)
    }

    /// Says whether years are left out.
    pub(super) fn has_empty(&self) -> bool {
        self.bands.iter().any(|band| band.empty)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "years are read as u16")]
fn year_of(moment: f64) -> i32 {
    moment.floor() as i32
}

#[cfg(test)]
mod tests {
    use super::{Scale, When};

    #[test]
    fn a_date_is_as_long_as_the_source_is_exact() {
        let day = When::parse("2023-10-10").unwrap();
        assert!(
            day.start.to_bits() == day.end.to_bits() && day.start > 2023.75 && day.end < 2023.84
        );
        let month = When::parse("2023-10").unwrap();
        assert!((month.end - month.start - 1.0 / 12.0).abs() < 1e-9);
        assert_eq!(
            When::parse("2022"),
            Some(When {
                start: 2022.0,
                end: 2023.0
            })
        );
        for no_date in ["", "soon", "2023-x", "-1"] {
            assert_eq!(When::parse(no_date), None, "{no_date}");
        }
    }

    #[test]
    fn empty_years_are_one_narrow_band_and_order_is_kept() {
        let times: Vec<When> = ["1989", "2021-05", "2023-01-05"]
            .iter()
            .map(|date| When::parse(date).unwrap())
            .collect();
        let scale = Scale::new(&times);
        let runs: Vec<_> = scale
            .bands
            .iter()
            .map(|b| (b.first, b.last, b.empty))
            .collect();
        let expected = [
            (1989, 1989, false),
            (1990, 2020, true),
            (2021, 2021, false),
            (2022, 2022, true),
            (2023, 2023, false),
        ];
        assert_eq!(runs, expected);
        let places: Vec<f64> = times.iter().map(|when| scale.place(when.start)).collect();
        assert!(places.is_sorted());
    }
}
