//! The labeling solver beyond two columns: strips between figures, rows above
//! and below, direct leaders, blocks, rooms and ports that may move. Whatever
//! is asked, the answer is sound or a proper refusal.

use crate::labeling_cases::{BODY, Dice, Zone, aim, choice, gutter, region, run};
use crate::labeling_check::broken;
use crate::labeling_random::{count, note};
use reflexology_chart::labeling::{Axis, Choice, End, Gutter, Label, Leaders, NoSolution, PX, Problem, solve};

/// A second figure right of the strip.
const OTHER: (i64, i64) = (880 * PX, 1280 * PX);
/// The strip between the figures.
const STRIP: (i64, i64) = (680 * PX, 840 * PX);
/// The outer columns.
const COLUMNS: [(i64, i64); 2] = [(0, 200 * PX), (1320 * PX, 1520 * PX)];

/// A place for a zone.
fn zone(dice: &mut Dice, x: (i64, i64), y: (i64, i64)) -> Zone {
    let (w, h) = (dice.whole(2 * PX, 20 * PX), dice.whole(0, 9 * PX));
    let (cx, cy) = (dice.whole(x.0 + w, x.1 - w), dice.whole(y.0 + h, y.1 - h));
    ((cx - w, cx + w), (cy - h, cy + h))
}

/// A choice with what is seldom used put in at random.
fn varied(dice: &mut Dice, mut choice: Choice, along: (i64, i64)) -> Choice {
    let size = choice.size;
    if dice.chance(30) {
        choice.port = dice.whole(0, size.0 / 2);
    }
    if dice.chance(30) {
        choice.give = choice.port.min(size.0 - choice.port).min(dice.whole(0, 6 * PX));
    }
    if dice.chance(30) {
        choice.line = size.1 * dice.whole(40, 100) / 100;
    }
    if dice.chance(8) {
        let from = dice.whole(along.0, (along.1 - 4 * size.0).max(along.0));
        choice.room = Some((from, (from + 4 * size.0).min(along.1).max(from + size.0)));
    }
    choice
}

/// Two figures with a column outside of each and a strip between them. A label
/// points at a zone of either figure, or from the strip at one in both.
fn three_gutters(seed: u64) -> Problem {
    let mut dice = Dice::new(seed);
    let n = usize::try_from(dice.whole(2, 40)).expect("few");
    let height = (i64::try_from(n).expect("few") * dice.whole(14, 40) * PX).max(120 * PX);
    let along = (0, height);
    let mut gutters = vec![
        gutter(Axis::Down, along, COLUMNS[0], [None, Some(0)]),
        gutter(Axis::Down, along, STRIP, [Some(0), Some(1)]),
        gutter(Axis::Down, along, COLUMNS[1], [Some(1), None]),
    ];
    if dice.chance(15) {
        gutters[usize::try_from(dice.whole(0, 2)).expect("small")].leaders = Leaders::Direct;
    }
    let mut labels = Vec::new();
    for group in 0..n {
        let (a, mut b) = (zone(&mut dice, BODY, along), zone(&mut dice, OTHER, along));
        if dice.chance(60) {
            // the same part of both figures
            let height = b.1.1 - b.1.0;
            let top = (a.1.0 + dice.whole(-3 * PX, 3 * PX)).clamp(0, along.1 - height);
            b.1 = (top, top + height);
        }
        let size = (13 * PX * dice.whole(1, 2), dice.whole(40, 150) * PX);
        let mut choices = Vec::new();
        let which = dice.whole(0, 3);
        if which != 1 {
            choices.push(choice(0, size, run(End::After, a.0, COLUMNS[0]), vec![aim(End::After, a.0, a.1)]));
            choices.push(choice(1, size, run(End::Before, a.0, STRIP), vec![aim(End::Before, a.0, a.1)]));
        }
        if which != 2 {
            choices.push(choice(1, size, run(End::After, b.0, STRIP), vec![aim(End::After, b.0, b.1)]));
            choices.push(choice(2, size, run(End::Before, b.0, COLUMNS[1]), vec![aim(End::Before, b.0, b.1)]));
        }
        if which == 3 {
            let both = vec![aim(End::Before, a.0, a.1), aim(End::After, b.0, b.1)];
            let cost = run(End::Before, a.0, STRIP) + run(End::After, b.0, STRIP) - 200 * PX;
            choices.push(choice(1, size, cost, both));
        }
        let choices = choices.into_iter().map(|c| varied(&mut dice, c, along)).collect();
        labels.push(Label { group: group % 3, weight: dice.whole(1, 3), choices });
    }
    let figures = vec![region(BODY, along), region(OTHER, along)];
    let (mixed, crowding) = (dice.whole(0, 5 * PX), dice.whole(0, 200 * PX));
    let blocks = blocks(&mut dice, along);
    Problem { figures, gutters, labels, mixed, crowding, blocks, ..Problem::default() }
}

