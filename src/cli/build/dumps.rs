//! Files of N-Triples and N-Quads, and how much memory they may take.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    thread,
};

use anyhow::{Result, bail};

use crate::{
    cli::progress::bar,
    fact::{Id, Kind},
    link::titles::slug,
    store::{
        Beside, Manifest,
        load::{Loading, Source, load_graph},
    },
};

/// A size in bytes, as users give it: `800M`, `4G`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Memory(u64);

/// The least that makes sense: below it nothing would be read but blocks.
const LEAST: u64 = 16 << 20;

impl FromStr for Memory {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let upper = text.to_ascii_uppercase();
        let upper = upper.trim_end_matches('B').trim_end_matches('I');
        let (digits, shift) = match upper.chars().last() {
            Some('K') => (&upper[..upper.len() - 1], 10),
            Some('M') => (&upper[..upper.len() - 1], 20),
            Some('G') => (&upper[..upper.len() - 1], 30),
            _ => (upper, 0),
        };
        let bytes = digits.parse::<u64>().ok();
        let bytes = bytes.and_then(|number| number.checked_mul(1 << shift));
        match bytes {
            Some(bytes) if bytes >= LEAST => Ok(Self(bytes)),
            _ => Err("expected a size of at least 16M, such as 512M or 4G".to_owned()),
        }
    }
}

/// Says whether a path is that of a file of N-Triples or N-Quads.
pub(super) fn is_dump(path: &Path) -> bool {
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    ending.is_some_and(|ending| ending == "nt" || ending == "nq") && !path.is_dir()
}

/// Builds a graph of files, as they are.
pub(super) fn load(
    folder: &Path,
    files: &[PathBuf],
    memory: Memory,
    beside: &Beside<'_>,
) -> Result<Manifest> {
    let progress = bar(files);
    let loading = Loading {
        memory: memory.0,
        threads: thread::available_parallelism().map_or(1, usize::from),
        progress: &|done, _| progress.set_position(done),
    };
    let sources: Vec<Source> = files.iter().map(|file| source(file)).collect();
    refuse_shared(&sources)?;
    let loaded = load_graph(folder, &sources, &loading, beside);
    progress.finish_and_clear();
    Ok(loaded?.0)
}

/// Names the graph of a file after the file, as documents are named.
fn source(file: &Path) -> Source {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let document = Id::coined(Kind::Document, &slug(&stem));
    Source {
        path: file.to_owned(),
        graph: document.to_iri(),
    }
}

/// Refuses two files of one name: their triples would stand in one graph, and nobody could say who states what.
fn refuse_shared(sources: &[Source]) -> Result<()> {
    for (place, source) in sources.iter().enumerate() {
        if let Some(other) = sources[..place]
            .iter()
            .find(|other| other.graph == source.graph)
        {
            let [first, second] = [other, source].map(|source| source.path.display());
            bail!(
                "`{first}` and `{second}` would share the graph <{}>: expected files of different names",
                source.graph
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_with_its_unit() {
        for (text, bytes) in [
            ("16777216", 16 << 20),
            ("16M", 16 << 20),
            ("512m", 512 << 20),
            ("2G", 2 << 30),
            ("2GiB", 2 << 30),
            ("20480K", 20 << 20),
        ] {
            assert_eq!(text.parse(), Ok(Memory(bytes)), "{text}");
        }
        for text in ["", "M", "1M", "-1G", "2T", "18446744073709551615G", "1.5G"] {
            assert!(text.parse::<Memory>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_graph_of_a_file_bears_its_name() {
        let graph = |name: &str| source(Path::new(name)).graph;
        assert_eq!(
            graph("in/Wiki Data.nt"),
            "https://w3id.org/policygraph/id/document/wiki-data"
        );
        assert_eq!(
            graph("数据.nq"),
            "https://w3id.org/policygraph/id/document/数据"
        );
    }
}
