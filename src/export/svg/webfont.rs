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

/// The fonts that a picture and some texts beside it need, each with its face.
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

/// All texts among some nodes.
fn collect<'a>(nodes: &'a [Node], out: &mut Vec<&'a TextNode>) {
    for node in nodes {
        match node {
            Node::Text(t) => out.push(t),
            Node::Group(g) => collect(&g.children, out),
            Node::Shape(_) => {}
        }
    }
}

/// A subset of a face for some texts.
fn font(face: Face, texts: &[&TextNode]) -> Result<Vec<u8>, Error> {
    let broken = || Error::Internal("a compiled-in font could not be made smaller".to_owned());
    let chars = characters(texts)?;
    let mut remapper = GlyphRemapper::new();
    let mapped: BTreeMap<u32, u16> = chars.iter().map(|(&c, &glyph)| (u32::from(c), remapper.remap(glyph))).collect();
    let full = font_file(face);
    let small = subset(full, 0, &remapper).map_err(|_| broken())?;
    let mut tables = read(&small).ok_or_else(broken)?;
    let original = read(full).ok_or_else(broken)?;
    let os2 = original.get(b"OS/2").ok_or_else(broken)?;
    let pairs = pairs(texts, &original, &remapper).ok_or_else(broken)?;
    tables.insert(*b"OS/2", os2.clone());
    tables.insert(*b"cmap", cmap(&mapped));
    if !pairs.is_empty() {
        tables.insert(*b"GPOS", gpos(&pairs));
    }
    write(&small[..4], tables).ok_or_else(broken)
}

/// Which glyph each character of some texts is drawn with: the one that
/// shaping chose most often.
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

/// The tables of a font.
type Tables = BTreeMap<[u8; 4], Vec<u8>>;

/// Two bytes of a table.
fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

/// Four bytes of a table, as a length or place.
fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?)).ok()
}

/// Takes a font apart.
fn read(font: &[u8]) -> Option<Tables> {
    let count = usize::from(u16_at(font, 4)?);
    let mut out = Tables::new();
    for record in (0..count).map(|i| 12 + 16 * i) {
        let tag: [u8; 4] = font.get(record..record + 4)?.try_into().ok()?;
        let (offset, length) = (u32_at(font, record + 8)?, u32_at(font, record + 12)?);
        out.insert(tag, font.get(offset..offset + length)?.to_vec());
    }
    Some(out)
}

