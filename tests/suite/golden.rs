//! Golden cases: the smallest charts that show one thing, held exactly.
//!
//! `BLESS=1` writes what is missing or differs, and is refused when `CI` is set.

use crate::support::{blessing, data, laid, sized};
use image::RgbImage;
use reflexology_chart::export::{Pixels, raster, svg};
use reflexology_chart::scene::compose;
use reflexology_chart::{ChartSpec, Format};
use std::path::{Path, PathBuf};

/// A case: its folder, its chart.
fn cases() -> Vec<(&'static str, ChartSpec)> {
    let mut one_foot = sized(&["liver"], "600x600");
    one_foot.side = reflexology_chart::model::SideChoice::Only(reflexology_chart::model::Side::Right);
    let mut own_words = sized(&["sciatic-strip"], "640x480");
    own_words.title = Some("Behind the ankle".to_owned());
    own_words.subtitle = Some(String::new());
    own_words.views = vec!["left-medial".to_owned()];
    vec![
        ("hero", sized(&["lower-back"], "800x1000")),
        ("two-accents-wide", sized(&["lower-back", "sciatic"], "960x600")),
        ("one-foot", one_foot),
        ("own-words", own_words),
    ]
}

/// Compares bytes with a golden file, or writes it.
fn hold(path: &Path, actual: &[u8]) -> Result<(), String> {
    if std::fs::read(path).is_ok_and(|old| old == actual) {
        return Ok(());
    }
    if blessing() {
        std::fs::create_dir_all(path.parent().expect("in a folder")).expect("made");
        std::fs::write(path, actual).expect("written");
        return Ok(());
    }
    let kept = left(path);
    std::fs::write(&kept, actual).expect("written");
    Err(format!("{} differs or is missing; what was made is in {}", path.display(), kept.display()))
}

/// Where a failure leaves what was made.
fn left(path: &Path) -> PathBuf {
    let case = path.parent().and_then(Path::file_name).expect("in a case's folder");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("golden").join(case);
    std::fs::create_dir_all(&folder).expect("made");
    folder.join(path.file_name().expect("a file"))
}

/// Compares pixels with a golden picture; a difference leaves expected, diff
/// and actual side by side.
fn hold_pixels(path: &Path, actual: &Pixels, png: &[u8]) -> Result<(), String> {
    let made = RgbImage::from_raw(actual.width, actual.height, actual.bytes.clone()).expect("whole");
    let old = image::open(path).ok().map(|i| i.to_rgb8());
    if old.as_ref() == Some(&made) {
        return Ok(());
    }
    if blessing() {
        return hold(path, png);
    }
    let Some(old) = old else { return hold(path, png) };
    let (w, h) = (made.width().max(old.width()), made.height().max(old.height()));
    let at = |i: &RgbImage, x, y| i.get_pixel_checked(x, y).map_or([255, 0, 255], |p| p.0);
    let mut side_by_side = RgbImage::new(3 * w, h);
    let mut count = 0;
    for y in 0..h {
        for x in 0..w {
            let (e, a) = (at(&old, x, y), at(&made, x, y));
            let d = [0, 1, 2].map(|k| e[k].abs_diff(a[k]).saturating_mul(4));
            count += u32::from(e != a);
            for (i, p) in [e, d, a].into_iter().enumerate() {
                side_by_side.put_pixel(x + u32::try_from(i).expect("three") * w, y, image::Rgb(p));
            }
        }
    }
    let kept = left(path);
    side_by_side.save(&kept).expect("written");
    Err(format!("{}: {count} pixels differ; expected | difference x 4 | actual: {}", path.display(), kept.display()))
}

#[test]
fn golden_charts_are_unchanged() {
    // refused under CI even where nothing differs
    if !blessing() && !data("golden").exists() {
        crate::support::skipped("a published package has no golden files");
        return;
    }
    let mut problems = Vec::new();
    for (name, spec) in cases() {
        let folder = data("golden").join(name);
        let (chart, laid) = laid(&spec);
        let mut layout = serde_json::to_string_pretty(&laid.layout.to_json(&chart)).expect("plain data");
        layout.push('\n');
        let scene = compose(&chart, &laid.layout, &laid.views).expect("composes");
        let png = reflexology_chart::export::export(&scene, Format::Png).expect("encodes");
        problems.extend(hold(&folder.join("layout.json"), layout.as_bytes()).err());
        problems.extend(hold(&folder.join("chart.svg"), svg(&scene).as_bytes()).err());
        problems.extend(hold_pixels(&folder.join("chart.png"), &raster(&scene).expect("draws"), &png).err());
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
