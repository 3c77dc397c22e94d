//! A network as a CSV list of edges, for spreadsheets, Gephi and pandas.
//!
//! A node without edges is in no line; the other forms of a network have it.

use std::io;

use super::csv::write;
use crate::graph::Network;

/// Returns the CSV text: a header, then a line an edge.
///
/// # Errors
///
/// None that is known, see [`super::csv::csv`].
pub fn network_csv(network: &Network) -> io::Result<String> {
    let nodes = network.nodes();
    let weights: Vec<String> = network
        .edges()
        .iter()
        .map(|e| e.weight.to_string())
        .collect();
    let header = [
        "source",
        "source_label",
        "target",
        "target_label",
        "weight",
        "relation",
    ];
    let mut lines = vec![header.to_vec()];
    for (edge, weight) in network.edges().iter().zip(&weights) {
        let (source, target) = (&nodes[edge.from], &nodes[edge.to]);
        lines.push(vec![
            &source.id,
            &source.label,
            &target.id,
            &target.label,
            weight,
            &edge.relation,
        ]);
    }
    write(&lines)
}

#[cfg(test)]
mod tests {
    use super::network_csv;
    use crate::view::sample::{HOSTILE, hostile_network};

    #[test]
    fn each_edge_is_a_line_with_both_labels_exact() {
        let text = network_csv(&hostile_network()).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(lines.len(), HOSTILE.len() - 1);
        for (place, line) in lines.iter().enumerate() {
            assert_eq!(&line[1], HOSTILE[place + 1]);
            assert_eq!(&line[3], HOSTILE[0]);
            assert_eq!((&line[4], &line[5]), ("2", "buildsOn"));
        }
    }
}
