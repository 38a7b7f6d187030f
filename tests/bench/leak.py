#!/usr/bin/env python3
"""Whether a long batch keeps its memory and its pace: `tests/bench/leak.py`.

Two batches, one thread each: many small charts of different zones, titles,
sizes and languages, and jobs that name hundreds of different fonts. While each
runs, its resident memory is read as results come. The table gives MiB after 500
jobs, at the end and the most in between, and the CPU time of a job in the first
hundred, the slowest later hundred and the last hundred, in ms.

  CHART=target/release/chart SMALL=20000 FONTS=2000 tests/bench/leak.py
"""
import json
import os
import random
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHART = os.environ.get("CHART", os.path.join(ROOT, "target", "release", "chart"))
SMALL = int(os.environ.get("SMALL", "20000"))
WITH_FONTS = int(os.environ.get("FONTS", "2000"))
DIFFERENT = 300
FONT = os.path.join(ROOT, "tests", "fonts", "NotoSansHebrew-letters.ttf")
EARLY = 500
MIB = 1 << 20


def zones():
    """Ids of the zones of the built-in map that a sole shows."""
    listed = subprocess.run([CHART, "list", "zones", "--json"], capture_output=True, text=True, check=True)
    return [z["id"] for z in json.loads(listed.stdout) if "plantar" in z["views"]]


def small(count):
    """Small charts, no two alike."""
    chance, ids = random.Random(11), zones()
    for n in range(count):
        yield {"zone": chance.sample(ids, chance.randint(1, 4)), "title": f"Chart {n} of many",
               "size": f"{chance.randint(600, 900)}x{chance.randint(750, 1100)}",
               "lang": chance.choice(["en", "de", "fr", "es", "it"]), "formats": "svg"}


def with_fonts(count, folder):
    """Jobs that name one of many fonts, each of which is another file."""
    with open(FONT, "rb") as file:
        font = file.read()
    for n in range(DIFFERENT):
        with open(os.path.join(folder, f"font-{n}.ttf"), "wb") as file:
            # what follows the tables of a font is not read, but makes another file,
            # as large as fonts are
            file.write(font + bytes(400_000) + n.to_bytes(4, "big"))
    for n in range(count):
        yield {"zone": "liver", "title": f"כבד {n}", "font": os.path.join(folder, f"font-{n % DIFFERENT}.ttf"),
               "size": "500x600", "formats": "svg"}


def spent(pid):
    """CPU seconds of a process so far."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    """Resident bytes of a process."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def batch(name, jobs, folder):
    """Runs a batch and prints its row."""
    file = os.path.join(folder, f"{name}.ndjson")
    with open(file, "w", encoding="utf-8") as out:
        out.writelines(json.dumps({"format": "reflex-chart/1", **job}) + "\n" for job in jobs)
    command = [CHART, "batch", file, "--out-dir", os.path.join(folder, name), "--jobs", "1"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    done, refused, seconds, memory = 0, 0, [0.0], []
    for line in child.stdout:
        # a job may be refused: a page can be too small for its labels
        refused += "bytes" not in json.loads(line)
        done += 1
        if done % 100 == 0:
            try:
                memory.append((done, resident(child.pid) / MIB))
                seconds.append(spent(child.pid))
            except (OSError, IndexError):
                break
    child.stdout.read()
    child.wait()
    early = next(mib for n, mib in memory if n >= min(EARLY, memory[-1][0]))
    later = [mib for n, mib in memory if n >= EARLY] or [early]
    # ms a job of each hundred: seconds x 1000 / 100
    paces = [(b - a) * 10 for a, b in zip(seconds, seconds[1:])]
    print(f"| {name} | {memory[-1][0]} | {refused} | {early:.1f} | {later[-1]:.1f} | {max(later):.1f} "
          f"| {paces[0]:.1f} | {max(paces[1:] or paces):.1f} | {paces[-1]:.1f} |", flush=True)


def main():
    """Prints the table."""
    print("| batch | jobs | refused | MiB after 500 | MiB at the end | most MiB | ms, first 100 | slowest 100 | last 100 |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        if SMALL:
            batch("small charts", small(SMALL), folder)
        if WITH_FONTS:
            batch(f"{DIFFERENT} fonts", with_fonts(WITH_FONTS, folder), folder)


if __name__ == "__main__":
    main()
