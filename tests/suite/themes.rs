//! Every theme and skin is legible.

use crate::support::{laid, spec};
use reflexology_chart::model::Theme;
use reflexology_chart::style::{Color, Role};
use reflexology_chart::{ChartSpec, ErrorKind};

/// A theme with one of its skins, or `None` after the last.
fn theme(name: &str, skin: usize) -> Option<Theme> {
    let spec = ChartSpec { theme: name.to_owned(), skin, ..spec(&["sciatica"]) };
    match reflexology_chart::input::load(&spec, &()) {
        Ok(chart) => Some(chart.theme),
        Err(e) if e.kind() == ErrorKind::Usage => {
            assert!(e.to_string().contains("numbered from 1"), "{e}");
            None
        }
        Err(e) => panic!("{name} {skin}: {e}"),
    }
}

/// Every theme with every skin.
fn all() -> Vec<(String, Theme)> {
    let mut out = Vec::new();
    for name in ["light", "dark", "print"] {
        for skin in 1.. {
            let Some(theme) = theme(name, skin) else { break };
            out.push((format!("{name} {skin}"), theme));
        }
    }
    out
}

#[test]
fn light_and_dark_have_four_skins() {
    let names: Vec<String> = all().into_iter().map(|(name, _)| name).collect();
    for wanted in ["light 4", "dark 4", "print 1"] {
        assert!(names.iter().any(|n| n == wanted), "{wanted} is not in {names:?}");
    }
    assert_eq!(
        theme("light", 1).expect("there").role(Role::Skin),
        Color::rgb(0xF7, 0xE5, 0xD8),
        "the first is the usual one"
    );
}

#[test]
fn texts_are_legible_on_every_page() {
    for (name, theme) in all() {
        for text in [theme.ink, theme.muted] {
            assert!(text.contrast(theme.paper) >= 4.5, "{name}: text {text} on paper");
        }
        for accent in &theme.accents {
            assert!(accent.text.contrast(theme.paper) >= 4.5, "{name}: label {} on paper", accent.text);
            assert!(accent.leader.contrast(theme.paper) >= 3.0, "{name}: leader {} on paper", accent.leader);
        }
    }
}

#[test]
fn highlights_stand_out_from_every_skin() {
    for (name, theme) in all() {
        for tone in [Role::Skin, Role::SkinLight] {
            let skin = theme.role(tone);
            for accent in &theme.accents {
                for fill in [accent.fill.color, accent.tint.color] {
                    let (by_fill, by_edge) = (fill.contrast(skin), accent.edge.contrast(skin));
                    // on a dark skin the light rim divides: it differs from both sides
                    let by_halo = theme.halo.contrast(skin).min(theme.halo.contrast(accent.edge));
                    let best = by_fill.max(by_edge).max(by_halo);
                    assert!(
                        best >= 3.0,
                        "{name}: {fill} on {skin}: fill {by_fill:.1}, edge {by_edge:.1}, rim {by_halo:.1}"
                    );
                }
            }
        }
    }
}

#[test]
fn print_tells_highlights_and_systems_apart_without_colour() {
    let theme = theme("print", 1).expect("there");
    let grey = |c: Color| c.r == c.g && c.g == c.b;
    let mut looks = Vec::new();
    for accent in &theme.accents {
        for tone in [accent.fill, accent.tint] {
            assert!(grey(tone.color), "{} has a hue", tone.color);
            looks.push(format!("{tone:?}"));
        }
    }
    assert_eq!(theme.systems.len(), 12, "one tone for each system of the map");
    let systems: Vec<String> = theme.systems.iter().map(|t| format!("{t:?}")).collect();
    for list in [looks, systems] {
        let mut unique = list.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), list.len(), "two of {list:?} look the same");
    }
    let (chart, _) =
        laid(&ChartSpec { theme: "print".to_owned(), size: "atlas".parse().expect("a size"), ..spec(&["all"]) });
    assert_eq!(chart.palette.len(), 12, "the wall chart uses them");
}
