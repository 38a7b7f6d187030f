//! A loop over the resvg library: `cargo bench --bench library -- FILE.svg ...`.
//!
//! Draws each file as a PNG, with fonts that are read once. `tests/bench/batch.py`
//! measures it.
#![allow(missing_docs, reason = "a program")]

use std::sync::Arc;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|a| a.ends_with(".svg")).collect();
    let mut db = usvg::fontdb::Database::new();
    for font in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts")).expect("a folder") {
        db.load_font_data(std::fs::read(font.expect("a file").path()).expect("its bytes"));
    }
    let options = usvg::Options { fontdb: Arc::new(db), ..usvg::Options::default() };
    for file in files {
        let tree = usvg::Tree::from_data(&std::fs::read(&file).expect("a file"), &options).expect("valid SVG");
        let size = tree.size().to_int_size();
        let mut pixmap = tiny_skia::Pixmap::new(size.width(), size.height()).expect("a size");
        resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixmap.as_mut());
        std::fs::write(file + ".resvg.png", pixmap.encode_png().expect("encodes")).expect("written");
    }
}
