#!/usr/bin/env python3
"""Pairs `chart` with other programs that draw SVG: `tests/bench/pair.py`.

Each program draws the very SVG that `chart` exports, in turn with `chart`
(A B A B), as a new process with a warm file cache. The tables give each
program's median time as a multiple of resvg's, the peak of its memory and the
size of its file. Programs that are missing are left out, with a line that says
so. What is measured of `chart` is everything: the map, the layout, the picture.

  CHART=target/release/chart ROUNDS=7 WIDTHS=800,1600,3200 tests/bench/pair.py
"""
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHART = os.environ.get("CHART", os.path.join(ROOT, "target", "release", "chart"))
ROUNDS = int(os.environ.get("ROUNDS", "7"))
WIDTHS = [int(w) for w in os.environ.get("WIDTHS", "800,1600,3200").split(",")]
FONTS = [os.path.join(ROOT, "assets", "fonts", f"{n}.otf")
         for n in ("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "InterDisplay-SemiBold")]
# Charts: name, flags, width of the page in px.
CHARTS = [
    ("lower back", ["--zone", "lower-back"], 1600),
    ("hero", ["--spec", os.path.join(ROOT, "charts", "sciatica", "hero.json")], 1600),
    ("wall chart", ["--zone", "all", "--size", "atlas"], 2400),
    ("plain", ["--view", "right-plantar", "--labels", "none", "--no-legend"], 1600),
]


def programs(folder):
    """Name, program, arguments from a width, the outlined SVG, the live one and a target."""
    fonts = [a for f in FONTS for a in ("--use-font-file", f)]
    return [
        ("resvg, same fonts", "resvg", lambda w, o, l, t: ["--skip-system-fonts", *fonts, "-w", str(w), l, t]),
        ("resvg, as installed", "resvg", lambda w, o, l, t: ["-w", str(w), l, t]),
        ("resvg, text as shapes", "resvg", lambda w, o, l, t: ["--skip-system-fonts", "-w", str(w), o, t]),
        ("rsvg-convert", "rsvg-convert", lambda w, o, l, t: ["-u", "-w", str(w), "-o", t, o]),
        ("Inkscape", "inkscape", lambda w, o, l, t: ["-w", str(w), "-o", t, o]),
        ("cairosvg", "cairosvg", lambda w, o, l, t: [o, "-o", t, "--output-width", str(w)]),
        ("ImageMagick", "convert", lambda w, o, l, t: ["-resize", str(w), o, t]),
    ]


def version(program):
    """The first line that a program says about itself."""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0] if lines else "?"


def run(command):
    """Seconds and peak KiB of one run, by the kernel's account of this child."""
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if status != 0:
        return None
    return seconds, usage.ru_maxrss


def main():
    """Prints one table for each chart."""
    if not os.access(CHART, os.X_OK):
        sys.exit(f"{CHART} is missing; run `cargo build --release --locked` or set CHART")
    print(f"{os.cpu_count()} cores, {platform.platform()}, {time.strftime('%Y-%m-%d')}, {ROUNDS} rounds, medians")
    print(version(CHART))
    with tempfile.TemporaryDirectory() as folder:
        known = []
        for name, program, arguments in programs(folder):
            path = shutil.which(program)
            if path is None:
                print(f"{name}: not installed, left out")
                continue
            print(f"{name}: {version(path)}")
            known.append((name, path, arguments))
        for chart, flags, page in CHARTS:
            table(folder, known, chart, flags, page)


def table(folder, known, chart, flags, page):
    """The table of one chart."""
    shapes, live = os.path.join(folder, "shapes.svg"), os.path.join(folder, "live.svg")
    for target, text in ((shapes, "outlines"), (live, "named")):
        subprocess.run([CHART, "render", "-q", *flags, "--text", text, "-o", target], check=True)
    print(f"\n{chart}: {os.path.getsize(live) // 1024} KB of SVG, {os.path.getsize(shapes) // 1024} KB with text as shapes")
    print(f"{'':24}" + "".join(f"{f'{w} px wide':>36}" for w in WIDTHS))
    cells = {}
    for width in WIDTHS:
        png = os.path.join(folder, "out.png")
        scale = repr(width / page)
        ours = [("chart", [CHART, "render", "-q", *flags, "--scale", scale, "-o", png]),
                ("chart, small", [CHART, "render", "-q", *flags, "--scale", scale, "--compression", "small", "-o", png])]
        theirs = [(n, [p, *a(width, shapes, live, png)]) for n, p, a in known]
        seen = {}
        for turn in range(ROUNDS):
            for name, command in ours + theirs:
                # takes seconds
                if name == "chart, small" and turn:
                    continue
                if os.path.exists(png):
                    os.remove(png)
                got = run(command)
                if got and os.path.exists(png):
                    seen.setdefault(name, []).append((*got, os.path.getsize(png)))
        base = seen.get("resvg, same fonts")
        unit = statistics.median(s for s, _, _ in base) if base else None
        for name, _ in ours + theirs:
            if name not in seen:
                cells.setdefault(name, []).append("failed")
                continue
            seconds, peak, size = (statistics.median(c) for c in zip(*seen[name]))
            ratio = f"{seconds / unit:.3f}" if unit else "-"
            cells.setdefault(name, []).append(f"{ratio} ({seconds * 1e3:.0f} ms, {peak / 1024:.0f} MiB, {size / 1024:.0f} KB)")
    for name, row in cells.items():
        print(f"{name:24}" + "".join(f"{c:>36}" for c in row))


if __name__ == "__main__":
    main()
