//! The labels of a row: which zones they name, and how their text is set.

use super::metrics::{ASCENT, DESCENT, Format, MIDDLE, Metrics};
use super::{Badge, Marks, TextLine, TextRole, badge};
use crate::error::Error;
use crate::geom::Region;
use crate::model::{Aspect, Chart, Emphasis, LabelMode, Side, ZoneSide};
use crate::resolve::ResolvedView;
use crate::style::{Align, Face, TextStyle};
use crate::text::{balance, width};
use kurbo::{Affine, Point};

/// A foot that a label points into.
pub(super) struct Target {
    /// Index of the figure.
    pub figure: usize,
    /// Index of the zone.
    pub zone: usize,
    /// Where its anchor may be, about the figure's heel end, px.
    pub pieces: Vec<Region>,
}

impl Target {
    /// The piece that a leader to one side points at: the nearest to that side.
    pub(super) fn piece(&self, label_is_left: bool) -> Option<&Region> {
        let key = |r: &&Region| {
            let b = r.bounds().unwrap_or_default();
            if label_is_left { b.x0 } else { -b.x1 }
        };
        self.pieces.iter().min_by(|a, b| key(a).total_cmp(&key(b)))
    }
}

/// One label to be placed.
pub(super) struct Label {
    /// Zones that it names: those of the same name in the same aspect.
    pub zones: Vec<usize>,
    /// Its highlight; none for a quiet zone.
    pub highlight: Option<usize>,
    /// What it is in.
    pub aspect: Aspect,
    /// The name.
    pub name: String,
    /// Where the zone is.
    pub place: Option<String>,
    /// Set for zones of one foot only.
    pub only: Option<Side>,
    /// The feet that show it, in page order.
    pub targets: Vec<Target>,
    /// Whether a number stands for it, and its name in a list.
    pub numbered: bool,
    /// Index of the note whose number it is.
    pub note: Option<usize>,
}

impl Label {
    /// Whether it tends to the left: the first highlight does, the second tends
    /// to the right.
    pub(super) fn leans_left(&self) -> bool {
        self.highlight.unwrap_or(0).is_multiple_of(2)
    }

    /// Labels of one group like to stand together.
    pub(super) fn group(&self) -> usize {
        self.highlight.map_or(0, |h| h + 1)
    }
}

/// The labels of the zones in some figures that the chart names; `views` and
/// `shapes` run over all figures of the page, `row` names those of the row.
pub(super) fn labels(
    chart: &Chart,
    m: &Metrics,
    views: &[ResolvedView],
    shapes: &[Affine],
    row: &[usize],
) -> Vec<Label> {
    let mut out: Vec<Label> = Vec::new();
    for &figure in row {
        let view = &views[figure];
        // the largest zone of a name speaks for it
        // a card has room for few labels: one for each group says enough
        let is_few = m.format == Format::Card && chart.labels == LabelMode::Groups;
        let is_kept = |e: Emphasis| !(is_few && matches!(e, Emphasis::Secondary(_)));
        let zones = view.zones.iter().filter(|z| !z.anchorable.is_empty() && is_kept(z.emphasis));
        let mut zones: Vec<_> = zones.map(|z| (z.region.area(), z)).collect();
        zones.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, resolved) in zones {
            let highlight = resolved.emphasis.highlight();
            let zone = &chart.map.zones[resolved.zone];
            let aspect = view.view.aspect;
            let noted = chart.notes_on(resolved.zone, view.view).map(Some);
            let named = chart.is_named(resolved.zone, view.view).then_some(None);
            for note in noted.chain(named) {
                let usual = name(chart, resolved.zone, resolved.emphasis);
                let name = note.map_or(usual, |n: usize| chart.notes[n].title.as_str());
                let target = Target {
                    figure,
                    zone: resolved.zone,
                    pieces: resolved.anchorable.iter().map(|r| r.transform(shapes[figure])).collect(),
                };
                let same = |l: &&mut Label| {
                    let is_one = if note.is_some() { true } else { l.name == name && l.highlight == highlight };
                    l.note == note && l.aspect == aspect && is_one
                };
                if let Some(label) = out.iter_mut().find(same) {
                    if !label.zones.contains(&resolved.zone) {
                        label.zones.push(resolved.zone);
                    }
                    if label.targets.iter().all(|t| t.figure != figure) {
                        label.targets.push(target);
                    }
                    continue;
                }
                out.push(Label {
                    zones: vec![resolved.zone],
                    highlight,
                    aspect,
                    name: name.to_owned(),
                    place: chart.values.get(&resolved.zone).cloned().or_else(|| {
                        zone.place.get(&aspect).map(|p| p.get(&chart.lang).to_owned()).filter(|p| !p.is_empty())
                    }),
                    only: match zone.side {
                        ZoneSide::Both => None,
                        ZoneSide::Only(side) => Some(side),
                    },
                    targets: vec![target],
                    numbered: match m.shrink.marks {
                        _ if note.is_some() => true,
                        Marks::None => false,
                        Marks::Quiet => highlight.is_none(),
                        Marks::All => true,
                    },
                    note,
                });
            }
        }
    }
    for label in out.iter_mut().filter(|l| is_of_several(chart, l)) {
        label.place = Some(members(chart, label));
    }
    out
}

