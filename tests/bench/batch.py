#!/usr/bin/env python3
"""Many charts, and how time and memory grow: `tests/bench/batch.py`.

The first table has charts that differ in their zones, labels and titles, drawn
by `chart batch`, by a loop over the resvg program and by a loop over the resvg
library (`cargo bench --bench library`), which draw the SVG files of some of
these charts. The second has one chart at more and more pixels, the third more
and more small charts. Programs that are missing are left out.

  CHART=target/release/chart JOBS=1000 GROWTH=100,1000,10000 tests/bench/batch.py
"""
import glob
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHART = os.environ.get("CHART", os.path.join(ROOT, "target", "release", "chart"))
JOBS = int(os.environ.get("JOBS", "1000"))
GROWTH = [int(n) for n in os.environ.get("GROWTH", "100,1000,10000,100000").split(",")]
# Charts that the slow programs draw.
SAMPLE = 20
MEGAPIXELS = [1, 2, 4, 8, 16, 32, 64]
FONTS = [os.path.join(ROOT, "assets", "fonts", f"{n}.otf")
         for n in ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "InterDisplay-SemiBold")]


def run(command, **more):
    """Seconds and peak MiB of one run."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def jobs(count, **fields):
    """Jobs that differ in zones, labels and titles, the same ones each time."""
    listed = subprocess.run([CHART, "list", "zones", "--json"], capture_output=True, text=True, check=True)
    soles = [z["id"] for z in json.loads(listed.stdout) if "plantar" in z["views"]]
    chance = random.Random(7)
    for n in range(count):
        job = {"format": "reflex-chart/1", "zone": chance.sample(soles, chance.randint(1, 4)),
               "labels": chance.choice(["auto", "auto", "groups", "highlighted"]),
               "title": f"Chart {n} of a batch", "view": ["plantar", "medial"][:chance.randint(1, 2)], **fields}
        yield json.dumps(job) + "\n"


def batch(folder, name, lines, *flags, cpus="0"):
    """One `chart batch`: seconds and peak MiB."""
    file, out = os.path.join(folder, name + ".ndjson"), os.path.join(folder, name)
    with open(file, "w", encoding="utf-8") as f:
        f.writelines(lines)
    taken = run(["taskset", "-c", cpus, CHART, "batch", "-q", file, "--out-dir", out, *flags])
    return out, taken


def pictures(folder):
    """The table of many charts."""
    print(f"\n{JOBS} charts of 1600 x 2000 that differ in zones, labels and titles\n")
    print("| way | ms a chart | ratio | peak MiB | KB a chart |\n|---|---|---|---|---|")
    drawn, _ = batch(folder, "svg", list(jobs(JOBS))[:SAMPLE], "--format", "svg", "--text", "named", "--jobs", "1")
    svgs = sorted(glob.glob(os.path.join(drawn, "*.svg")))
    rows = []
    resvg = shutil.which("resvg")
    if resvg:
        fonts = [a for f in FONTS for a in ("--use-font-file", f)]
        seen = [run(["taskset", "-c", "0", resvg, "--skip-system-fonts", *fonts, svg, svg + ".png"]) for svg in svgs]
        size = sum(os.path.getsize(svg + ".png") for svg in svgs) / len(svgs)
        rows.append(("the resvg program, one core", sum(s for s, _ in seen) / len(seen), max(m for _, m in seen), size))
    library = sorted(glob.glob(os.path.join(ROOT, "target", "release", "deps", "library-*")), key=os.path.getmtime)
    library = [p for p in library if os.access(p, os.X_OK) and not p.endswith(".d")]
    if library:
        seconds, peak = run(["taskset", "-c", "0", library[-1], "--bench", *svgs])
        rows.append(("the resvg library, fonts shared, one core", seconds / len(svgs), peak, 0))
    for name, cpus, count in (("chart batch, one core", "0", "1"), ("chart batch, two cores", "0,1", "2")):
        out, (seconds, peak) = batch(folder, "png" + count, jobs(JOBS), "--jobs", count, cpus=cpus)
        made = glob.glob(os.path.join(out, "*.png"))
        rows.append((name, seconds / len(made), peak, sum(map(os.path.getsize, made)) / len(made)))
        shutil.rmtree(out)
    for name, seconds, peak, size in rows:
        print(f"| {name} | {seconds * 1e3:.1f} | {rows[0][1] / seconds:.1f} | {peak:.0f} | {size / 1024:.0f} |")


def growth(folder):
    """The tables of pixels and of jobs."""
    print("\nOne chart, all cores\n\n| megapixels | ms | ms a megapixel | peak MiB | KB |\n|---|---|---|---|---|")
    png = os.path.join(folder, "out.png")
    for pixels in MEGAPIXELS:
        scale = (0.999 * pixels * 1e6 / (1600 * 2000)) ** 0.5
        flags = ["--zone", "lower-back", "--zone", "sciatic", "--scale", f"{scale:.4f}"]
        seconds, peak = min(run([CHART, "render", "-q", *flags, "-o", png]) for _ in range(3))
        size = os.path.getsize(png) / 1024
        print(f"| {pixels} | {seconds * 1e3:.0f} | {seconds * 1e3 / pixels:.1f} | {peak:.0f} | {size:.0f} |")
    print("\nCharts of 400 x 500, one core\n\n| charts | s | ms a chart | peak MiB |\n|---|---|---|---|")
    for count in GROWTH:
        out, (seconds, peak) = batch(folder, "small", jobs(count, size="400x500"), "--jobs", "1")
        shutil.rmtree(out)
        print(f"| {count} | {seconds:.1f} | {seconds * 1e3 / count:.2f} | {peak:.0f} |", flush=True)


def main():
    """Prints the tables."""
    if not os.access(CHART, os.X_OK):
        sys.exit(f"{CHART} is missing; run `cargo build --release --locked` or set CHART")
    with tempfile.TemporaryDirectory() as folder:
        pictures(folder)
        growth(folder)


if __name__ == "__main__":
    main()
