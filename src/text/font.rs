//! A loaded font: shaping with harfrust and glyph outlines with skrifa, both at
//! the versions that usvg resolves to, so that measured text is drawn text; and
//! the four compiled-in faces.

use crate::assets;
use crate::style::Face;
use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShapePlanKey, ShaperData, UnicodeBuffer};
use kurbo::BezPath;
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A font, parsed once.
pub(super) struct Font {
    /// Its file, TrueType or OpenType; of a collection the first font counts.
    bytes: Cow<'static, [u8]>,
    /// Shaping tables, cached.
    data: ShaperData,
    /// What to do for each script and direction that came up.
    plans: Mutex<Vec<Arc<ShapePlan>>>,
    /// Font units per em.
    pub(super) units_per_em: f64,
}

impl AsRef<[u8]> for Font {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Font {
    /// A font from its file; `None` where it is no font.
    pub(super) fn new(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let file = FontRef::from_index(&bytes, 0).ok()?;
        let units_per_em = f64::from(file.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let data = ShaperData::new(&file);
        (units_per_em > 0.0).then(|| Self { bytes, data, plans: Mutex::default(), units_per_em })
    }

    /// The tables of its file.
    fn tables(&self) -> FontRef<'_> {
        FontRef::from_index(&self.bytes, 0).expect("it was read when the font was made")
    }

    /// A buffer's text as glyphs.
    pub(super) fn shape(&self, buffer: UnicodeBuffer) -> GlyphBuffer {
        let tables = self.tables();
        let shaper = self.data.shaper(&tables).build();
        let (direction, script, language) = (buffer.direction(), Some(buffer.script()), buffer.language());
        let key = ShapePlanKey::new(script, direction).language(language.as_ref());
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = match plans.iter().find(|plan| key.matches(plan)) {
            Some(plan) => Arc::clone(plan),
            None => {
                let plan = Arc::new(ShapePlan::new(&shaper, direction, script, language.as_ref(), &[]));
                plans.push(Arc::clone(&plan));
                plan
            }
        };
        drop(plans);
        shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)))
    }

    /// Whether the font has a letter.
    pub(super) fn has(&self, letter: char) -> bool {
        self.tables().charmap().map(letter).is_some()
    }

    /// The outline of a glyph at a size in px, origin on the baseline, y down;
    /// `None` for glyphs without ink.
    pub(super) fn outline(&self, glyph: u32, size: f64) -> Option<BezPath> {
        let tables = self.tables();
        let outline = tables.outline_glyphs().get(glyph.into())?;
        let mut pen = Pen { path: BezPath::new(), scale: size / self.units_per_em };
        outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()?;
        (!pen.path.elements().is_empty()).then_some(pen.path)
    }

    /// Its weight, 1 to 1000.
    fn weight(&self) -> f64 {
        f64::from(self.tables().attributes().weight.value())
    }
}

/// The fonts in the order of [`Face::ALL`].
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    Face::ALL
        .iter()
        .map(|&face| Font::new(Cow::Borrowed(font_file(face))).expect("compiled-in fonts are valid"))
        .collect()
});

/// The font file of a face.
pub fn font_file(face: Face) -> &'static [u8] {
    let name = match face {
        Face::Regular => "Inter-Regular",
        Face::Medium => "Inter-Medium",
        Face::SemiBold => "Inter-SemiBold",
        Face::Display => "InterDisplay-SemiBold",
    };
    let font = assets::FONTS.iter().find(|f| f.0 == name);
    font.expect("every face has a compiled-in font").1
}

/// The loaded font of a face.
pub(super) fn loaded(face: Face) -> &'static Font {
    let index = Face::ALL.iter().position(|&f| f == face).expect("every face is in the list");
    &FONTS[index]
}

/// The fonts of a text: a face, and others in the order in which they are asked
/// for a letter that it lacks.
#[derive(Clone, Copy)]
pub(super) struct FontStack<'a> {
    /// The face.
    pub face: Face,
    /// The others.
    pub given: &'a [Arc<Font>],
}

impl<'a> FontStack<'a> {
    /// One of the given fonts, or the face's.
    pub(super) fn font(self, given: Option<u8>) -> Option<&'a Font> {
        given.map_or_else(|| Some(loaded(self.face)), |index| self.given.get(usize::from(index)).map(|f| &**f))
    }

    /// The given font that has a letter and comes nearest to the face's weight;
    /// of equally near ones the first.
    pub(super) fn best(self, letter: char) -> Option<u8> {
        let far = |font: &Font| (font.weight() - f64::from(self.face.weight())).abs();
        let having = self.given.iter().enumerate().filter(|(_, font)| font.has(letter));
        having.min_by(|a, b| far(a.1).total_cmp(&far(b.1))).and_then(|(i, _)| u8::try_from(i).ok())
    }
}

/// Collects an outline in font units, y up, as a scaled path, y down.
struct Pen {
    /// What has been drawn.
    path: BezPath,
    /// px per font unit.
    scale: f64,
}

impl Pen {
    /// A font point in px.
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) * self.scale, -f64::from(y) * self.scale)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.at(x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.at(x, y));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.at(cx, cy), self.at(x, y));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.curve_to(self.at(ax, ay), self.at(bx, by), self.at(x, y));
    }
    fn close(&mut self) {
        self.path.close_path();
    }
}
