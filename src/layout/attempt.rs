//! Attempts: how much less than usual a layout draws where labels find no room.

/// Width of a wall chart's columns where long names are broken in two.
const BROKEN: f64 = 0.47;

/// One attempt at a layout: how much less than usual it draws.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// Factor on figures.
    pub figures: f64,
    /// Factor on the usual size of figures and on their share of the width, 1 or
    /// more: how much larger they are drawn where they have the room.
    pub growth: f64,
    /// Factor on labels.
    pub labels: f64,
    /// Factor on the gaps between labels.
    pub gap: f64,
    /// Factor on the width of outer columns.
    pub column: f64,
    /// Which labels are numbers, with their names in a list.
    pub numbered: Numbered,
    /// Factor on numbers and their discs.
    pub numbers: f64,
    /// Whether labels that find no room are left out.
    pub gives_up: bool,
    /// Whether labels say where their zone is.
    pub places: bool,
    /// Whether labels of side views may stand in the air above the instep;
    /// else all stand below the foot.
    pub air: bool,
    /// Whether the figure of the body is drawn.
    pub body: bool,
    /// Whether it may stand at the margin, beside upright feet; else it stands
    /// between feet or in a row of its own.
    pub body_aside: bool,
    /// Part of the width that the side views and tops of a wall chart take.
    pub sides: f64,
    /// Whether labels beside a side view may stand over its toes.
    pub tucked: bool,
    /// Whether the texts of a wide page stand beside its figures.
    pub aside: bool,
    /// Size of notes between the least and the usual one, 0 to 1.
    pub notes: f64,
    /// Whether notes stand at the less usual place: below the figures on a wide
    /// page, beside them on a high one.
    pub moved_notes: bool,
    /// Whether figures stand in several rows on a wide page; with notes, in one row
    /// where they would be larger in several, or the other way.
    pub turned: bool,
}

impl Attempt {
    /// The attempts in order: all at its usual size first, then smaller gaps,
    /// smaller figures, wider columns, no places, then labels of the least size.
    pub const LADDER: [Self; 12] = [
        Self::step(1.0, 1.0, 1.0, true, true),
        Self::step(0.92, 0.8, 1.0, true, true),
        Self::step(1.0, 0.8, 1.0, false, true),
        Self::step(0.9, 0.8, 1.15, false, true),
        Self::step(0.9, 0.7, 1.0, false, false),
        Self::step(0.84, 0.7, 1.15, false, true),
        Self::step(0.84, 0.7, 0.8, false, false),
        Self::step(0.84, 0.7, 1.0, false, true).at_least(),
        Self::step(0.8, 0.7, 0.85, false, false).at_least(),
        Self::step(0.76, 0.6, 1.2, false, true).at_least(),
        Self::step(0.74, 0.6, 0.8, false, false).at_least(),
        Self::step(0.68, 0.6, 1.0, false, false).at_least(),
    ];

    /// The attempts with number marks.
    pub const NUMBERED: [Self; 4] = [
        Self::step(1.0, 0.8, 1.0, false, true),
        Self { numbers: 0.85, ..Self::step(1.0, 0.6, 1.0, false, false) },
        Self { numbers: 0.75, ..Self::step(1.0, 0.6, 1.0, false, false).at_least() },
        Self { numbers: 0.7, ..Self::step(0.84, 0.5, 1.0, false, false).at_least() },
    ];

    /// Least size of the name of a quiet zone beside highlighted ones, px.
    pub const LEAST_QUIET: f64 = 11.0;

    /// Least size of a label, as a part of its usual one: on charts (2.5 % of
    /// the unit, 10 px in a thumbnail 400 px wide), and on wall charts (6.5 pt
    /// where the page is 297 mm wide).
    pub const LEAST: (f64, f64) = (0.951, 0.6);

    /// Attempts of the ladder at which the figure of the body still may stand
    /// in the way of feet and labels.
    pub const WITH_BODY: usize = 2;

