//! Small fonts for pages: of a compiled-in font only the glyphs that a picture
//! uses, as an OpenType font that browsers take.
//!
//! The subset has none of its tables of substitution and positioning. Its character map
//! leads to the glyphs that shaping chose, and the distances that shaping made
//! become pairs of a `GPOS` table, so that a browser sets the same line. (An old
//! `kern` table would not do: Chromium does not apply it beside spaces.)

use crate::error::Error;
use crate::scene::{Node, Scene, TextNode};
use crate::style::Face;
use crate::text::{font_file, shape};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::{GlyphRemapper, subset};
use write_fonts::FontBuilder;
use write_fonts::read::{FontRef, TableProvider as _};
use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::gpos::{Gpos, PairPos, PairSet, PairValueRecord, PositionLookup, ValueRecord};
use write_fonts::tables::layout::{
    CoverageTable, Feature, FeatureList, FeatureRecord, LangSys, Lookup, LookupFlag, LookupList, Script, ScriptList,
    ScriptRecord,
};
use write_fonts::types::{GlyphId, GlyphId16, Tag};

/// The tag of the table that the subset lacks and browsers ask for.
const OS2: Tag = Tag::new(b"OS/2");

/// Makes the fonts that a picture and some texts beside it need, each with its face.
pub(super) fn fonts(scene: &Scene, beside: &[TextNode]) -> Result<Vec<(Face, Vec<u8>)>, Error> {
    let mut texts: Vec<&TextNode> = beside.iter().collect();
    collect(&scene.nodes, &mut texts);
    let mut out = Vec::new();
    for face in Face::ALL {
        // texts in given fonts are drawn as outlines
        let is_own = |t: &&TextNode| t.style.face == face && t.run.glyphs.iter().all(|g| g.given.is_none());
        let texts: Vec<&TextNode> = texts.iter().copied().filter(is_own).collect();
        if !texts.is_empty() {
            out.push((face, font(face, &texts)?));
        }
    }
    Ok(out)
}

/// Collects all texts among some nodes.
fn collect<'a>(nodes: &'a [Node], out: &mut Vec<&'a TextNode>) {
    for node in nodes {
        match node {
            Node::Text(t) => out.push(t),
            Node::Group(g) => collect(&g.children, out),
            Node::Shape(_) => {}
        }
    }
}

/// Makes a subset of a face for some texts.
fn font(face: Face, texts: &[&TextNode]) -> Result<Vec<u8>, Error> {
    let broken = || Error::internal("a compiled-in font could not be made smaller".to_owned());
    let chars = characters(texts)?;
    let mut remapper = GlyphRemapper::new();
    let mapped: Vec<(char, GlyphId)> =
        chars.iter().map(|(&c, &glyph)| (c, GlyphId::new(remapper.remap(glyph).into()))).collect();
    let full = font_file(face);
    let small = subset(full, 0, &remapper).map_err(|_| broken())?;
    let original = FontRef::new(full).map_err(|_| broken())?;
    let os2 = original.table_data(OS2).ok_or_else(broken)?;
    let cmap = Cmap::from_mappings(mapped).map_err(|_| broken())?;
    let pairs = pairs(texts, &original, &remapper).ok_or_else(broken)?;
    let mut out = FontBuilder::new();
    out.add_raw(OS2, os2.as_bytes());
    out.add_table(&cmap).map_err(|_| broken())?;
    if !pairs.is_empty() {
        out.add_table(&gpos(&pairs)).map_err(|_| broken())?;
    }
    out.copy_missing_tables(FontRef::new(&small).map_err(|_| broken())?);
    Ok(out.build())
}

