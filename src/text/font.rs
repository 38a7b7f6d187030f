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
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A font, parsed once.
pub(super) struct Font {
    /// For shaping.
    shaping: FontRef<'static>,
    /// Shaping tables, cached.
    data: ShaperData,
    /// What to do for each script and direction that came up.
    plans: Mutex<Vec<Arc<ShapePlan>>>,
    /// For outlines.
    outlines: FontRef<'static>,
    /// Font units per em.
    pub(super) units_per_em: f64,
}

impl Font {
    /// A font from its file; of a collection the first.
    pub(super) fn new(bytes: &'static [u8]) -> Option<Self> {
        let shaping = FontRef::from_index(bytes, 0).ok()?;
        let outlines = FontRef::from_index(bytes, 0).ok()?;
        let metrics = outlines.metrics(Size::unscaled(), LocationRef::default());
        let data = ShaperData::new(&shaping);
        (metrics.units_per_em > 0).then(|| Self {
            shaping,
            data,
            plans: Mutex::default(),
            outlines,
            units_per_em: f64::from(metrics.units_per_em),
        })
    }

    /// A buffer's text as glyphs.
    pub(super) fn shape(&self, buffer: UnicodeBuffer) -> GlyphBuffer {
        let shaper = self.data.shaper(&self.shaping).build();
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
        self.outlines.charmap().map(letter).is_some()
    }

    /// The outline of a glyph at a size in px, origin on the baseline, y down;
    /// `None` for glyphs without ink.
    pub(super) fn outline(&self, glyph: u32, size: f64) -> Option<BezPath> {
        let outline = self.outlines.outline_glyphs().get(glyph.into())?;
        let mut pen = Pen { path: BezPath::new(), scale: size / self.units_per_em };
        outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()?;
        (!pen.path.elements().is_empty()).then_some(pen.path)
    }

    /// Its weight, 1 to 1000.
    pub(super) fn weight(&self) -> f64 {
        f64::from(self.outlines.attributes().weight.value())
    }
}

/// The fonts in the order of [`Face::ALL`].
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    Face::ALL.iter().map(|&face| Font::new(font_file(face)).expect("compiled-in fonts are valid")).collect()
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
