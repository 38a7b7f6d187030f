//! The nouns of a finished layout: texts, figures, callouts, notes, arrows and
//! the page that holds them, all in px, y pointing down.

use super::sizes::{ASCENT, DESCENT};
use crate::geom::{Region, polyline_at};
use crate::labeling::{Problem, Solution, px};
use crate::model::{Agreement, Guide, View};
use crate::style::TextStyle;
use kurbo::{Affine, Point, Rect, Vec2};

/// What a text is, so that a theme can colour it and a test can judge it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TextRole {
    /// Line over the title, in the first accent.
    Kicker,
    /// The title of the page.
    Title,
    /// The subtitle below it.
    Subtitle,
    /// Name of a zone, in the accent of its highlight.
    Label(usize),
    /// Name of a zone that is not highlighted.
    QuietLabel,
    /// Where the zone is, quiet.
    Place,
    /// Number in a mark, in the accent of its highlight.
    Number(Option<usize>),
    /// Name in the list of marks.
    List,
    /// Title of a note, in the accent of the zone that it names.
    NoteTitle(Option<usize>),
    /// Title of a note that warns, in the first accent.
    UrgentTitle,
    /// Its number, on a disc of that colour.
    UrgentNumber,
    /// Text of a note, quiet.
    NoteText,
    /// Name of a view.
    ViewName,
    /// Second line of a view's name, quiet.
    ViewNameQuiet,
    /// Name of a guide.
    Guide,
    /// Name in the legend.
    Legend,
    /// The claim and credit lines.
    Claim,
}

/// One line of text in place.
#[derive(Clone, Debug)]
pub struct TextLine {
    /// What it is.
    pub role: TextRole,
    /// The text.
    pub text: String,
    /// Left end, px.
    pub x: f64,
    /// Baseline, px.
    pub baseline: f64,
    /// Width as shaped, px.
    pub width: f64,
    /// How it is set.
    pub style: TextStyle,
}

impl TextLine {
    /// Returns the box from ascender to descender.
    pub fn bounds(&self) -> Rect {
        let (up, down) = (ASCENT * self.style.size, DESCENT * self.style.size);
        Rect::new(self.x, self.baseline - up, self.x + self.width, self.baseline + down)
    }
}

/// A small circled R or L.
#[derive(Clone, Debug)]
pub struct Badge {
    /// The centre, in px.
    pub center: Point,
    /// Radius to the middle of the ring, px.
    pub radius: f64,
    /// Its letter.
    pub letter: TextLine,
    /// The accent of its label, or none beside a view's name.
    pub highlight: Option<usize>,
}

impl Badge {
    /// Returns the box around it.
    pub fn bounds(&self) -> Rect {
        Rect::from_center_size(self.center, (2.3 * self.radius, 2.3 * self.radius))
    }
}

/// One figure: a view in place.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Which foot and aspect.
    pub view: View,
    /// From foot space to the page.
    pub transform: Affine,
    /// px per foot length.
    pub length: f64,
    /// Its name, one or two lines.
    pub name: Vec<TextLine>,
    /// R or L, beside its name; a lens has neither.
    pub badge: Option<Badge>,
    /// Whether it is a detail of another figure, in a circle.
    pub is_lens: bool,
}

/// A leader: a polyline from the anchor dot to the label's port.
#[derive(Clone, Debug)]
pub struct Leader {
    /// Index of the figure that it points into.
    pub figure: usize,
    /// Index of the zone in the map.
    pub zone: usize,
    /// Two or three points, the anchor first.
    pub points: Vec<Point>,
}

/// A disc with a number that stands for a label.
#[derive(Clone, Debug)]
pub struct NumberMark {
    /// Its centre.
    pub center: Point,
    /// Its radius, px.
    pub radius: f64,
    /// Index of the figure and of the zone that it stands in; none where a
    /// leader joins it to them.
    pub zone: Option<(usize, usize)>,
    /// The number, once all marks have their places.
    pub number: Option<TextLine>,
}

impl NumberMark {
    /// Returns the box around it.
    pub fn bounds(&self) -> Rect {
        Rect::from_center_size(self.center, (2.0 * self.radius, 2.0 * self.radius))
    }

    /// Returns the part of it that no leader may run under: the number.
    pub fn core(&self) -> Rect {
        Rect::from_center_size(self.center, (1.5 * self.radius, 1.5 * self.radius))
    }
}

/// A label with its leaders.
#[derive(Clone, Debug)]
pub struct Callout {
    /// Indices of the zones that it names; the first gives its id.
    pub zones: Vec<usize>,
    /// Its highlight; none for a quiet zone.
    pub highlight: Option<usize>,
    /// The name, in one line.
    pub name: String,
    /// Index of the note whose number stands here.
    pub note: Option<usize>,
    /// Name lines, then place lines.
    pub lines: Vec<TextLine>,
    /// For zones of one foot only.
    pub badge: Option<Badge>,
    /// One for each foot that it serves.
    pub leaders: Vec<Leader>,
    /// Number marks instead of lines: one at the end of its leaders, or one in
    /// the zone on each foot.
    pub marks: Vec<NumberMark>,
}

