//! In which row of its column each node stands.
//!
//! Sugiyama's way: each column is sorted by where the neighbours of its nodes
//! stand on average, to and fro, and the order with the fewest crossings is
//! kept. Then the shorter columns are set level with their neighbours.

use super::{super::measure::float, passes::Passes};

/// How often the columns are gone through.
const SWEEPS: usize = 12;

/// Returns the middle of each node and pass, in rows from the top; rows of shorter columns need not be whole.
pub(super) fn arrange(passes: &Passes) -> Vec<f64> {
    let neighbours = neighbours(passes);
    let mut columns = passes.columns.clone();
    let mut best = columns.clone();
    let mut least = crossings(&columns, passes);
    for sweep in 0..SWEEPS {
        for step in 0..columns.len() {
            let place = if sweep % 2 == 0 {
                step
            } else {
                columns.len() - 1 - step
            };
            sort(&mut columns, place, &neighbours);
        }
        let now = crossings(&columns, passes);
        if now < least {
            (least, best) = (now, columns.clone());
        }
    }
    level(&best, passes, &neighbours)
}

fn neighbours(passes: &Passes) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); passes.count()];
    for &(from, to) in &passes.segments {
        neighbours[from].push(to);
        neighbours[to].push(from);
    }
    neighbours
}

/// Where each node stands in its column, 0 at the top and 1 at the bottom.
fn shares(columns: &[Vec<usize>], count: usize) -> Vec<f64> {
    let mut shares = vec![f64::NAN; count];
    for column in columns {
        for (row, &node) in column.iter().enumerate() {
            shares[node] = (float(row) + 0.5) / float(column.len());
        }
    }
    shares
}

fn sort(columns: &mut [Vec<usize>], place: usize, neighbours: &[Vec<usize>]) {
    let shares = shares(columns, neighbours.len());
    let key = |node: usize| mean(&neighbours[node], &shares).unwrap_or(shares[node]);
    columns[place].sort_by(|&one, &other| key(one).total_cmp(&key(other)));
}

fn mean(nodes: &[usize], values: &[f64]) -> Option<f64> {
    let known: Vec<f64> = nodes
        .iter()
        .map(|&node| values[node])
        .filter(|v| v.is_finite())
        .collect();
    (!known.is_empty()).then(|| known.iter().sum::<f64>() / float(known.len()))
}

/// Counts the pairs of links between the same two columns that cross.
fn crossings(columns: &[Vec<usize>], passes: &Passes) -> usize {
    let mut place = vec![(usize::MAX, 0); passes.count()];
    for (column, nodes) in columns.iter().enumerate() {
        for (row, &node) in nodes.iter().enumerate() {
            place[node] = (column, row);
        }
    }
    let line = |&(one, other): &(usize, usize)| {
        let (one, other) = (place[one], place[other]);
        let (left, right) = (one.min(other), one.max(other));
        (left.0, right.0, left.1, right.1)
    };
    let mut lines: Vec<_> = passes.segments.iter().map(line).collect();
    lines.sort_unstable();
    let pair = |place: usize| {
        let (left, right, start, end) = lines[place];
        let after = lines[place + 1..]
            .iter()
            .take_while(move |line| (line.0, line.1) == (left, right));
        after.filter(|line| line.2 > start && line.3 < end).count()
    };
    (0..lines.len()).map(pair).sum()
}

/// Sets the highest column row by row, the others near their neighbours without a change of order.
fn level(columns: &[Vec<usize>], passes: &Passes, neighbours: &[Vec<usize>]) -> Vec<f64> {
    let mut middles = vec![f64::NAN; neighbours.len()];
    let height = |place: usize| -> f64 {
        let heights = columns[place].iter().map(|&node| passes.height(node));
        heights.sum()
    };
    let highest = (0..columns.len())
        .rev()
        .max_by(|&one, &other| height(one).total_cmp(&height(other)));
    let Some(highest) = highest else {
        return middles;
    };
    let mut top = 0.0;
    for &node in &columns[highest] {
        middles[node] = top + passes.height(node) / 2.0;
        top += passes.height(node);
    }
    let outwards = (highest + 1..columns.len()).chain((0..highest).rev());
    for place in outwards {
        settle(
            &columns[place],
            (height(highest), passes),
            neighbours,
            &mut middles,
        );
    }
    middles
}

/// Sets a column of the whole height near its neighbours.
fn settle(
    column: &[usize],
    (whole, passes): (f64, &Passes),
    neighbours: &[Vec<usize>],
    middles: &mut [f64],
) {
    let spread = whole / float(column.len());
    let mut top = 0.0_f64;
    for (row, &node) in column.iter().enumerate() {
        let half = passes.height(node) / 2.0;
        let even = (float(row) + 0.5) * spread;
        let wanted = mean(&neighbours[node], middles).unwrap_or(even);
        middles[node] = wanted.max(top + half);
        top = middles[node] + half;
    }
    let mut bottom = whole;
    for &node in column.iter().rev() {
        let half = passes.height(node) / 2.0;
        middles[node] = middles[node].min(bottom - half);
        bottom = middles[node] - half;
    }
}

#[cfg(test)]
mod tests {
    use super::{Passes, arrange, crossings};
    use crate::{
        graph::Network,
        view::sample::{edge, node},
    };

    #[test]
    fn crossings_that_need_not_be_are_gone_and_rows_keep_apart() {
        let nodes = (0..8)
            .map(|i| node(&format!("agency/{i}"), "x", "", None))
            .collect();
        let edges = [(0, 7), (1, 6), (2, 5), (3, 4)]
            .iter()
            .map(|&(a, b)| edge(a, b, 1.0, "x"));
        let network = Network::new("issuance", true, nodes, edges.collect()).unwrap();
        let columns = vec![vec![0, 1, 2, 3], vec![4, 5, 6, 7]];
        let passes = Passes::new(&columns, &network);
        assert_eq!(crossings(&columns, &passes), 6);
        let rows = arrange(&passes);
        let mut sorted = columns.clone();
        for column in &mut sorted {
            column.sort_by(|&a, &b| rows[a].total_cmp(&rows[b]));
            assert!(
                column
                    .windows(2)
                    .all(|pair| rows[pair[1]] - rows[pair[0]] >= 1.0 - 1e-9)
            );
        }
        assert_eq!(crossings(&sorted, &passes), 0);
    }
}
