//! Any bytes as a PDF, and as the instructions of a page of one: text, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policygraph::source::Given;

/// The library may give up on a file, which its reader catches: only what is not caught is a crash.
static CAUGHT: std::sync::Once = std::sync::Once::new();

fuzz_target!(|bytes: &[u8]| {
    CAUGHT.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let _ = Given::open("x.pdf", &[b"%PDF-1.5\n", bytes].concat());
    let length = bytes.len();
    let page = [
        b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
          2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
          3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 6 0 R>>>>>>endobj\n\
          5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n\
          6 0 obj<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H>>endobj\n"
            .as_slice(),
        format!("4 0 obj<</Length {length}>>stream\n").as_bytes(),
        bytes,
        b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 7>>\nstartxref\n0\n%%EOF",
    ]
    .concat();
    let _ = Given::open("x.pdf", &page);
});
