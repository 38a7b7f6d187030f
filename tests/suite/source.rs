//! The source tree as its own test sees it: files, what they define, what they
//! hand on, and which file each of their paths leads to.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::visit::Visit;
use syn::{Attribute, Item, UseTree};

/// A module path below `src`, such as `["layout", "row"]`.
pub(crate) type Module = Vec<String>;

/// One file of the tree.
pub(crate) struct SourceFile {
    /// Its path below `src`, with slashes.
    pub name: String,
    /// The module that it is.
    pub module: Module,
    /// Its items, those for tests left out.
    pub items: Vec<Item>,
    /// How many lines it has.
    pub lines: usize,
}

impl SourceFile {
    /// Whether it is the face of a folder.
    pub(crate) fn is_face(&self) -> bool {
        self.name.ends_with("mod.rs")
    }

    /// Its room: the top-level folder or file that it belongs to.
    pub(crate) fn room(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }
}

/// Paths of all Rust files below a folder, in order.
pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

/// Whether something is compiled for tests alone.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| {
        let is_cfg_test = |list: &syn::MetaList| list.path.is_ident("cfg") && list.tokens.to_string() == "test";
        matches!(&a.meta, syn::Meta::List(list) if is_cfg_test(list))
    })
}

/// The attributes of the items that a test may stand in.
fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Mod(i) => &i.attrs,
        Item::Fn(i) => &i.attrs,
        Item::Use(i) => &i.attrs,
        Item::Impl(i) => &i.attrs,
        Item::Struct(i) => &i.attrs,
        Item::Const(i) => &i.attrs,
        _ => &[],
    }
}

/// The name that an item gives to its module, and whether it is a type's.
pub(crate) fn defined(item: &Item) -> Option<(String, bool)> {
    let (name, is_type) = match item {
        Item::Struct(i) => (&i.ident, true),
        Item::Enum(i) => (&i.ident, true),
        Item::Union(i) => (&i.ident, true),
        Item::Trait(i) => (&i.ident, true),
        Item::Type(i) => (&i.ident, true),
        Item::Fn(i) => (&i.sig.ident, false),
        Item::Const(i) => (&i.ident, false),
        Item::Static(i) => (&i.ident, false),
        Item::Macro(i) => (i.ident.as_ref()?, false),
        _ => return None,
    };
    Some((name.to_string(), is_type))
}

/// The types that a macro of ours defines where it is called, in the same file.
fn defined_by_macro(item: &Item) -> Vec<String> {
    fn scan(tokens: TokenStream, out: &mut Vec<String>) {
        let mut is_next = false;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if is_next => {
                    out.push(ident.to_string());
                    is_next = false;
                }
                TokenTree::Ident(ident) => is_next = ident == "struct" || ident == "enum",
                TokenTree::Group(group) => scan(group.stream(), out),
                _ => is_next = false,
            }
        }
    }
    let mut out = Vec::new();
    if let Item::Macro(m) = item
        && m.ident.is_some()
    {
        scan(m.mac.tokens.clone(), &mut out);
    }
    out
}

/// One name that a `use` brings in: its path, and what it is called here.
struct Import {
    path: Vec<String>,
    name: String,
}

/// The names of a `use` tree; a glob is called `*`.
fn imports(tree: &UseTree, before: &[String], out: &mut Vec<Import>) {
    let with = |last: String| before.iter().cloned().chain([last]).collect::<Vec<_>>();
    match tree {
        UseTree::Path(p) => imports(&p.tree, &with(p.ident.to_string()), out),
        UseTree::Group(g) => g.items.iter().for_each(|t| imports(t, before, out)),
        UseTree::Glob(_) => out.push(Import { path: before.to_vec(), name: "*".to_owned() }),
        UseTree::Name(n) if n.ident == "self" => {
            let name = before.last().cloned().unwrap_or_default();
            out.push(Import { path: before.to_vec(), name });
        }
        UseTree::Name(n) => out.push(Import { path: with(n.ident.to_string()), name: n.ident.to_string() }),
        UseTree::Rename(r) => {
            let path = if r.ident == "self" { before.to_vec() } else { with(r.ident.to_string()) };
            out.push(Import { path, name: r.rename.to_string() });
        }
    }
}

