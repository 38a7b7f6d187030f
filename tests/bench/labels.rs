//! How fast and how good the labeling solver is: `cargo bench --bench labels`.
//!
//! Problems are a figure of 400 px between two columns 40 px from it, as in
//! `tests/suite/labeling_cases.rs`. Times are of one core. *length* is the sum
//! of all leaders over the sum of the ways to the nearer column. *jitter* moves
//! every zone by up to 1 px and tells how far the label that moved most went.
#![allow(clippy::print_stdout, clippy::cast_precision_loss, dead_code, missing_docs, reason = "a table is printed")]

#[path = "../suite/labeling_cases.rs"]
mod labeling_cases;

use labeling_cases::{Dice, Kind, moved, two_columns};
use reflexology_chart::labeling::{Choice, LabelDrawing, PX, Problem, Solution, metrics, px, solve};
use std::time::Instant;

/// Numbers of labels, with how many problems of that size are measured and
/// how many of them are shaken.
const SIZES: [(usize, u64, u64); 4] = [(10, 60, 60), (60, 60, 30), (500, 12, 8), (5000, 5, 2)];
/// The kinds with the length that the prototype reached in the mean of 10..80
/// labels and fills of 30 to 97 %.
const KINDS: [(Kind, &str, f64); 4] = [
    (Kind::Uniform, "uniform", 1.042),
    (Kind::Equal, "equal", 1.103),
    (Kind::Clusters, "clusters", 1.306),
    (Kind::Row, "one row", 1.872),
];

/// The value at some part of a sorted list.
fn at(sorted: &[f64], part: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
    let index = ((sorted.len() as f64 - 1.0) * part).round() as usize;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}

/// A solution as it is drawn.
fn drawn(problem: &Problem, solution: &Solution) -> LabelDrawing {
    let all = solution.placed.iter().enumerate();
    LabelDrawing {
        page: [i64::MIN, i64::MIN, i64::MAX, i64::MAX],
        boxes: solution.placed.iter().map(|p| p.rect).collect(),
        leaders: all.flat_map(|(i, p)| p.leaders.iter().map(move |l| (i, l.clone()))).collect(),
        blocks: problem.blocks.clone(),
    }
}

/// The sum of the ways from every anchor to the nearer column, as far as leaders go.
fn least(problem: &Problem) -> f64 {
    let way = |c: &Choice| px(c.cost - problem.gutters[c.gutter].text_gap);
    problem.labels.iter().filter_map(|l| l.choices.iter().map(way).min_by(f64::total_cmp)).sum()
}

/// Length over lower bound, the mean over the sizes and fills of the prototype's runs.
fn reference(kind: Kind) -> f64 {
    let ratio = |seed: u64| {
        let mut dice = Dice::new(seed);
        let n = usize::try_from(dice.whole(10, 80)).unwrap_or(10);
        let problem = two_columns(kind, n, dice.whole(30, 97), dice.chance(25), seed);
        solve(&problem).map_or(f64::NAN, |s| metrics(&drawn(&problem, &s)).length / least(&problem))
    };
    (0..200).map(ratio).sum::<f64>() / 200.0
}

/// One row of the table.
fn row(kind: Kind, name: &str, (n, runs, shaken): (usize, u64, u64), fill: i64) {
    let (mut times, mut steepest, mut apart, mut ways, mut farthest) = (Vec::new(), 0.0_f64, i64::MAX, 0.0, 0.0_f64);
    let (mut length, mut bound, mut bent, mut faults, mut left, mut failed) = (0.0, 0.0, 0, 0, 0, 0);
    let (mut moves, mut flips) = (Vec::new(), 0);
    for seed in 0..runs {
        let problem = two_columns(kind, n, fill, false, seed);
        let start = Instant::now();
        let solution = solve(&problem);
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        let Ok(solution) = solution else {
            failed += 1;
            continue;
        };
        if n <= 500 || seed == 0 {
            let m = metrics(&drawn(&problem, &solution));
            (length, bound) = (length + m.length, bound + least(&problem));
            bent += m.bent;
            faults += m.overlaps + m.crossings + m.through + m.blocked;
            steepest = steepest.max(m.steepest);
            left += solution.placed.iter().filter(|p| p.choice == 0).count();
            apart = apart.min(solution.apart);
            for p in &solution.placed {
                let way = px((p.port - p.leaders[0][0].1).abs());
                (ways, farthest) = (ways + way, farthest.max(way));
            }
        }
        if seed < shaken
            && let Ok(other) = solve(&moved(&problem, PX, seed))
        {
            let pairs = || solution.placed.iter().zip(&other.placed);
            let flipped = pairs().filter(|(a, b)| a.choice != b.choice).count();
            let stayed = pairs().filter(|(a, b)| a.choice == b.choice);
            moves.push(stayed.map(|(a, b)| px((a.rect[1] - b.rect[1]).abs())).fold(0.0, f64::max));
            flips += usize::from(flipped > 0);
        }
    }
    times.sort_by(f64::total_cmp);
    moves.sort_by(f64::total_cmp);
    let counted = (n as u64 * if n <= 500 { runs } else { 1 }) as f64;
    println!(
        "{name:8} {n:5} {fill:3} | {:8.2} {:8.2} | {:6.3} {:5.1} {faults:2} {failed:2} | {:6.2} {:4.1} | {:7.2} {:7.0} {:4.0} | {:5.2} {:6.1} {:6.1} {:3}/{}",
        at(&times, 0.5),
        at(&times, 0.95),
        length / bound,
        100.0 * bent as f64 / counted,
        px(apart),
        100.0 * left as f64 / counted,
        ways / counted,
        farthest,
        steepest,
        at(&moves, 0.5),
        at(&moves, 0.95),
        at(&moves, 1.0),
        flips,
        moves.len(),
    );
}

fn main() {
    // `cargo test --all-targets` runs benches too: nothing to see there
    if std::env::args().any(|a| a == "--test") || !std::env::args().any(|a| a == "--bench") {
        return;
    }
    println!(
        "kind         n fill|  ms: median  p95 | length bent% faults | apart left% |  mean way  max slope | jitter: median p95 max, with flips"
    );
    for (kind, name, _) in KINDS {
        for size in SIZES {
            for fill in [60, 90] {
                row(kind, name, size, fill);
            }
        }
    }
    println!("\nlength over lower bound, 200 problems of 10..80 labels, fill 30..97 %: ours, and the prototype's");
    for (kind, name, wanted) in KINDS {
        println!("{name:8} {:6.3} {wanted:6.3}", reference(kind));
    }
}
