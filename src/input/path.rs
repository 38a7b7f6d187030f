//! Paths that a file names: relative to the folder of that file.

use std::path::{Component, Path, PathBuf};

/// Resolves a path that a file names against the file's folder. Built-in names
/// and absolute paths stay as they are.
pub(super) fn beside(file: &str, path: &str) -> String {
    if path.starts_with("builtin:") || Path::new(path).is_absolute() {
        return path.to_owned();
    }
    let mut out = PathBuf::new();
    for part in Path::new(file).parent().unwrap_or(Path::new("")).components().chain(Path::new(path).components()) {
        match (part, out.components().next_back()) {
            (Component::CurDir, _) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                out.pop();
            }
            (part, _) => out.push(part),
        }
    }
    out.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_path_begins_where_the_file_that_names_it_stands() {
        assert_eq!(beside("maps/mine.json", "sole.svg"), "maps/sole.svg", "in the same folder");
        assert_eq!(beside("maps/mine.json", "../art/./sole.svg"), "art/sole.svg", "up and down");
        assert_eq!(beside("mine.json", "sole.svg"), "sole.svg", "no folder");
        assert_eq!(beside("../mine.json", "../sole.svg"), "../../sole.svg", "above");
        assert_eq!(beside("maps/mine.json", "/art/sole.svg"), "/art/sole.svg", "absolute");
        assert_eq!(beside("maps/mine.json", "builtin:foot-plantar"), "builtin:foot-plantar", "built in");
        assert_eq!(beside("builtin:western-foot", "sole.svg"), "sole.svg", "a built-in map has no folder");
    }
}