impl Callout {
    /// Returns the box around all lines, the badge and the marks.
    pub fn bounds(&self) -> Rect {
        let lines = self.lines.iter().map(TextLine::bounds);
        let all = lines.chain(self.badge.as_ref().map(Badge::bounds)).chain(self.marks.iter().map(NumberMark::bounds));
        all.reduce(|a, b| a.union(b)).unwrap_or_default()
    }
}

/// One entry of the list of number marks.
#[derive(Clone, Debug)]
pub struct ListEntry {
    /// The number.
    pub number: TextLine,
    /// What it stands for.
    pub name: TextLine,
}

/// What a legend entry stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Swatch {
    /// Main members of a highlight.
    Primary(usize),
    /// Secondary members of a highlight.
    Secondary(usize),
    /// Quiet zones.
    Context,
    /// Edges of zones on whose places texts agree to a degree.
    Edge(Agreement),
}

/// One entry of the legend.
#[derive(Clone, Debug)]
pub struct LegendItem {
    /// What it shows.
    pub swatch: Swatch,
    /// Where the swatch is.
    pub rect: Rect,
    /// Its name.
    pub text: TextLine,
}

/// The rings of a lens and the lines between them.
#[derive(Clone, Copy, Debug)]
pub struct LensMark {
    /// Round the detail on its foot: centre, radius.
    pub ring: (Point, f64),
    /// Round the enlarged detail: centre, radius.
    pub lens: (Point, f64),
    /// From the one to the other.
    pub tangents: [(Point, Point); 2],
}

/// The figure of the body in place.
#[derive(Clone, Debug)]
pub struct Locator {
    /// From the drawing's units to the page.
    pub transform: Affine,
    /// Its silhouette on the page.
    pub silhouette: Region,
    /// Its name.
    pub name: TextLine,
}

/// A guide across figures, or the borders of the longitudinal zones, with
/// names in the air.
#[derive(Clone, Debug)]
pub struct GuideLine {
    /// Which; none for the longitudinal zones.
    pub guide: Option<Guide>,
    /// Over each foot and out to the name.
    pub lines: Vec<Vec<Point>>,
    /// Its name; a number for each of the longitudinal zones.
    pub names: Vec<TextLine>,
}

/// A note in place.
#[derive(Clone, Debug)]
pub struct NoteBlock {
    /// Its number in a disc.
    pub number: NumberMark,
    /// Lines of its title.
    pub title: Vec<TextLine>,
    /// Lines of its text.
    pub text: Vec<TextLine>,
    /// The highlight of the zone that it names.
    pub highlight: Option<usize>,
    /// Whether it warns.
    pub is_urgent: bool,
}

impl NoteBlock {
    /// Returns the box around all of it.
    pub fn bounds(&self) -> Rect {
        let lines = self.title.iter().chain(&self.text).map(TextLine::bounds);
        lines.fold(self.number.bounds(), |a, b| a.union(b))
    }

    /// Lists its lines of text.
    pub fn lines(&self) -> impl Iterator<Item = &TextLine> {
        self.number.number.iter().chain(&self.title).chain(&self.text)
    }

    /// Turns the note about the middle of a page of some width, px.
    pub(super) fn turn(&mut self, page: f64) {
        self.number.center.x = page - self.number.center.x;
        for t in self.number.number.iter_mut().chain(&mut self.title).chain(&mut self.text) {
            t.x = page - t.x - t.width;
        }
    }

    /// Moves the note.
    pub(super) fn shift(&mut self, by: Vec2) {
        self.number.center += by;
        for t in self.number.number.iter_mut().chain(&mut self.title).chain(&mut self.text) {
            t.x += by.x;
            t.baseline += by.y;
        }
    }
}

/// An arrow in place.
#[derive(Clone, Debug)]
pub struct Arrow {
    /// Index of the figure.
    pub figure: usize,
    /// Indices of the zones that it runs along.
    pub zones: Vec<usize>,
    /// Their highlight.
    pub highlight: Option<usize>,
    /// Index of its note.
    pub note: Option<usize>,
    /// From the start to the tip.
    pub points: Vec<Point>,
    /// Width of its line, px.
    pub width: f64,
    /// Length and width of its head, px.
    pub head: (f64, f64),
    /// The number of its note.
    pub disc: Option<NumberMark>,
}