/// Collects every path of two or more segments, also those inside macros.
#[derive(Default)]
struct Paths(Vec<Vec<String>>);

impl Paths {
    fn tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut colons): (Vec<String>, usize) = (Vec::new(), 0);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.0.push(std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(p) if p.as_char() == ':' => colons += 1,
                TokenTree::Group(g) => {
                    self.0.push(std::mem::take(&mut path));
                    self.tokens(g.stream());
                    colons = 0;
                }
                _ => {
                    self.0.push(std::mem::take(&mut path));
                    colons = 0;
                }
            }
        }
        self.0.push(path);
        self.0.retain(|p| p.len() > 1);
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            self.0.push(path.segments.iter().map(|s| s.ident.to_string()).collect());
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, m: &'ast syn::Macro) {
        self.tokens(m.tokens.clone());
        syn::visit::visit_macro(self, m);
    }

    fn visit_attribute(&mut self, a: &'ast Attribute) {
        // an attribute may name functions of ours: serde(deserialize_with = "forms::one_or_more")
        if let syn::Meta::List(list) = &a.meta
            && !a.path().is_ident("doc")
        {
            for literal in list.tokens.to_string().split('"').skip(1).step_by(2).filter(|l| l.contains("::")) {
                self.0.push(literal.split("::").map(str::to_owned).collect());
            }
        }
    }
}

/// The whole tree.
pub(crate) struct Tree {
    /// The files, in the order of their paths.
    pub files: Vec<SourceFile>,
    /// The file of each module.
    modules: BTreeMap<Module, usize>,
    /// The names that each module defines.
    names: BTreeMap<Module, BTreeSet<String>>,
    /// What each module brings in by `use`.
    uses: BTreeMap<Module, Vec<Import>>,
}

impl Tree {
    /// Reads `src`.
    pub(crate) fn read() -> Self {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let texts = rust_files(&src).into_iter().map(|path| {
            let name = path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
            (name, std::fs::read_to_string(&path).expect("readable"))
        });
        Self::new(texts)
    }

    /// The tree of some files with their texts.
    pub(crate) fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut tree =
            Self { files: Vec::new(), modules: BTreeMap::new(), names: BTreeMap::new(), uses: BTreeMap::new() };
        for (name, text) in texts.into_iter().filter(|(n, _)| n != "main.rs") {
            let parsed = syn::parse_file(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            let mut module: Module = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            module.retain(|part| part != "mod" && part != "lib");
            let items: Vec<Item> = parsed.items.into_iter().filter(|i| !is_for_tests(attributes(i))).collect();
            let mut found = Vec::new();
            for item in &items {
                if let Item::Use(u) = item {
                    imports(&u.tree, &[], &mut found);
                }
            }
            tree.modules.insert(module.clone(), tree.files.len());
            let names = items.iter().filter_map(defined).map(|d| d.0);
            tree.names.insert(module.clone(), names.chain(items.iter().flat_map(defined_by_macro)).collect());
            tree.uses.insert(module.clone(), found);
            tree.files.push(SourceFile { name, module, items, lines: text.lines().count() });
        }
        tree
    }

