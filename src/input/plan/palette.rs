//! The colours of highlights: the theme's, or those that the user gives.

use super::highlights::Plan;
use crate::diag::{Diagnostic, Place};
use crate::error::Error;
use crate::model::{Accent, ChartSpec, Ground, Map, Shading, Theme};
use crate::style::{Color, Role, Tone};

/// Least contrast of an area with the page: WCAG's for graphics.
const AREA: f64 = 3.0;
/// Least contrast of a name with the page: WCAG's for text.
const TEXT: f64 = 4.5;
/// Part of the ink in edges and names of a given colour, at least.
const DEEP: f64 = 0.35;

/// Returns the colours of the highlights in their order. Accents that the user gives
/// replace the theme's; what the user should know goes to `warnings`.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where the whole map, which is coloured by body system, is
/// given a colour.
pub(in crate::input) fn palette(
    spec: &ChartSpec,
    plan: &Plan,
    map: &Map,
    theme: &mut Theme,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Accent>, Error> {
    let has_colors = spec.zones.iter().any(|zone| zone.color.is_some());
    if plan.is_atlas {
        if has_colors {
            return Err(Error::usage("atlas-color", "the whole map is coloured by body system")
                .with_hint("give single zones a colour")
                .in_field("/zone/0"));
        }
        if !spec.accents.is_empty() {
            let message = "the whole map is coloured by body system; accents have no effect";
            warnings.push(Diagnostic::warning("atlas-color", message).at(Place::field("/accent")));
        }
        return Ok(plan.systems.iter().map(|&i| theme.system(i, map.systems[i].1.color)).collect());
    }
    if theme.shading == Shading::Lines {
        if has_colors || !spec.accents.is_empty() {
            let message = format!("the theme `{}` has one ink; colours have no effect on it", theme.id);
            let field = if has_colors { "/zone" } else { "/accent" };
            warnings.push(Diagnostic::warning("one-ink", message).at(Place::field(field)));
        }
        return Ok(theme.accents.clone());
    }
    for (i, color) in spec.accents.iter().enumerate() {
        let accent = accent_of(theme, &theme.accent(i), *color, format!("/accent/{i}"), warnings);
        match theme.accents.get_mut(i) {
            Some(old) => *old = accent,
            None => theme.accents.push(accent),
        }
    }
    if !has_colors {
        return Ok(theme.accents.clone());
    }
    let own = |(i, origin): (usize, &usize)| {
        let usual = theme.accent(i);
        let color = spec.zones[*origin].color;
        color.map_or(usual, |c| accent_of(theme, &usual, c, format!("/zone/{origin}"), warnings))
    };
    Ok(plan.origins.iter().enumerate().map(own).collect())
}

/// Sets a theme on a ground.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::ErrorKind::Usage) where its letters could not be read there.
pub(in crate::input) fn set_ground(ground: Ground, theme: &mut Theme) -> Result<(), Error> {
    if ground == Ground::White {
        let white = Color::rgb(255, 255, 255);
        if theme.ink.contrast(white) < TEXT {
            let id = &theme.id;
            return Err(Error::usage(
                "ground-letters",
                format!("the theme `{id}` has light letters, which a white ground would hide"),
            )
            .with_hint("for a white ground take `light` or `print`")
            .in_field("/ground"));
        }
        theme.paper = white;
        // legs fade to the page
        theme.tones.insert(Role::Paper, white);
    }
    Ok(())
}

/// Returns an accent of a colour that a user gives, with the patterns of another. Its
/// edges and names are made deeper until they can be read.
fn accent_of(theme: &Theme, pattern: &Accent, color: Color, field: String, warnings: &mut Vec<Diagnostic>) -> Accent {
    let mut part = DEEP;
    let mut deep = color.mixed(theme.ink, part);
    while deep.contrast(theme.paper) < TEXT && part < 1.0 {
        part += 0.05;
        deep = color.mixed(theme.ink, part);
    }
    let contrast = color.contrast(theme.paper);
    if contrast < AREA {
        let message = format!(
            "the colour {color} has a contrast of {contrast:.1} with the page, below {AREA}; only edges and names, \
             drawn in {deep}, set it off"
        );
        let warning = Diagnostic::warning("color-contrast", message).at(Place::field(field));
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    let light = if pattern.tint.pattern.is_some() { color } else { color.mixed(theme.role(Role::Skin), 0.5) };
    let tone = |color, like: Tone| Tone { color, ..like };
    Accent::new(tone(color, pattern.fill), tone(light, pattern.tint), deep, theme.anchor)
}