/// Returns which glyph each character of some texts is drawn with: the one that shaping
/// chose most often.
fn characters(texts: &[&TextNode]) -> Result<BTreeMap<char, u16>, Error> {
    let mut counts: BTreeMap<char, BTreeMap<u16, usize>> = BTreeMap::new();
    for text in texts {
        for glyph in &text.run.glyphs {
            let mut cluster = text.text.get(glyph.start..glyph.end).unwrap_or("").chars();
            if let (Some(c), None, Ok(id)) = (cluster.next(), cluster.next(), u16::try_from(glyph.id)) {
                *counts.entry(c).or_default().entry(id).or_default() += 1;
            }
        }
        // of what stands for several characters at once, each by itself
        for c in text.text.chars() {
            if let std::collections::btree_map::Entry::Vacant(entry) = counts.entry(c) {
                let alone = shape(&c.to_string(), &text.style)?;
                let id = alone.glyphs.first().and_then(|g| u16::try_from(g.id).ok());
                entry.insert(id.map(|id| (id, 0)).into_iter().collect());
            }
        }
    }
    let most = |glyphs: BTreeMap<u16, usize>| glyphs.into_iter().max_by_key(|(_, count)| *count).map(|(id, _)| id);
    Ok(counts.into_iter().filter_map(|(c, glyphs)| Some((c, most(glyphs)?))).collect())
}

/// Most pairs of neighbours that are looked at: a table holds no more than
/// fifteen thousand.
const MOST_PAIRS: usize = 10_000;

/// The distances that shaping made between neighbours, in font units.
type Pairs = BTreeMap<u16, BTreeMap<u16, i16>>;

/// Measures the distances of all neighbours in some texts, by their glyphs in the
/// subset.
fn pairs(texts: &[&TextNode], original: &FontRef<'_>, remapper: &GlyphRemapper) -> Option<Pairs> {
    let units = f64::from(original.head().ok()?.units_per_em());
    let hmtx = original.hmtx().ok()?;
    let mut out = Pairs::new();
    let mut seen: BTreeSet<(u16, u16)> = BTreeSet::new();
    for text in texts.iter().filter(|t| !t.run.is_rtl) {
        let scale = text.style.size / units;
        let spacing = text.style.spacing * text.style.size;
        for pair in text.run.glyphs.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            let gap = if a.start == b.start { 0.0 } else { spacing };
            let moved = (b.x - a.x - gap) / scale - f64::from(hmtx.advance(GlyphId::new(a.id))?);
            let new = |id: u32| u16::try_from(id).ok().and_then(|id| remapper.get(id));
            let (Some(left), Some(right)) = (new(a.id), new(b.id)) else { continue };
            if seen.insert((left, right)) && seen.len() <= MOST_PAIRS && moved.abs() >= 0.5 {
                out.entry(left).or_default().insert(right, clamped(moved));
            }
        }
    }
    Some(out)
}

/// Builds a positioning table of one lookup: what is added between two glyphs, in any
/// script and language.
fn gpos(pairs: &Pairs) -> Gpos {
    let record = |(&right, &value): (&u16, &i16)| {
        PairValueRecord::new(GlyphId16::new(right), ValueRecord::new().with_x_advance(value), ValueRecord::new())
    };
    let firsts: CoverageTable = pairs.keys().copied().map(GlyphId16::new).collect();
    let seconds = pairs.values().map(|set| PairSet::new(set.iter().map(record).collect())).collect();
    let lookup = Lookup::new(LookupFlag::empty(), vec![PairPos::format_1(firsts, seconds)]);
    let feature = FeatureRecord::new(Tag::new(b"kern"), Feature::new(None, vec![0]));
    let script = ScriptRecord::new(Tag::new(b"DFLT"), Script::new(Some(LangSys::new(vec![0])), Vec::new()));
    Gpos::new(
        ScriptList::new(vec![script]),
        FeatureList::new(vec![feature]),
        LookupList::new(vec![PositionLookup::Pair(lookup)]),
    )
}

/// Rounds a distance to whole font units.
#[expect(clippy::cast_possible_truncation, reason = "saturates, which no font reaches")]
fn clamped(x: f64) -> i16 {
    x.round() as i16
}
