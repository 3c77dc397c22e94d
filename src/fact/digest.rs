//! The SHA-256 of bytes: how documents, assertions and builds are known.

use sha2::{Digest, Sha256};

/// Returns the SHA-256 of bytes in lower-case hexadecimal, 64 digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
