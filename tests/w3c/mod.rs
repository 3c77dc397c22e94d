//! The W3C's tests of SPARQL queries: what a manifest asks, what it expects, and whether an answer is that.
//!
//! The tests themselves are not in this repository. `.ci/w3c` fetches them.

pub mod expected;
pub mod manifest;
pub mod verdict;

use std::{
    fs,
    path::{Path, PathBuf},
};

use oxigraph::{
    io::{RdfFormat, RdfParser},
    model::Quad,
};

/// Where the tests stand on the web as far as relative IRIs go; the rest is the path in the folder.
const BASE: &str = "http://w3c.example/";

/// A folder that holds the tests.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// Returns the IRI of a file of the folder.
    pub fn iri(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.0).unwrap();
        format!("{BASE}{}", inside.display())
    }

    /// Returns the file of an IRI, without what stands after `#`.
    pub fn path(&self, iri: &str) -> PathBuf {
        let iri = iri.split('#').next().unwrap_or(iri);
        let inside = iri.strip_prefix(BASE);
        self.0
            .join(inside.unwrap_or_else(|| panic!("outside the folder: {iri}")))
    }

    /// Returns the triples of an RDF file, whose blank nodes are its own.
    pub fn triples(&self, iri: &str) -> Result<Vec<Quad>, String> {
        let path = self.path(iri);
        let format = match path.extension().and_then(|ending| ending.to_str()) {
            Some("rdf") => RdfFormat::RdfXml,
            _ => RdfFormat::Turtle,
        };
        let text = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        RdfParser::from_format(format)
            .with_base_iri(iri)
            .map_err(|error| error.to_string())?
            .rename_blank_nodes()
            .for_slice(&text)
            .collect::<Result<_, _>>()
            .map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Returns the manifests, in order of their paths: those of the folders that hold tests of SPARQL,
    /// and where there is no such folder, all.
    pub fn manifests(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let of_sparql = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.is_dir() && (name.starts_with("sparql") || name.ends_with("data-r2"))
        };
        let mut folders: Vec<PathBuf> = entries(&self.0).into_iter().filter(of_sparql).collect();
        if folders.is_empty() {
            folders.push(self.0.clone());
        }
        while let Some(folder) = folders.pop() {
            for path in entries(&folder) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.file_name().is_some_and(|name| name == "manifest.ttl") {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    read.map(|entry| entry.unwrap().path()).collect()
}