/// Now and then something in the way, in a gutter or beside one.
fn blocks(dice: &mut Dice, along: (i64, i64)) -> Vec<[i64; 4]> {
    let count = if dice.chance(30) { dice.whole(1, 2) } else { 0 };
    (0..count)
        .map(|_| {
            let (x, y) = (dice.whole(0, 240) * PX, dice.whole(along.0, along.1 - 30 * PX));
            [x, y, x + dice.whole(5, 60) * PX, y + dice.whole(5, 30) * PX]
        })
        .collect()
}

/// A figure with columns beside it and rows above and below.
fn all_around(seed: u64) -> Problem {
    let mut dice = Dice::new(seed ^ 0xA11);
    let n = usize::try_from(dice.whole(2, 30)).expect("few");
    let height = dice.whole(200, 700) * PX;
    let body = (200 * PX, 200 * PX + height);
    let columns = [COLUMNS[0], STRIP];
    let rows = [(body.0 - 120 * PX, body.0 - 40 * PX), (body.1 + 40 * PX, body.1 + 120 * PX)];
    let row = |across: (i64, i64), figures| Gutter { ..gutter(Axis::Right, BODY, across, figures) };
    let mut gutters = vec![
        gutter(Axis::Down, body, columns[0], [None, Some(0)]),
        gutter(Axis::Down, body, columns[1], [Some(0), None]),
        row(rows[0], [None, Some(0)]),
        row(rows[1], [Some(0), None]),
    ];
    if dice.chance(20) {
        let direct = usize::try_from(dice.whole(2, 3)).expect("small");
        gutters[direct].leaders = Leaders::Direct;
    }
    let mut labels = Vec::new();
    for group in 0..n {
        let (x, y) = zone(&mut dice, BODY, body);
        let (tall, wide) = (13 * PX * dice.whole(1, 2), dice.whole(30, 120) * PX);
        let of = |g: usize, end: End, across: (i64, i64), place: (i64, i64), along, size| {
            choice(g, size, run(end, across, place), vec![aim(end, across, along)])
        };
        let all = [
            of(0, End::After, x, columns[0], y, (tall, wide)),
            of(1, End::Before, x, columns[1], y, (tall, wide)),
            of(2, End::After, y, rows[0], x, (wide, tall)),
            of(3, End::Before, y, rows[1], x, (wide, tall)),
        ];
        let mut choices: Vec<Choice> = Vec::new();
        for c in all {
            if dice.chance(70) {
                let along = gutters[c.gutter].along;
                choices.push(varied(&mut dice, c, along));
            }
        }
        if choices.is_empty() {
            choices.push(of(0, End::After, x, columns[0], y, (tall, wide)));
        }
        labels.push(Label { group: group % 2, weight: 1, choices });
    }
    Problem { figures: vec![region(BODY, body)], gutters, labels, ..Problem::default() }
}

/// Whether some combination of choices is solved where no other may be taken.
fn has_solution(problem: &Problem) -> bool {
    let counts: Vec<usize> = problem.labels.iter().map(|l| l.choices.len()).collect();
    (0..counts.iter().product()).any(|mut code: usize| {
        let mut fixed = problem.clone();
        for (label, count) in fixed.labels.iter_mut().zip(&counts) {
            label.choices = vec![label.choices[code % count].clone()];
            code /= count;
        }
        solve(&fixed).is_ok()
    })
}

/// Solves problems in bulk; how many were solved and refused for which reason.
fn run_all(what: &str, make: fn(u64) -> Problem) -> [u64; 3] {
    let mut counts = [0; 3];
    let (mut tried, mut missed) = (0, 0);
    for seed in 0..count(300, 1) {
        let problem = make(seed);
        match solve(&problem) {
            Ok(solution) => {
                counts[0] += 1;
                let found = broken(&problem, &solution);
                assert!(found.is_empty(), "{what}, seed {seed}: {found:#?}");
            }
            Err(NoSolution::DoesNotFit { excess }) => {
                counts[1] += 1;
                assert!(excess > 0, "{what}, seed {seed}: nothing is too long");
            }
            Err(NoSolution::Conflict(a, b)) => {
                counts[2] += 1;
                assert!(a.max(b) < problem.labels.len(), "{what}, seed {seed}: no such labels");
                if problem.labels.len() <= 6 {
                    tried += 1;
                    missed += u64::from(has_solution(&problem));
                }
            }
        }
    }
    note(&format!("{what}: {} solved, {} too long, {} in conflict", counts[0], counts[1], counts[2]));
    note(&format!("{tried} of these conflicts have at most six labels; {missed} of them have a solution"));
    counts
}

#[test]
fn a_strip_between_two_figures_is_solved_soundly_or_refused() {
    let [solved, ..] = run_all("three gutters", three_gutters);
    assert!(solved > 150, "only {solved} solved");
}

#[test]
fn rows_and_columns_about_one_figure_are_solved_soundly_or_refused() {
    let [solved, ..] = run_all("all around", all_around);
    assert!(solved > 150, "only {solved} solved");
}
