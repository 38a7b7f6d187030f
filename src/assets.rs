//! The files compiled into the program: fonts, outlines, themes, words, maps and
//! licences, as bytes and texts that other rooms read.

/// The fonts: name, OpenType file with CFF outlines.
pub(crate) const FONTS: [(&str, &[u8]); 4] = [
    ("Inter-Regular", include_bytes!("../assets/fonts/Inter-Regular.otf")),
    ("Inter-Medium", include_bytes!("../assets/fonts/Inter-Medium.otf")),
    ("Inter-SemiBold", include_bytes!("../assets/fonts/Inter-SemiBold.otf")),
    ("InterDisplay-SemiBold", include_bytes!("../assets/fonts/InterDisplay-SemiBold.otf")),
];

/// The BLAKE3 hashes of the fonts, so that no run has to compute them; a test compares them with
/// the files.
pub(crate) const FONT_HASHES: [&str; 4] = [
    "a05a96f2ba45b6719379d67f288b71cfbddb0d1e84e07d1fb98ae603f841613a",
    "927ffaf1bc604bc37ec1e11806f9eb331c016fa5a2ac29d5356fb4ac71236056",
    "6a0b5ff842b6d4c21b66b5442aca95c437520aabda650bc084960fdb4a80945d",
    "2aee1b5093a97c9633ae17a3964f162cb8a4fb6ff1fe306ea78b07ee36589ba0",
];

/// The texts of the licences: what each is for, and the text. The last lists the crates that are
/// linked; a test compares it with Cargo.lock.
#[cfg(feature = "cli")]
pub(crate) const LICENCES: [(&str, &str); 5] = [
    ("Program: MIT", include_str!("../LICENSE-MIT")),
    ("Program: Apache-2.0", include_str!("../LICENSE-APACHE")),
    ("Map and drawings: CC BY 4.0", include_str!("../assets/licences/CC-BY-4.0.txt")),
    ("Fonts: SIL OFL 1.1", include_str!("../assets/fonts/OFL.txt")),
    ("Crates", include_str!("../assets/licences/crates.txt")),
];

/// The built-in zone maps: id, JSON.
pub(crate) const MAPS: &[(&str, &str)] = &[
    ("western-foot", include_str!("../charts/maps/western-foot.json")),
    ("foot-nerves", include_str!("../charts/maps/foot-nerves.json")),
];

/// The built-in outlines: name, SVG.
pub(crate) const OUTLINES: &[(&str, &str)] = &[
    ("foot-plantar", include_str!("../assets/outlines/foot-plantar.svg")),
    ("foot-dorsal", include_str!("../assets/outlines/foot-dorsal.svg")),
    ("foot-medial", include_str!("../assets/outlines/foot-medial.svg")),
    ("foot-lateral", include_str!("../assets/outlines/foot-lateral.svg")),
];

/// The built-in figures of the body, the usual one first: name, SVG.
pub(crate) const BODIES: &[(&str, &str)] = &[
    ("back", include_str!("../assets/body/back.svg")),
    ("back-upper", include_str!("../assets/body/back-upper.svg")),
    ("front", include_str!("../assets/body/front.svg")),
];

/// The built-in themes: name, JSON.
pub(crate) const THEMES: &[(&str, &str)] = &[
    ("light", include_str!("../assets/themes/light.json")),
    ("dark", include_str!("../assets/themes/dark.json")),
    ("print", include_str!("../assets/themes/print.json")),
    ("contrast", include_str!("../assets/themes/contrast.json")),
    ("line", include_str!("../assets/themes/line.json")),
];

/// The program's own words, English first: language code, JSON.
pub(crate) const WORDS: &[(&str, &str)] = &[
    ("en", include_str!("../assets/words/en.json")),
    ("de", include_str!("../assets/words/de.json")),
    ("es", include_str!("../assets/words/es.json")),
    ("fr", include_str!("../assets/words/fr.json")),
    ("it", include_str!("../assets/words/it.json")),
    ("nl", include_str!("../assets/words/nl.json")),
    ("pt", include_str!("../assets/words/pt.json")),
    ("ru", include_str!("../assets/words/ru.json")),
];

/// Words in scripts that the compiled-in fonts lack: language code, script
/// (ISO 15924), JSON. They are no choice where no font has the script, but
/// found by their code, so that a font from elsewhere can set them.
pub(crate) const WORDS_WITH_FONT: &[(&str, &str, &str)] = &[
    ("ar", "Arab", include_str!("../assets/words/ar.json")),
    ("he", "Hebr", include_str!("../assets/words/he.json")),
    ("hi", "Deva", include_str!("../assets/words/hi.json")),
    ("ja", "Jpan", include_str!("../assets/words/ja.json")),
    ("ko", "Kore", include_str!("../assets/words/ko.json")),
    ("zh-Hans", "Hans", include_str!("../assets/words/zh-Hans.json")),
];

/// Returns the texts of all licences, each below a heading.
#[cfg(feature = "cli")]
pub(crate) fn licence_texts() -> String {
    let bar = "=".repeat(78);
    LICENCES.iter().map(|(what, text)| format!("\n{bar}\n{what}\n{bar}\n\n{}\n", text.trim_matches('\n'))).collect()
}

/// Returns the program's own words in a language, as JSON.
pub(crate) fn words(lang: &str) -> Option<&'static str> {
    let others = || WORDS_WITH_FONT.iter().find(|w| w.0 == lang).map(|w| w.2);
    find(WORDS, lang).or_else(others)
}

/// Finds the entry of a table of names and values.
pub(crate) fn find(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}