    /// The file that defines what a path names, seen from a module; `None`
    /// where it leads out of the crate or to a folder as such.
    fn definer(&self, path: &[String], from: &[String], depth: usize) -> Option<usize> {
        let (first, mut rest) = path.split_first()?;
        let mut at: Module = match first.as_str() {
            "crate" => Vec::new(),
            "self" => from.to_vec(),
            "super" => from[..from.len().checked_sub(1)?].to_vec(),
            name => {
                let child: Module = from.iter().cloned().chain([name.to_owned()]).collect();
                if self.modules.contains_key(&child) {
                    child
                } else if depth < 9 {
                    let known = self.uses.get(from)?.iter().find(|i| i.name == name && i.path != path)?;
                    let whole: Vec<String> = known.path.iter().chain(rest).cloned().collect();
                    return self.definer(&whole, from, depth + 1);
                } else {
                    return None;
                }
            }
        };
        while let Some((name, after)) = rest.split_first() {
            let child: Module = at.iter().cloned().chain([name.clone()]).collect();
            if name == "super" {
                at.pop()?;
            } else if self.modules.contains_key(&child) {
                at = child;
            } else if self.names.get(&at)?.contains(name) {
                return self.modules.get(&at).copied();
            } else {
                if depth >= 9 {
                    return None;
                }
                let handed = self.uses.get(&at)?.iter().find(|i| i.name == *name || i.name == "*")?;
                let mut whole = handed.path.clone();
                if handed.name == "*" {
                    whole.push(name.clone());
                }
                whole.extend_from_slice(after);
                return self.definer(&whole, &at, depth + 1);
            }
            rest = after;
        }
        self.modules.get(&at).copied().filter(|i| !self.files[*i].is_face())
    }

    /// The files that a file names something of, and the paths that do.
    pub(crate) fn imports(&self, index: usize) -> Vec<(usize, String)> {
        let file = &self.files[index];
        let mut paths = Paths::default();
        for item in file.items.iter().filter(|i| !matches!(i, Item::Use(_) | Item::Mod(_))) {
            paths.visit_item(item);
        }
        let uses = self.uses[&file.module].iter().map(|i| {
            let mut path = i.path.clone();
            path.extend((i.name == "*").then(|| "*".to_owned()));
            path
        });
        let mut out = Vec::new();
        for path in uses.chain(paths.0) {
            if let Some(target) = self.definer(&path, &file.module, 0).filter(|t| *t != index) {
                out.push((target, path.join("::")));
            }
        }
        out
    }

    /// The circles among the direct children of each folder: each as the
    /// children on it with a path that ties each to the next.
    pub(crate) fn circles(&self) -> Vec<String> {
        // folder -> child -> child that it imports -> the import
        let mut folders: BTreeMap<&[String], BTreeMap<&str, BTreeMap<&str, String>>> = BTreeMap::new();
        for index in (0..self.files.len()).filter(|i| !self.files[*i].is_face()) {
            for (target, path) in self.imports(index) {
                let (a, b) = (&self.files[index], &self.files[target]);
                let shared = a.module.iter().zip(&b.module).take_while(|(x, y)| x == y).count();
                if shared == 0 || shared >= a.module.len() || shared >= b.module.len() {
                    continue;
                }
                let tie = || format!("{} -> {} ({path})", a.name, b.name);
                let children = folders.entry(&a.module[..shared]).or_default();
                children.entry(&a.module[shared]).or_default().entry(&b.module[shared]).or_insert_with(tie);
            }
        }
        folders.values().flat_map(circles).collect()
    }
}

/// One circle through each child that stands on one, shortest way round.
fn circles(graph: &BTreeMap<&str, BTreeMap<&str, String>>) -> Vec<String> {
    let mut out: BTreeMap<BTreeSet<&str>, String> = BTreeMap::new();
    for start in graph.keys().copied() {
        let mut ways: Vec<Vec<&str>> = vec![vec![start]];
        let mut seen = BTreeSet::new();
        let mut next = 0;
        while let Some(way) = ways.get(next).cloned() {
            next += 1;
            let last = way[way.len() - 1];
            for to in graph.get(last).into_iter().flat_map(BTreeMap::keys).copied() {
                if to == start {
                    let ends = way.iter().copied().zip(way[1..].iter().copied().chain([start]));
                    let ties: Vec<&str> = ends.map(|(a, b)| graph[a][b].as_str()).collect();
                    out.entry(way.iter().copied().collect()).or_insert_with(|| ties.join("\n    "));
                    next = ways.len();
                    break;
                }
                if seen.insert(to) {
                    ways.push(way.iter().copied().chain([to]).collect());
                }
            }
        }
    }
    out.into_values().collect()
}
