//! The title block: kicker, title, subtitle.

use crate::error::Error;
use crate::layout::placed::{TextLine, TextRole};
use crate::layout::sizes::{DESCENT, PageKind, Sizes};
use crate::layout::texts::line;
use crate::model::Chart;
use crate::style::TextStyle;
use crate::text::{balance, reach};

/// Least air between the letters of two lines of the title block, in sizes of the
/// smaller.
const AIR: f64 = 0.25;
/// Below the title block of a wide page or a wall chart, in units.
pub(super) const UNDER_TEXTS: f64 = 0.03;

/// Places kicker, title and subtitle; also returns where the body begins.
pub(super) fn header(chart: &Chart, m: &Sizes) -> Result<(Vec<TextLine>, f64), Error> {
    let mut out: Vec<TextLine> = Vec::new();
    let mut y = m.px(match m.kind {
        PageKind::Atlas => 0.061,
        PageKind::Wide => 0.0625,
        PageKind::Card => 0.1,
        PageKind::High => 0.07,
    });
    // the letters of some scripts reach far above and below their lines
    let mut block = |text: &str, role, style: TextStyle, mut y: f64| -> Result<f64, Error> {
        for (i, text) in balance(text, &style, m.content())?.into_iter().enumerate() {
            if i > 0 {
                y += style.leading();
            } else if let Some(last) = out.last() {
                let air = AIR * last.style.size.min(style.size);
                y = y.max(last.baseline + reach(&last.text, &last.style)?.1 + air + reach(&text, &style)?.0);
            }
            out.push(line(text, role, m.margin, y, style.clone())?);
        }
        Ok(y)
    };
    if !chart.kicker.trim().is_empty() {
        y = block(&chart.kicker.to_uppercase(), TextRole::Kicker, m.kicker(), y)?;
    }
    y += match m.kind {
        PageKind::Atlas => 0.98 * m.title().size,
        PageKind::Card => 1.1 * m.title().size,
        PageKind::High | PageKind::Wide => m.px(0.055),
    };
    if !chart.title.trim().is_empty() {
        y = block(&chart.title, TextRole::Title, m.title(), y)?;
        y += match m.kind {
            PageKind::Atlas => m.px(0.0315),
            PageKind::Card => 2.1 * m.subtitle().size,
            PageKind::High | PageKind::Wide => m.px(0.0388),
        };
    }
    if !chart.subtitle.trim().is_empty() {
        y = block(&chart.subtitle, TextRole::Subtitle, m.subtitle(), y)?;
    }
    Ok((out, y + DESCENT * m.subtitle().size + m.px(if m.is_wide || m.is_atlas { UNDER_TEXTS } else { 0.042 })))
}
