#!/usr/bin/env python3
"""Plots how costs grow: `tests/bench/plot.py TABLES… > charts/pictures/growth.svg`.

Reads the Markdown tables that `cargo bench --bench growth` and
`tests/bench/batch.py` print and draws one panel a table, with logarithmic axes:
the first column against those whose heading has a unit of time or memory. A
grey line grows as the first column does.

`tests/bench/plot.py --bars tests/README.md > charts/pictures/speed.svg` draws
bars of what one picture of 1600 px and one of many takes, from the tables there.
"""
import math
import re
import sys

WIDTH, HEIGHT, GAP, TOP, LEFT = 330, 240, 46, 58, 52
COLORS = ["#B5382A", "#1D4E89", "#8A6100"]
UNITS = re.compile(r"^(ms|s|peak MiB|load, ms|layout, ms|solve, ms|MiB)$")


def tables(text):
    """Name, headings and rows of each table with at least three rows of numbers."""
    name, head, rows = "", None, []
    for line in text.splitlines() + [""]:
        cells = [c.strip() for c in line.strip().strip("|").split("|")] if line.startswith("|") else None
        if cells is None:
            if head and len(rows) > 2 and all(r[0] > 0 for r in rows):
                yield name, head, rows
            head, rows = None, []
            name = line.strip().partition(", page of")[0] or name
        elif head is None:
            head = cells
        elif not set(line) <= set("|-: "):
            try:
                rows.append([float(re.sub(r"[^0-9.]", "", c) or "nan") for c in cells])
            except ValueError:
                rows.append([math.nan] * len(cells))


def number(x):
    """A number as people write it."""
    return f"{x:g}" if x < 1e4 else f"{x / 1e3:g}k"


def panel(name, head, rows, x, y):
    """One plot with its frame, its lines and their names."""
    picked = [i for i, h in enumerate(head) if i > 0 and UNITS.match(h)]
    points = {i: [(r[0], r[i]) for r in rows if r[i] > 0] for i in picked}
    xs = [r[0] for r in rows]
    ys = [v for p in points.values() for _, v in p]
    lows = [math.floor(math.log10(min(v))) for v in (xs, ys)]
    highs = [math.ceil(math.log10(max(v)) + 1e-9) for v in (xs, ys)]
    across = lambda v: x + (math.log10(v) - lows[0]) / (highs[0] - lows[0]) * WIDTH
    down = lambda v: y + HEIGHT - (math.log10(v) - lows[1]) / (highs[1] - lows[1]) * HEIGHT
    out = [f'<text x="{x}" y="{y - 14}" font-weight="600">{name}</text>']
    for power in range(lows[0], highs[0] + 1):
        at = across(10 ** power)
        out.append(f'<path d="M{at:.1f} {y}v{HEIGHT}" stroke="#E2DAD0"/>')
        out.append(f'<text x="{at:.1f}" y="{y + HEIGHT + 18}" text-anchor="middle">{number(10.0 ** power)}</text>')
    for power in range(lows[1], highs[1] + 1):
        at = down(10 ** power)
        out.append(f'<path d="M{x} {at:.1f}h{WIDTH}" stroke="#E2DAD0"/>')
        out.append(f'<text x="{x - 8}" y="{at + 4:.1f}" text-anchor="end">{number(10.0 ** power)}</text>')
    # as the first column: from the last point of the first line back
    end = points[picked[0]][-1]
    start = (max(xs[0], end[0] * 10 ** lows[1] / end[1]), None)
    out.append(f'<path d="M{across(start[0]):.1f} {down(end[1] * start[0] / end[0]):.1f}L{across(end[0]):.1f} '
               f'{down(end[1]):.1f}" stroke="#A79E93" stroke-dasharray="4 4" fill="none"/>')
    for color, i in zip(COLORS, picked):
        path = "L".join(f"{across(a):.1f} {down(b):.1f}" for a, b in points[i])
        out.append(f'<path d="M{path}" stroke="{color}" stroke-width="2.4" fill="none"/>')
        out.extend(f'<circle cx="{across(a):.1f}" cy="{down(b):.1f}" r="3.4" fill="{color}"/>' for a, b in points[i])
    legend = " · ".join(f'<tspan fill="{c}">{head[i]}</tspan>' for c, i in zip(COLORS, picked))
    out.append(f'<text x="{x}" y="{y + HEIGHT + 36}">{legend}</text>')
    out.append(f'<text x="{x + WIDTH}" y="{y + HEIGHT + 36}" text-anchor="end" fill="#6B625A">{head[0]}</text>')
    return out


def bars(text):
    """Groups of bars from the tables of single pictures and of many: heading, then name and ms."""
    single, many, chart = [], [], ""
    for line in text.splitlines():
        cells = [c.strip().replace("`", "") for c in line.strip().strip("|").split("|")]
        if len(cells) == 5 and "(" in cells[3]:
            chart = cells[0] or chart
            if chart == "--zone lower-back" and "small" not in cells[1]:
                single.append((cells[1], float(re.search(r"\((\d+) ms", cells[3])[1])))
        elif len(cells) == 4 and "core" in cells[0]:
            many.append((cells[0].replace(", fonts shared", ""), float(cells[1])))
    return [("One picture, in a new process", single), ("Each of 1,000 pictures", sorted(many, key=lambda m: m[1]))]


def bar_chart(groups):
    """Bars, the longest as wide as the plot; ours in the first colour."""
    left, wide, high, gap = 284, 320, 18, 10
    most = max(ms for _, rows in groups for _, ms in rows)
    out, y = [], 34
    for heading, rows in groups:
        out.append(f'<text x="20" y="{y}" font-weight="600">{heading}, ms</text>')
        y += 12
        for name, ms in rows:
            long = ms / most * wide
            color = COLORS[0] if name.startswith("chart") else "#A79E93"
            out.append(f'<text x="{left - 10}" y="{y + 14}" text-anchor="end">{name}</text>')
            out.append(f'<rect x="{left}" y="{y}" width="{long:.1f}" height="{high}" fill="{color}"/>')
            out.append(f'<text x="{left + long + 8:.1f}" y="{y + 14}">{ms:g}</text>')
            y += high + gap
        y += 26
    return left + wide + 52, y - 26, out


def picture(width, height, label, inside):
    """An SVG file."""
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{label}" font-family="Inter, sans-serif" font-size="13" fill="#26211C">',
        f'<rect width="{width}" height="{height}" fill="#FBF8F3"/>', *inside, "</svg>"])


def main():
    """Prints the picture."""
    if sys.argv[1:2] == ["--bars"]:
        width, height, inside = bar_chart(bars(open(sys.argv[2], encoding="utf-8").read()))
        print(picture(width, height, "How long a picture of 1600 x 2000 pixels takes", inside))
        return
    found = [t for path in sys.argv[1:] for t in tables(open(path, encoding="utf-8").read())]
    found = [t for t in found if any(UNITS.match(h) for h in t[1][1:])]
    rows = -(-len(found) // 2)
    width, height = LEFT + 2 * WIDTH + 2 * GAP + 10, TOP + rows * (HEIGHT + TOP + GAP)
    inside = []
    for i, (name, head, numbers) in enumerate(found):
        x, y = LEFT + i % 2 * (WIDTH + GAP + LEFT - 20), TOP + i // 2 * (HEIGHT + TOP + GAP)
        inside += panel(name, head, numbers, x, y)
    print(picture(width, height, "How time and memory grow", inside))


if __name__ == "__main__":
    main()
