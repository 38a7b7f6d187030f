//! Other people's programs, to look at our files with.
//!
//! A test that needs one which is missing says so and passes, or, where
//! `CHART_REQUIRE_TOOLS` is 1, fails; `tests/tools.sh` installs them.

use image::RgbImage;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// The first of some programs that is here.
pub(crate) fn tool(names: &[&'static str]) -> Option<&'static str> {
    let found = names.iter().copied().find(|n| Command::new(n).arg("--version").output().is_ok());
    if found.is_none() {
        missing(names[0]);
    }
    found
}

/// Says that something is missing and a test skipped, or where nothing may be,
/// fails.
pub(crate) fn missing(name: &str) {
    let required = std::env::var_os("CHART_REQUIRE_TOOLS").is_some_and(|v| v == "1");
    assert!(!required, "{name} is missing and CHART_REQUIRE_TOOLS is 1; run tests/tools.sh");
    // past the runner, which keeps what passing tests print
    let _ = writeln!(std::io::stderr(), "SKIPPED: {name} is missing; tests/tools.sh installs it");
}

/// A browser.
pub(crate) fn browser() -> Option<&'static str> {
    tool(&["chromium", "chromium-browser", "google-chrome"])
}

/// Runs a program; what it printed.
pub(crate) fn run<S: AsRef<OsStr>>(program: &str, args: &[S]) -> String {
    let out = Command::new(program).args(args).output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{program}: {said}");
    String::from_utf8(out.stdout).expect("text")
}

/// What a browser shows of a page.
pub(crate) fn screenshot(browser: &str, page: &Path, width: u32, height: u32) -> RgbImage {
    let folder = tempfile::tempdir().expect("a folder");
    let shot = folder.path().join("shot.png");
    let out = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-color-profile=srgb",
            "--force-device-scale-factor=1",
            "--allow-file-access-from-files",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--virtual-time-budget=4000",
        ])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("--window-size={width},{height}"))
        .arg(format!("--screenshot={}", shot.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser runs");
    assert!(out.status.success() && shot.exists(), "{}", String::from_utf8_lossy(&out.stderr));
    image::open(&shot).expect("a picture").to_rgb8()
}

/// How far two pictures are apart: the mean difference of a channel, and the
/// part of all pixels in which a channel differs by more than 64 of 255.
pub(crate) fn distance(a: &RgbImage, b: &RgbImage) -> (f64, f64) {
    assert_eq!(a.dimensions(), b.dimensions(), "the same size");
    let (mut sum, mut far) = (0_u64, 0_u64);
    for (p, q) in a.pixels().zip(b.pixels()) {
        let d = [0, 1, 2].map(|k| p.0[k].abs_diff(q.0[k]));
        sum += d.iter().map(|x| u64::from(*x)).sum::<u64>();
        far += u64::from(d.iter().any(|x| *x > 64));
    }
    let pixels = f64::from(a.width()) * f64::from(a.height());
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let parts = (sum as f64 / (3.0 * pixels), far as f64 / pixels);
    parts
}