    /// How much larger than usual figures are drawn where all has room so, the
    /// most first: on whole feet, and on close-ups.
    pub const GROWTH: (&[f64], &[f64]) = (&[1.3, 1.15], &[1.8, 1.6, 1.45, 1.3, 1.15]);

    /// Returns this attempt without the figure of the body.
    #[must_use]
    pub const fn without_body(self) -> Self {
        Self { body: false, ..self }
    }

    /// Returns this attempt with the figure of the body at the margin.
    #[must_use]
    pub const fn with_body_aside(self) -> Self {
        Self { body_aside: true, ..self }
    }

    /// Returns this attempt with labels over the toes of a side view.
    #[must_use]
    pub const fn tucked(self) -> Self {
        Self { tucked: true, ..self }
    }

    /// Returns this attempt with the texts beside the figures.
    #[must_use]
    pub const fn aside(self) -> Self {
        Self { aside: true, ..self }
    }

    /// Returns this attempt with the other choice of rows.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self { turned: true, body: false, ..self }
    }

    /// Returns this attempt with figures that take more of the page than usual.
    #[must_use]
    pub const fn grown(self, growth: f64) -> Self {
        Self { growth, ..self }
    }

    /// Returns the attempts for a wall chart: its lower row as large as its
    /// labels allow, then smaller in all.
    pub fn wall_chart() -> impl Iterator<Item = Self> {
        let at = |figures: f64, labels: f64, column: f64| {
            move |sides: f64| Self { sides, labels, ..Self::step(figures, 1.0, column, false, true) }
        };
        let usual = [0.755, 0.74, 0.725, 0.71, 0.695, 0.68].map(at(1.0, 1.0, 1.0));
        // longer names are broken in two before they are set smaller
        let broken = [0.74, 0.7, 0.66, 0.62].map(at(0.96, 1.0, BROKEN));
        let smaller = [0.94, 0.86, 0.78].into_iter().flat_map(move |l| [0.7, 0.62].map(at(0.93, l, BROKEN)));
        let least = [0.7, 0.6]
            .into_iter()
            .flat_map(move |l| [BROKEN, 0.75, 1.0].into_iter().flat_map(move |c| [0.66, 0.58, 0.5].map(at(0.9, l, c))));
        usual.into_iter().chain(broken).chain(smaller).chain(least).map(Self::without_body)
    }

    /// Returns this attempt with other labels as numbers.
    #[must_use]
    pub const fn with_numbered(self, numbered: Numbered) -> Self {
        Self { numbered, ..self }
    }

    /// Returns this attempt with notes of another size, 0 to 1, or elsewhere.
    #[must_use]
    pub const fn with_notes(self, notes: f64, moved_notes: bool) -> Self {
        Self { notes, moved_notes, ..self }
    }

    /// Returns this attempt, but with labels left out that find no room.
    #[must_use]
    pub const fn giving_up(self) -> Self {
        Self { gives_up: true, ..self }
    }

    /// Returns this attempt with labels of the least size.
    const fn at_least(self) -> Self {
        Self { labels: Self::LEAST.0, ..self }
    }

    /// Returns an attempt from its factors on figures, on gaps between labels
    /// and on the width of columns; and from whether labels say where their
    /// zones are, and may stand in the air.
    const fn step(figures: f64, gap: f64, column: f64, places: bool, air: bool) -> Self {
        Self {
            figures,
            growth: 1.0,
            labels: 1.0,
            gap,
            column,
            numbered: Numbered::None,
            numbers: 1.0,
            gives_up: false,
            places,
            air,
            body: true,
            body_aside: false,
            sides: 0.7,
            tucked: false,
            aside: false,
            notes: 1.0,
            moved_notes: false,
            turned: false,
        }
    }
}

/// Which labels are numbers, with their names in a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Numbered {
    /// No label is a number.
    None,
    /// Labels of zones that are not highlighted are numbers.
    Quiet,
    /// All labels are numbers.
    All,
}

/// Where notes stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotePlace {
    /// Beside the figures.
    Beside,
    /// Below the figures.
    Below,
}
