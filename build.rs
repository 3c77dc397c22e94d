//! Rebuilds the crate when a file is added to a folder that the binary carries.

fn main() {
    for folder in ["data", "ontology", "queries"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
