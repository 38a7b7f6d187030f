//! Every theme and skin is legible.

use crate::support::{laid, render, sized, spec};
use reflexology_chart::export::raster;
use reflexology_chart::model::{Context, Theme};
use reflexology_chart::scene::{Node, Paint};
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
    for name in ["light", "dark", "print", "line"] {
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

/// Calls a function for every colour of some nodes and for how opaque it is.
fn each_paint(nodes: &[Node], each: &mut dyn FnMut(&Paint, f64)) {
    for node in nodes {
        match node {
            Node::Group(g) => {
                assert!((g.opacity - 1.0).abs() < 1e-9 && g.fade.is_empty(), "nothing is translucent");
                each_paint(&g.children, each);
            }
            Node::Shape(s) => {
                s.fill.iter().for_each(|f| each(&f.paint, f.opacity));
                s.stroke.iter().for_each(|f| each(&f.paint, f.opacity));
            }
            Node::Text(t) => each(&Paint::Color(t.color), 1.0),
        }
    }
}

#[test]
fn the_theme_line_is_one_ink_on_paper() {
    let close = ChartSpec { crop: vec!["lower-back".to_owned()], ..spec(&["sciatica"]) };
    for spec in [spec(&["sciatica"]), spec(&["head"]), sized(&["all"], "atlas"), sized(&["heart"], "social"), close] {
        let scene = render(&ChartSpec { theme: "line".to_owned(), ..spec }, &()).expect("renders");
        let (mut ink, mut paper) = (0, 0);
        each_paint(&scene.nodes, &mut |paint, opacity| {
            let Paint::Color(color) = paint else { panic!("a gradient") };
            assert!((opacity - 1.0).abs() < 1e-9, "{color} at {opacity}");
            match (color.r, color.g, color.b) {
                (0, 0, 0) => ink += 1,
                (255, 255, 255) => paper += 1,
                _ => panic!("a colour: {color}"),
            }
        });
        assert!(ink > 20 && paper > 2, "{ink} parts of ink, {paper} of paper");
    }
}

#[test]
fn engraved_tones_are_as_dark_as_the_drawing() {
    // the share of ink on the heel's shade and light, averaged over squares of the page
    let pixels = |theme: &str| {
        let spec = ChartSpec { theme: theme.to_owned(), context: Context::None, ..spec(&[]) };
        raster(&render(&spec, &()).expect("renders")).expect("draws")
    };
    let squares: Vec<(u32, u32)> =
        (400..1200).step_by(40).flat_map(|x| (500..1300).step_by(40).map(move |y| (x, y))).collect();
    let means = |theme: &str| -> Vec<f64> {
        let p = pixels(theme);
        let at = |x: u32, y: u32| f64::from(p.bytes[((y * p.width + x) * 3) as usize]);
        let mean = |&(x, y): &(u32, u32)| (0..1600).map(|i| at(x + i % 40, y + i / 40)).sum::<f64>() / 1600.0;
        squares.iter().map(mean).collect()
    };
    let (line, light) = (means("line"), means("light"));
    let (mut pairs, mut agreeing) = (0, 0);
    for i in 0..squares.len() {
        for j in i + 1..squares.len() {
            if (light[i] - light[j]).abs() > 12.0 {
                pairs += 1;
                agreeing += usize::from((light[i] > light[j]) == (line[i] > line[j]));
            }
        }
    }
    assert!(pairs > 1000 && agreeing * 10 > pairs * 9, "{agreeing} of {pairs} pairs of squares keep their order");
}
