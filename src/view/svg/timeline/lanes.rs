//! Where links run between rows: upright lanes that cross no label.
//!
//! Rows of a group are sorted by date and labels stand right of their marks, so
//! a lane at the older policy's mark, or left of it, has no label in its way.
//! Links to one policy by one relation share a lane.

/// How far apart lanes are, and how far they keep from marks of other rows.
pub(super) const STEP: f64 = 8.0;
/// How far left of a mark a lane must be for a link to turn into it.
const TURN: f64 = 13.0;
/// How far left of a mark a lane must be for several links to part before they turn into their lanes.
const PART: f64 = 24.0;

/// Links to one policy by one relation.
pub(super) struct Trunk {
    /// The row of the older policy.
    pub target: usize,
    /// The rows of the newer ones.
    pub sources: Vec<usize>,
    /// Where the lane is; set by [`assign`].
    pub lane: f64,
}

impl Trunk {
    fn rows(&self) -> (usize, usize) {
        let first = self
            .sources
            .iter()
            .copied()
            .min()
            .unwrap_or(self.target)
            .min(self.target);
        let last = self
            .sources
            .iter()
            .copied()
            .max()
            .unwrap_or(self.target)
            .max(self.target);
        (first, last)
    }
}

/// Gives each trunk a lane, `marks` being where the mark of each row is: the short ones first, each the one nearest to its policy that is free.
pub(super) fn assign(trunks: &mut [Trunk], marks: &[f64]) {
    let mut order: Vec<usize> = (0..trunks.len()).collect();
    order.sort_by_key(|&place| {
        let (first, last) = trunks[place].rows();
        (last - first, first, place)
    });
    let mut taken: Vec<(f64, usize, usize)> = Vec::new();
    for place in order {
        let (first, last) = trunks[place].rows();
        let lane = free_lane(&trunks[place], marks, &taken);
        trunks[place].lane = lane;
        taken.push((lane, first, last));
    }
}

fn free_lane(trunk: &Trunk, marks: &[f64], taken: &[(f64, usize, usize)]) -> f64 {
    let (first, last) = trunk.rows();
    let limit = trunk
        .sources
        .iter()
        .map(|&row| marks[row] - PART)
        .fold(f64::INFINITY, f64::min);
    let is_free = |lane: f64| {
        let near = |x: f64| (x - lane).abs() < STEP - 0.5;
        let ends = |row: usize| row == trunk.target || trunk.sources.contains(&row);
        !(first..=last).any(|row| !ends(row) && near(marks[row]))
            && !taken
                .iter()
                .any(|&(x, from, to)| near(x) && from <= last && first <= to)
    };
    let mut lane = marks[trunk.target];
    if lane > limit {
        lane = limit.min(lane - TURN);
    }
    while !is_free(lane) {
        // The first step leaves room for the turn into the mark.
        lane -= if lane >= marks[trunk.target] {
            TURN
        } else {
            STEP
        };
    }
    lane
}

#[cfg(test)]
mod tests {
    use super::{Trunk, assign};

    fn trunk(target: usize, sources: &[usize]) -> Trunk {
        Trunk {
            target,
            sources: sources.to_vec(),
            lane: 0.0,
        }
    }

    #[test]
    fn a_free_lane_is_under_its_mark_and_the_next_one_left_of_it() {
        let mut trunks = [trunk(0, &[2]), trunk(0, &[1, 3])];
        assign(&mut trunks, &[100.0, 150.0, 200.0, 300.0]);
        assert!((trunks[0].lane - 100.0).abs() < 1e-9);
        assert!((trunks[1].lane - 87.0).abs() < 1e-9);
    }

    #[test]
    fn a_lane_keeps_away_from_marks_between_and_turns_left_of_its_sources() {
        let mut trunks = [trunk(0, &[2])];
        assign(&mut trunks, &[100.0, 102.0, 200.0]);
        assert!((trunks[0].lane - 87.0).abs() < 1e-9, "{}", trunks[0].lane);
        let mut backwards = [trunk(1, &[0])];
        assign(&mut backwards, &[100.0, 200.0]);
        assert!((backwards[0].lane - 76.0).abs() < 1e-9);
    }
}
