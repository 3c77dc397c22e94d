//! In which row of its column each node stands.
//!
//! Sugiyama's way: each column is sorted by where the neighbours of its nodes
//! stand on average, to and fro, and the order with the fewest crossings is
//! kept. Then the shorter columns are set level with their neighbours.

use super::super::measure::float;
use crate::graph::Network;

/// How often the columns are gone through.
const SWEEPS: usize = 12;

/// Returns the row of each node, counted from 0; rows of shorter columns need not be whole.
pub(super) fn arrange(columns: &[Vec<usize>], network: &Network) -> Vec<f64> {
    let neighbours = neighbours(network);
    let mut columns = columns.to_vec();
    let mut best = columns.clone();
    let mut least = crossings(&columns, network);
    for sweep in 0..SWEEPS {
        for step in 0..columns.len() {
            let place = if sweep % 2 == 0 {
                step
            } else {
                columns.len() - 1 - step
            };
            sort(&mut columns, place, &neighbours);
        }
        let now = crossings(&columns, network);
        if now < least {
            (least, best) = (now, columns.clone());
        }
    }
    level(&best, &neighbours)
}

fn neighbours(network: &Network) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); network.nodes().len()];
    for edge in network.edges() {
        neighbours[edge.from].push(edge.to);
        neighbours[edge.to].push(edge.from);
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
fn crossings(columns: &[Vec<usize>], network: &Network) -> usize {
    let mut place = vec![(usize::MAX, 0); network.nodes().len()];
    for (column, nodes) in columns.iter().enumerate() {
        for (row, &node) in nodes.iter().enumerate() {
            place[node] = (column, row);
        }
    }
    let mut lines: Vec<_> = network
        .edges()
        .iter()
        .map(|edge| {
            let (one, other) = (place[edge.from], place[edge.to]);
            let (left, right) = (one.min(other), one.max(other));
            (left.0, right.0, left.1, right.1)
        })
        .collect();
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

/// Sets the longest column row by row, the others near their neighbours without a change of order.
fn level(columns: &[Vec<usize>], neighbours: &[Vec<usize>]) -> Vec<f64> {
    let mut rows = vec![f64::NAN; neighbours.len()];
    let longest = (0..columns.len())
        .rev()
        .max_by_key(|&place| columns[place].len());
    let Some(longest) = longest else { return rows };
    let height = columns[longest].len();
    for (row, &node) in columns[longest].iter().enumerate() {
        rows[node] = float(row);
    }
    let outwards = (longest + 1..columns.len()).chain((0..longest).rev());
    for place in outwards {
        settle(&columns[place], height, neighbours, &mut rows);
    }
    rows
}

fn settle(column: &[usize], height: usize, neighbours: &[Vec<usize>], rows: &mut [f64]) {
    let spread = float(height) / float(column.len());
    let mut next = 0.0_f64;
    for (row, &node) in column.iter().enumerate() {
        let middle = (float(row) + 0.5) * spread - 0.5;
        let wanted = mean(&neighbours[node], rows).unwrap_or(middle);
        rows[node] = wanted.max(next);
        next = rows[node] + 1.0;
    }
    let mut last = float(height);
    for &node in column.iter().rev() {
        rows[node] = rows[node].min(last - 1.0);
        last = rows[node];
    }
}

#[cfg(test)]
mod tests {
    use super::{arrange, crossings};
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
        assert_eq!(crossings(&columns, &network), 6);
        let rows = arrange(&columns, &network);
        let mut sorted = columns.clone();
        for column in &mut sorted {
            column.sort_by(|&a, &b| rows[a].total_cmp(&rows[b]));
            assert!(
                column
                    .windows(2)
                    .all(|pair| rows[pair[1]] - rows[pair[0]] >= 1.0 - 1e-9)
            );
        }
        assert_eq!(crossings(&sorted, &network), 0);
    }
}