impl Arrow {
    /// Returns the corners of its head, the tip in the middle.
    pub fn barbs(&self) -> [Point; 3] {
        let tip = self.points.last().copied().unwrap_or_default();
        let length: f64 = self.points.windows(2).map(|w| w[0].distance(w[1])).sum();
        let back = polyline_at(&self.points, length - self.head.0);
        let along = (tip - back) / (tip - back).hypot().max(1e-9);
        let across = Vec2::new(-along.y, along.x) * (self.head.1 / 2.0);
        let foot = tip - along * self.head.0;
        [foot + across, tip, foot - across]
    }
}

/// What the solver came to in one row of figures. Lengths are px.
#[derive(Clone, Copy, Debug)]
pub struct Solved {
    /// Number of labels.
    pub(super) labels: usize,
    /// Number of gutters that they could choose.
    pub(super) gutters: usize,
    /// What the solution costs.
    pub(super) cost: f64,
    /// The sum of every label's cheapest choice: no solution costs less.
    pub(super) bound: f64,
    /// The distance of conflicting anchors that was wanted, and the one that was kept.
    pub(super) apart: (f64, f64),
    /// Number of labels whose anchor had to leave its part of the zone.
    pub(super) widened: usize,
}

impl Solved {
    /// Records a solution.
    pub(super) fn new(problem: &Problem, solution: &Solution) -> Self {
        let least = |l: &crate::labeling::Label| l.choices.iter().map(|c| c.cost).min().unwrap_or(0);
        Self {
            labels: problem.labels.len(),
            gutters: problem.gutters.len(),
            cost: px(solution.cost),
            bound: px(problem.labels.iter().map(least).sum()),
            apart: (px(problem.apart), px(solution.apart)),
            widened: solution.widened.len(),
        }
    }
}

/// A laid-out chart. y points down, units are px.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Page size.
    pub width: f64,
    /// Page size.
    pub height: f64,
    /// The type scale: the length that all type sizes and strokes are parts of.
    pub unit: f64,
    /// Title block, claim lines.
    pub texts: Vec<TextLine>,
    /// The figures in page order.
    pub figures: Vec<Figure>,
    /// Labels with leaders.
    pub callouts: Vec<Callout>,
    /// What number marks stand for, in order.
    pub list: Vec<ListEntry>,
    /// Notes in order.
    pub notes: Vec<NoteBlock>,
    /// Arrows along zones.
    pub arrows: Vec<Arrow>,
    /// Names that found no room, each once.
    pub unplaced: Vec<String>,
    /// Indices of the zones that were asked for and are in none of the figures.
    pub not_shown: Vec<usize>,
    /// How well the labels of each row of figures were solved.
    pub solved: Vec<Solved>,
    /// The guide lines of the figure.
    pub guides: Vec<GuideLine>,
    /// The figure of the body, if it is drawn.
    pub body: Option<Locator>,
    /// The rings of the lens, if there is one.
    pub lens: Option<LensMark>,
    /// Dividing lines: left end, right end.
    pub rules: Vec<(Point, Point)>,
    /// Width of leaders and radius of their dots, px.
    pub strokes: (f64, f64),
    /// Legend entries in order.
    pub legend: Vec<LegendItem>,
}

impl Layout {
    /// Returns the greatest angle from the level of a slant beside an upright
    /// foot, in degrees; 0 where all leaders are level.
    pub fn steepest(&self) -> f64 {
        let slants = self.callouts.iter().flat_map(|c| &c.leaders).filter_map(|l| match l.points.as_slice() {
            [a, b, c] if a.y.total_cmp(&b.y).is_eq() => Some(*c - *b),
            _ => None,
        });
        slants.map(|d| libm::atan2(d.y.abs(), d.x.abs()).to_degrees()).fold(0.0, f64::max)
    }

    /// Lists every line of text on the page.
    pub fn all_text(&self) -> impl Iterator<Item = &TextLine> {
        let figures = self.figures.iter().flat_map(|f| f.name.iter().chain(f.badge.iter().map(|b| &b.letter)));
        let callouts = self.callouts.iter().flat_map(|c| {
            let numbers = c.marks.iter().filter_map(|m| m.number.as_ref());
            c.lines.iter().chain(c.badge.as_ref().map(|b| &b.letter)).chain(numbers)
        });
        let legend = self.legend.iter().map(|l| &l.text);
        let guides = self.guides.iter().flat_map(|g| &g.names);
        self.texts
            .iter()
            .chain(figures)
            .chain(callouts)
            .chain(legend)
            .chain(guides)
            .chain(self.body.iter().map(|b| &b.name))
            .chain(self.list.iter().flat_map(|e| [&e.number, &e.name]))
            .chain(self.notes.iter().flat_map(NoteBlock::lines))
            .chain(self.arrows.iter().filter_map(|a| a.disc.as_ref()?.number.as_ref()))
    }
}