/// What a zone's label is called: by itself, or as the main zones of its highlight.
fn name(chart: &Chart, zone: usize, emphasis: Emphasis) -> &str {
    match emphasis {
        Emphasis::Primary(h) if chart.labels == LabelMode::Groups && !chart.is_atlas => &chart.highlights[h].legend,
        _ => chart.zone_label(zone),
    }
}

/// Whether a label stands for zones of several names.
fn is_of_several(chart: &Chart, label: &Label) -> bool {
    label.zones.iter().any(|z| chart.zone_label(*z) != chart.zone_label(label.zones[0]))
}

/// The names of a label's zones in the map's order: `Lumbar spine, sacrum and coccyx`.
fn members(chart: &Chart, label: &Label) -> String {
    let mut zones = label.zones.clone();
    zones.sort_unstable();
    let mut names: Vec<String> = Vec::new();
    for zone in zones {
        let name = chart.zone_label(zone);
        let name = if names.is_empty() { name.to_owned() } else { chart.words.inside_sentence(name) };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    chart.words.list(&names)
}

/// A label's text, set in lines, not yet in place.
pub(super) struct Typeset {
    /// Role, text, style, width; names first.
    lines: Vec<(TextRole, String, TextStyle, f64)>,
    /// Width of the widest line, badge included.
    pub width: f64,
    /// From the top of the first line's box to the bottom of the last's.
    pub height: f64,
    /// Number of name lines.
    names: usize,
    /// Letter of the badge.
    badge: Option<String>,
    /// Size of the name.
    pub size: f64,
    /// Smallest text on the page.
    min_text: f64,
    /// The accent of the badge.
    highlight: Option<usize>,
    /// Radius of the disc of a number mark, which has no lines.
    pub disc: Option<f64>,
    /// Whether the badge, which follows the name, is at its left.
    is_rtl: bool,
}

/// Sets a label in lines of at most `max_width` where words allow; `places` says
/// whether a second line may tell where the zone is.
pub(super) fn typeset(
    label: &Label,
    chart: &Chart,
    m: &Metrics,
    max_width: f64,
    places: bool,
) -> Result<Typeset, Error> {
    if label.numbered {
        let radius = m.number_radius();
        return Ok(Typeset {
            lines: Vec::new(),
            width: 2.0 * radius,
            height: 2.0 * radius,
            names: 0,
            badge: None,
            size: m.number().size,
            min_text: m.min_text,
            highlight: label.highlight,
            disc: Some(radius),
            is_rtl: chart.words.is_rtl,
        });
    }
    let (role, name_style) = match label.highlight {
        Some(highlight) => (TextRole::Label(highlight), m.label(label.aspect)),
        None => (TextRole::QuietLabel, m.quiet_label()),
    };
    let badge = label.only.map(|s| chart.words.badges.get(&s).cloned().unwrap_or_default());
    let badge_width = if badge.is_some() { 1.4 * name_style.size } else { 0.0 };
    let mut lines = Vec::new();
    for text in balance(&label.name, &name_style, max_width - badge_width)? {
        let w = width(&text, &name_style)?;
        lines.push((role, text, name_style.clone(), w));
    }
    let names = lines.len();
    let mut widest = lines.iter().map(|l| l.3).fold(0.0, f64::max);
    if let Some(last) = lines.last() {
        widest = widest.max(last.3 + badge_width);
    }
    let place_style = m.place();
    if let Some(place) =
        label.place.as_ref().filter(|_| places && m.shrink.places && !m.is_atlas && label.highlight.is_some())
    {
        for text in balance(place, &place_style, max_width.max(widest))? {
            let w = width(&text, &place_style)?;
            widest = widest.max(w);
            lines.push((TextRole::Place, text, place_style.clone(), w));
        }
    }
    let last_size = lines.last().map_or(0.0, |l| l.2.size);
    let mut set = Typeset {
        lines,
        width: widest,
        height: 0.0,
        names,
        badge,
        size: name_style.size,
        min_text: m.min_text,
        highlight: label.highlight,
        disc: None,
        is_rtl: chart.words.is_rtl,
    };
    set.height = set.baseline(set.lines.len() - 1) + DESCENT * last_size;
    Ok(set)
}

impl Typeset {
    /// The baseline of a line, from the top.
    fn baseline(&self, index: usize) -> f64 {
        let mut y = ASCENT * self.size;
        for (_, _, style, _) in self.lines.iter().take(index + 1).skip(1) {
            y += if style.face != Face::Regular { style.leading() } else { style.leading().max(0.88 * self.size) };
        }
        y
    }

    /// The optical middle of the first line, from the top.
    pub(super) fn first_middle(&self) -> f64 {
        if let Some(radius) = self.disc {
            return radius;
        }
        (ASCENT - MIDDLE) * self.size
    }

    /// The optical middle of all lines, from the top.
    pub(super) fn middle(&self) -> f64 {
        if let Some(radius) = self.disc {
            return radius;
        }
        let last = self.lines.len() - 1;
        let bottom = self.baseline(last) - MIDDLE * self.lines[last].2.size;
        f64::midpoint(self.first_middle(), bottom)
    }

    /// The width of the first line with its badge.
    pub(super) fn first_line_width(&self) -> f64 {
        let extra = if self.names == 1 && self.badge.is_some() { 1.4 * self.size } else { 0.0 };
        self.lines.first().map_or(self.width, |l| l.3 + extra)
    }

    /// How far a line of a width is moved in the box.
    fn shift(&self, w: f64, align: Align) -> f64 {
        match align {
            Align::Start => 0.0,
            Align::Middle => (self.width - w) / 2.0,
            Align::End => self.width - w,
        }
    }

    /// The lines and the badge with the box's left top at a point.
    pub(super) fn at(&self, x: f64, top: f64, align: Align) -> Result<(Vec<TextLine>, Option<Badge>), Error> {
        let mut lines = Vec::new();
        let mut mark = None;
        for (i, (role, text, style, w)) in self.lines.iter().enumerate() {
            let badged = self.badge.as_ref().filter(|_| i + 1 == self.names);
            let full = w + if badged.is_some() { 1.4 * self.size } else { 0.0 };
            let mut left = x + self.shift(full, align);
            let baseline = top + self.baseline(i);
            if let Some(letter) = badged {
                let middle = if self.is_rtl { left + 0.53 * self.size } else { left + w + 0.87 * self.size };
                let center = Point::new(middle, baseline - MIDDLE * self.size);
                let size = (0.58 * self.size).max(self.min_text);
                let style = TextStyle::new(Face::SemiBold, size, 1.0).with_fonts(style.fonts.clone());
                let radius = (0.48 * self.size).max(0.56 * style.size);
                mark = Some(badge(letter, center, radius, style, self.highlight)?);
                if self.is_rtl {
                    left += full - w;
                }
            }
            lines.push(TextLine {
                role: *role,
                text: text.clone(),
                x: left,
                baseline,
                width: *w,
                style: style.clone(),
            });
        }
        Ok((lines, mark))
    }
}