/// Puts a font together, with its sums.
fn write(kind: &[u8], mut tables: Tables) -> Option<Vec<u8>> {
    // the sum of the whole stands in `head` and does not count itself
    tables.get_mut(b"head")?.get_mut(8..12)?.fill(0);
    let count = u16::try_from(tables.len()).ok()?;
    let entry = count.ilog2();
    let range = 16_u16 << entry;
    let mut out = kind.to_vec();
    for n in [count, range, u16::try_from(entry).ok()?, 16 * count - range] {
        out.extend(n.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    let mut head = 0;
    for (tag, data) in &tables {
        if tag == b"head" {
            head = offset;
        }
        out.extend(tag);
        out.extend(sum(data).to_be_bytes());
        out.extend(u32::try_from(offset).ok()?.to_be_bytes());
        out.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
        offset += data.len().next_multiple_of(4);
    }
    for data in tables.values() {
        out.extend(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(sum(&out));
    out.get_mut(head + 8..head + 12)?.copy_from_slice(&adjustment.to_be_bytes());
    Some(out)
}

/// The sum of a table.
fn sum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0_u32, |sum, bytes| {
        let mut word = [0; 4];
        word[..bytes.len()].copy_from_slice(bytes);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// A character map: for two-byte characters as every reader has it, and for all.
fn cmap(chars: &BTreeMap<u32, u16>) -> Vec<u8> {
    let short: Vec<(u16, u16)> =
        chars.iter().filter_map(|(&c, &g)| Some((u16::try_from(c).ok().filter(|&c| c != 0xFFFF)?, g))).collect();
    let mut four: Vec<u16> = Vec::new();
    let segments = u16::try_from(short.len() + 1).unwrap_or(u16::MAX);
    let entry = segments.ilog2();
    let range = 2_u16 << entry;
    four.extend([
        4,
        16 + 8 * segments,
        0,
        2 * segments,
        range,
        u16::try_from(entry).unwrap_or(0),
        2 * segments - range,
    ]);
    four.extend(short.iter().map(|s| s.0).chain([0xFFFF, 0]));
    four.extend(short.iter().map(|s| s.0).chain([0xFFFF]));
    four.extend(short.iter().map(|s| s.1.wrapping_sub(s.0)).chain([1]));
    four.extend(std::iter::repeat_n(0, usize::from(segments)));
    let length = 16 + 12 * u32::try_from(chars.len()).unwrap_or(0);
    let mut twelve: Vec<u32> = vec![length, 0, u32::try_from(chars.len()).unwrap_or(0)];
    for (&c, &g) in chars {
        twelve.extend([c, c, u32::from(g)]);
    }
    let first = 4 + 2 * 8;
    let second = first + u32::from(four[1]);
    let mut out: Vec<u8> = Vec::new();
    for n in [0_u16, 2] {
        out.extend(n.to_be_bytes());
    }
    for (encoding, offset) in [(1_u16, first), (10, second)] {
        out.extend(3_u16.to_be_bytes());
        out.extend(encoding.to_be_bytes());
        out.extend(offset.to_be_bytes());
    }
    out.extend(four.iter().flat_map(|n| n.to_be_bytes()));
    out.extend([0, 12, 0, 0]);
    out.extend(twelve.iter().flat_map(|n| n.to_be_bytes()));
    out
}

/// The distances that shaping made between neighbours, in font units.
type Pairs = BTreeMap<u16, BTreeMap<u16, i16>>;

/// The distances of all neighbours in some texts, by their glyphs in the subset.
fn pairs(texts: &[&TextNode], original: &Tables, remapper: &GlyphRemapper) -> Option<Pairs> {
    let (head, hhea, hmtx) = (original.get(b"head")?, original.get(b"hhea")?, original.get(b"hmtx")?);
    let units = f64::from(u16_at(head, 18)?);
    let metrics = usize::from(u16_at(hhea, 34)?);
    let advance = |glyph: u32| u16_at(hmtx, 4 * usize::try_from(glyph).ok()?.min(metrics.checked_sub(1)?));
    let mut out = Pairs::new();
    let mut seen: BTreeSet<(u16, u16)> = BTreeSet::new();
    for text in texts.iter().filter(|t| !t.run.is_rtl) {
        let scale = text.style.size / units;
        let spacing = text.style.spacing * text.style.size;
        for pair in text.run.glyphs.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            let gap = if a.start == b.start { 0.0 } else { spacing };
            let moved = (b.x - a.x - gap) / scale - f64::from(advance(a.id)?);
            let new = |id: u32| u16::try_from(id).ok().and_then(|id| remapper.get(id));
            let (Some(left), Some(right)) = (new(a.id), new(b.id)) else { continue };
            if seen.insert((left, right)) && seen.len() <= MOST_PAIRS && moved.abs() >= 0.5 {
                out.entry(left).or_default().insert(right, clamped(moved));
            }
        }
    }
    Some(out)
}

/// A positioning table of one lookup: what is added between two glyphs.
fn gpos(pairs: &Pairs) -> Vec<u8> {
    let word = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let tag = |t: &[u8; 4]| [u16::from_be_bytes([t[0], t[1]]), u16::from_be_bytes([t[2], t[3]])];
    // version, then where scripts, features and lookups begin
    let mut words: Vec<u16> = vec![1, 0, 10, 30, 44];
    // one script, whose usual language has feature 0
    words.push(1);
    words.extend(tag(b"DFLT"));
    words.extend([8, 4, 0, 0, 0xFFFF, 1, 0]);
    // one feature, which has lookup 0
    words.push(1);
    words.extend(tag(b"kern"));
    words.extend([8, 0, 1, 0]);
    // one lookup: pairs of glyphs, with one table
    words.extend([1, 4, 2, 0, 1, 8]);
    // the table: which glyphs come first, then for each what may follow
    let sets = 10 + 2 * pairs.len();
    let lengths: Vec<usize> = pairs.values().map(|set| 2 + 4 * set.len()).collect();
    let coverage = sets + lengths.iter().sum::<usize>();
    words.extend([1, word(coverage), 4, 0, word(pairs.len())]);
    let mut at = sets;
    for length in lengths {
        words.push(word(at));
        at += length;
    }
    for set in pairs.values() {
        words.push(word(set.len()));
        words.extend(set.iter().flat_map(|(&right, &value)| [right, value.cast_unsigned()]));
    }
    words.extend([1, word(pairs.len())]);
    words.extend(pairs.keys());
    words.iter().flat_map(|w| w.to_be_bytes()).collect()
}

/// A distance in font units.
#[expect(clippy::cast_possible_truncation, reason = "saturates, which no font reaches")]
fn clamped(x: f64) -> i16 {
    x.round() as i16
}

/// Bytes as text.
pub(in crate::export) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let n = three.iter().chain([0, 0].iter()).take(3).fold(0_usize, |n, &b| n << 8 | usize::from(b));
        for (i, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            out.push(if i <= three.len() { char::from(DIGITS[n >> shift & 63]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base_64() {
        assert_eq!([&b"Man"[..], b"Ma", b"M", b""].map(base64), ["TWFu", "TWE=", "TQ==", ""], "with their padding");
    }
}
