//! The house rules: imports point down, inside a folder too; faces define
//! nothing; one name is one thing; files and functions stay small.

use crate::source::{Tree, defined, rust_files};
use std::collections::BTreeMap;
use std::path::Path;
use syn::visit::Visit;
use syn::{Block, FnArg, Item, Signature, Visibility};

/// Ranks from the ground up; `lib.rs` and `main.rs` stand above all.
const RANKS: [&[&str]; 11] = [
    &["geom", "style", "diag", "assets", "threads", "cache"],
    &["error"],
    &["model", "text", "labeling"],
    &["input", "resolve"],
    &["layout"],
    &["scene"],
    &["export"],
    &["pipeline"],
    &["job"],
    &["api"],
    &["cli"],
];

/// Crates that only some rooms or files may use.
const CRATES: &[(&str, &[&str])] = &[
    ("anstream", &["cli"]),
    ("anstyle", &["cli"]),
    ("serde::", &["input", "cli"]),
    ("serde_json", &["input", "cli", "layout", "job", "api"]),
    ("usvg", &["input"]),
    ("roxmltree", &["input"]),
    ("tiny_skia_path as", &["export"]),
    ("zlib_rs", &["export"]),
    ("fearless_simd", &["export"]),
    ("harfrust", &["text"]),
    ("skrifa", &["text"]),
    ("i_overlay", &["geom"]),
    ("clap", &["cli"]),
    ("schemars", &["input"]),
    ("std::fs", &["cli"]),
    ("blake3::", &["cache", "text", "input", "export", "cli"]),
    ("image_webp", &["export"]),
    ("jpeg_encoder", &["export"]),
    ("ravif", &["export"]),
    ("krilla", &["export"]),
    ("oxipng", &["export"]),
    ("subsetter", &["export"]),
    ("csv::", &["input"]),
    ("use color::", &["input"]),
    ("write_fonts", &["export"]),
    ("base64::", &["export"]),
    ("sha2::", &["export"]),
];

/// Most lines of a file, from its first to its last.
const MOST_LINES: usize = 500;
/// Most lines of a function, from `fn` to its closing brace.
const MOST_LINES_OF_A_FUNCTION: usize = 60;
/// Most parameters of a function beside `self`.
const MOST_PARAMETERS: usize = 5;

fn rank(room: &str) -> usize {
    RANKS.iter().position(|r| r.contains(&room)).unwrap_or_else(|| panic!("`{room}` has no rank; give it one"))
}

/// Fails with all faults at once.
fn none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}:\n  {}\n{} in all", faults.join("\n  "), faults.len());
}

#[test]
fn imports_point_down() {
    let tree = Tree::read();
    let mut faults = Vec::new();
    for (index, file) in tree.files.iter().enumerate().filter(|(_, f)| !f.room().is_empty()) {
        for (target, path) in tree.imports(index) {
            let (from, to) = (file.room(), tree.files[target].room());
            if from != to && rank(to) >= rank(from) {
                faults.push(format!("{} imports {path}", file.name));
            }
            if path.starts_with("super::super") {
                faults.push(format!("{} climbs two levels: {path}", file.name));
            }
        }
    }
    none(&faults, "a file may import only lower ranks; equals do not see each other");
}

#[test]
fn no_folder_has_a_circle_inside() {
    none(&Tree::read().circles(), "inside a folder, files and folders import each other in one direction only");
}

#[test]
fn a_circle_is_found_through_faces_too() {
    let tree = |low: &str| {
        let texts = [
            ("a/mod.rs", "mod high; mod low; pub use high::High; pub use low::Low;"),
            ("a/high.rs", "use super::Low; pub struct High(Low);"),
            ("a/low.rs", low),
        ];
        Tree::new(texts.map(|(name, text)| (name.to_owned(), text.to_owned())))
    };
    assert!(tree("pub struct Low;").circles().is_empty(), "one direction");
    for back in [
        "use super::High; pub struct Low;",
        "use crate::a::{High as Other}; pub struct Low;",
        "pub struct Low; fn f() { let _ = super::high::High::new(); }",
        "pub struct Low; fn f() { println!(\"{}\", super::High::new()); }",
    ] {
        let circles = tree(back).circles();
        assert_eq!(circles.len(), 1, "{back}: {circles:?}");
    }
    assert!(tree("pub struct Low; #[cfg(test)] mod tests { use super::super::High; }").circles().is_empty(), "tests");
}

#[test]
fn a_face_defines_nothing() {
    let mut faults = Vec::new();
    // the command table stands in the face of the command line
    for file in Tree::read().files.iter().filter(|f| (f.is_face() && f.room() != "cli") || f.room().is_empty()) {
        let is_face = |item: &Item| match item {
            Item::Use(_) => true,
            Item::Mod(module) => module.content.is_none(),
            _ => false,
        };
        faults.extend(file.items.iter().filter(|i| !is_face(i)).map(|item| {
            let name = defined(item).map_or_else(|| "an `impl`".to_owned(), |d| format!("`{}`", d.0));
            format!("{}: {name}", file.name)
        }));
    }
    none(&faults, "a `mod.rs` is a page of documentation, `mod` and `pub use`");
}

