//! Loading and laying out for the other tests.

use reflexology_chart::input::{Resolver, load, load_map};
use reflexology_chart::layout::{LaidOut, lay_out};
use reflexology_chart::model::{Chart, Map};
use reflexology_chart::pipeline::Wanted;
use reflexology_chart::scene::Scene;
use reflexology_chart::{ChartSpec, Error, Format, Renderer};
use std::io::Write as _;
use std::path::PathBuf;

/// A spec that highlights some zones or groups.
pub(crate) fn spec(zones: &[&str]) -> ChartSpec {
    ChartSpec { zones: zones.iter().map(|z| (*z).into()).collect(), ..ChartSpec::default() }
}

/// A spec of a page size.
pub(crate) fn sized(zones: &[&str], size: &str) -> ChartSpec {
    ChartSpec { size: size.parse().expect("a size"), ..spec(zones) }
}

/// The built-in map.
pub(crate) fn map() -> Map {
    load_map(None, None, &()).expect("the built-in map is valid")
}

/// Every zone and group id of the built-in map.
pub(crate) fn names() -> Vec<String> {
    let map = map();
    map.zones.iter().map(|z| z.id.clone()).chain(map.groups.iter().map(|g| g.id.clone())).collect()
}

/// A chart and its layout.
pub(crate) fn laid(spec: &ChartSpec) -> (Chart, LaidOut) {
    try_laid(spec, &()).unwrap_or_else(|e| panic!("{:?}: {e}", spec.zones))
}

/// A chart and its layout, or why not.
pub(crate) fn try_laid(spec: &ChartSpec, files: &dyn Resolver) -> Result<(Chart, LaidOut), Error> {
    let chart = load(spec, files)?;
    let laid = lay_out(&chart)?;
    Ok((chart, laid))
}

/// A folder of the test data.
pub(crate) fn data(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)
}

/// Whether recorded results may be written anew.
pub(crate) fn blessing() -> bool {
    let bless = std::env::var_os("BLESS").is_some_and(|v| v == "1");
    assert!(!(bless && std::env::var_os("CI").is_some()), "results are blessed by people, not under CI");
    bless
}

/// The scene of a spec, with its twin for dark pages.
pub(crate) fn render(spec: &ChartSpec, files: &dyn Resolver) -> Result<Scene, Error> {
    scene_by(&Renderer::new(), spec, files)
}

/// The scene that a renderer makes of a spec, with its twin for dark pages.
pub(crate) fn scene_by(renderer: &Renderer, spec: &ChartSpec, files: &dyn Resolver) -> Result<Scene, Error> {
    let chart = renderer.load(spec, files)?;
    renderer.scene_for(&chart, Wanted { formats: &[Format::Html], checked: false }, &mut ())
}

/// Says past the runner, which keeps what passing tests print, that a test is left
/// out.
pub(crate) fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}