#[test]
fn one_name_is_one_type() {
    let mut public: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut rooms: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for file in &Tree::read().files {
        for item in &file.items {
            let Some((name, true)) = defined(item) else { continue };
            let visibility = match item {
                Item::Struct(i) => &i.vis,
                Item::Enum(i) => &i.vis,
                Item::Trait(i) => &i.vis,
                Item::Type(i) => &i.vis,
                Item::Union(i) => &i.vis,
                _ => continue,
            };
            if matches!(visibility, Visibility::Public(_)) {
                public.entry(name.clone()).or_default().push(file.name.clone());
            }
            rooms.entry((file.room().to_owned(), name)).or_default().push(file.name.clone());
        }
    }
    let twice =
        |(name, files): (&String, &Vec<String>)| (files.len() > 1).then(|| format!("{name}: {}", files.join(", ")));
    let faults: Vec<String> = public.iter().chain(rooms.iter().map(|((_, n), f)| (n, f))).filter_map(twice).collect();
    none(&faults, "no two public types, and no two types of a room, share a name");
}

/// Functions with their lengths and parameters.
#[derive(Default)]
struct Functions(Vec<(String, usize, usize)>);

impl Functions {
    fn add(&mut self, signature: &Signature, body: &Block) {
        let lines = body.brace_token.span.close().end().line + 1 - signature.fn_token.span.start().line;
        let parameters = signature.inputs.iter().filter(|i| matches!(i, FnArg::Typed(_))).count();
        self.0.push((signature.ident.to_string(), lines, parameters));
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, f: &'ast syn::ItemFn) {
        self.add(&f.sig, &f.block);
        syn::visit::visit_item_fn(self, f);
    }

    fn visit_item_impl(&mut self, i: &'ast syn::ItemImpl) {
        let before = self.0.len();
        syn::visit::visit_item_impl(self, i);
        if i.trait_.is_some() {
            // the trait decides what its functions take
            self.0[before..].iter_mut().for_each(|f| f.2 = 0);
        }
    }

    fn visit_impl_item_fn(&mut self, f: &'ast syn::ImplItemFn) {
        self.add(&f.sig, &f.block);
        syn::visit::visit_impl_item_fn(self, f);
    }

    fn visit_trait_item_fn(&mut self, f: &'ast syn::TraitItemFn) {
        if let Some(body) = &f.default {
            self.add(&f.sig, body);
        }
        syn::visit::visit_trait_item_fn(self, f);
    }
}

#[test]
fn functions_are_short_and_take_few_parameters() {
    let mut faults = Vec::new();
    for file in &Tree::read().files {
        let mut functions = Functions::default();
        file.items.iter().for_each(|item| functions.visit_item(item));
        for (name, lines, parameters) in functions.0 {
            if lines > MOST_LINES_OF_A_FUNCTION {
                faults.push(format!("{}: `{name}` has {lines} lines", file.name));
            }
            if parameters > MOST_PARAMETERS {
                faults.push(format!("{}: `{name}` takes {parameters} parameters", file.name));
            }
        }
    }
    none(&faults, "functions have at most 60 lines and five parameters");
}

#[test]
fn files_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests = rust_files(&root.join("tests")).into_iter().map(|path| {
        let lines = std::fs::read_to_string(&path).expect("readable").lines().count();
        (path.display().to_string(), lines)
    });
    let sources = Tree::read().files.into_iter().map(|f| (f.name, f.lines));
    let long = |(name, lines): (String, usize)| (lines > MOST_LINES).then(|| format!("{name} has {lines} lines"));
    none(&sources.chain(tests).filter_map(long).collect::<Vec<_>>(), "a file that passes 500 lines is two files");
}

#[test]
fn each_crate_stays_in_its_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in Tree::read().files.iter().filter(|f| !f.room().is_empty()) {
        let text = std::fs::read_to_string(src.join(&file.name)).expect("readable");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
            for &(word, rooms) in CRATES {
                assert!(
                    !line.contains(word) || rooms.contains(&file.room()) || rooms.contains(&file.name.as_str()),
                    "{} uses {word}: {line}",
                    file.name
                );
            }
        }
    }
}

#[test]
fn the_top_level_holds_what_it_should() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let known = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "assets",
        "charts",
        "tests",
        "README.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "bindings",
    ];
    let listed = std::process::Command::new("git").arg("ls-files").current_dir(root).output();
    // a package that was unpacked elsewhere is no checkout
    let Ok(listed) = listed.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()) else { return };
    let tops = listed.lines().filter_map(|path| path.split('/').next());
    let faults: Vec<String> =
        tops.filter(|top| !top.starts_with('.') && !known.contains(top)).map(str::to_owned).collect();
    none(&faults, "the top level is part of the design");
}
