//! Beyond two columns: two figures with a strip between them whose labels may
//! point at both, rows above and below, direct leaders, blocks and rooms.

use crate::labeling_cases::{Dice, aim, choice, gutter, region};
use crate::labeling_check::broken;
use kurbo::Affine;
use reflexology_chart::labeling::{Axis, Choice, End, Label, Leaders, PX, Problem, Unsolved, faults, solve};
use reflexology_chart::labeling::{Drawn, Solution};

/// Heights of the figures.
const TALL: (i64, i64) = (100 * PX, 900 * PX);
/// Edges across of the two figures, of the columns and of the strip.
const FIGURES: [(i64, i64); 2] = [(260 * PX, 460 * PX), (700 * PX, 900 * PX)];
/// Left column, strip, right column.
const COLUMNS: [(i64, i64); 3] = [(0, 220 * PX), (500 * PX, 660 * PX), (940 * PX, 1160 * PX)];

/// A page of two figures with three columns and a row above each figure.
fn page(dice: &mut Dice) -> Problem {
    let mut out = Problem {
        figures: FIGURES.iter().map(|f| region(*f, TALL)).collect(),
        apart: 4 * PX,
        mixed: dice.whole(0, 20) * PX,
        crowding: dice.whole(0, 300) * PX,
        ..Problem::default()
    };
    out.gutters.push(gutter(Axis::Down, TALL, COLUMNS[0], [None, Some(0)]));
    out.gutters.push(gutter(Axis::Down, TALL, COLUMNS[1], [Some(0), Some(1)]));
    out.gutters.push(gutter(Axis::Down, TALL, COLUMNS[2], [Some(1), None]));
    for (figure, (l, r)) in FIGURES.into_iter().enumerate() {
        let mut row = gutter(Axis::Right, (l - 100 * PX, r + 20 * PX), (30 * PX, 60 * PX), [None, Some(figure)]);
        if dice.chance(50) {
            row.leaders = Leaders::Direct;
        }
        out.gutters.push(row);
    }
    if dice.chance(40) {
        let y = dice.whole(200, 700) * PX;
        out.blocks.push([510 * PX, y, 650 * PX, y + 30 * PX]);
    }
    out
}

/// A choice of a column, at times with a room of its own.
fn column(dice: &mut Dice, index: usize, aims: Vec<reflexology_chart::labeling::Aim>) -> Choice {
    let size = (dice.whole(14, 40) * PX, dice.whole(40, 150) * PX);
    let cost = dice.whole(0, 200) * PX;
    let mut out = choice(index, size, cost, aims);
    if dice.chance(15) {
        let from = dice.whole(100, 600) * PX;
        out.room = Some((from, from + 250 * PX));
    }
    out
}

/// A label of a zone that both figures have, mirrored.
fn label(dice: &mut Dice, group: usize) -> Label {
    let (x, y) = (dice.whole(10, 150) * PX, dice.whole(110, 850) * PX);
    let (w, h) = (dice.whole(4, 40) * PX, dice.whole(4, 40) * PX);
    let down = (y, y + h);
    let right = (FIGURES[0].0 + x, FIGURES[0].0 + x + w);
    let left = (FIGURES[1].1 - x - w, FIGURES[1].1 - x);
    let mut choices = vec![
        column(dice, 0, vec![aim(End::After, right, down)]),
        column(dice, 1, vec![aim(End::Before, right, down), aim(End::After, left, down)]),
        column(dice, 2, vec![aim(End::Before, left, down)]),
    ];
    if y < 300 * PX {
        // a row sees the page with its axes exchanged
        let mut over = choice(3, (dice.whole(20, 90) * PX, 25 * PX), 50 * PX, vec![aim(End::After, down, right)]);
        over.give = dice.whole(0, 8) * PX;
        choices.push(over);
    }
    Label { group, weight: if dice.chance(20) { 8 } else { 1 }, choices }
}

/// The exact check of the crate on a solution.
fn drawn(problem: &Problem, solution: &Solution) -> Drawn {
    let leaders = |(i, p): (usize, &reflexology_chart::labeling::PlacedLabel)| {
        p.leaders.iter().map(move |l| (i, l.clone())).collect::<Vec<_>>()
    };
    Drawn {
        page: [i64::MIN, i64::MIN, i64::MAX, i64::MAX],
        boxes: solution.placed.iter().map(|p| p.rect).collect(),
        leaders: solution.placed.iter().enumerate().flat_map(leaders).collect(),
        blocks: problem.blocks.clone(),
    }
}

#[test]
fn several_gutters_are_solved_without_a_fault_or_refused() {
    let (mut solved, mut both) = (0, 0);
    for seed in 0..300 {
        let mut dice = Dice::new(seed);
        let mut problem = page(&mut dice);
        for group in 0..usize::try_from(dice.whole(1, 36)).expect("few") {
            problem.labels.push(label(&mut dice, group / 4));
        }
        match solve(&problem) {
            Ok(solution) => {
                solved += 1;
                both += solution.placed.iter().filter(|p| p.leaders.len() == 2).count();
                let found = faults(&drawn(&problem, &solution));
                assert!(found.is_empty(), "seed {seed}: {found:?}");
                let broken = broken(&problem, &solution);
                assert!(broken.is_empty(), "seed {seed}: {broken:?}");
            }
            Err(Unsolved::DoesNotFit { excess }) => assert!(excess > 0, "seed {seed}: by how much"),
            Err(Unsolved::Conflict(a, b)) => {
                assert!(a < problem.labels.len() && b < problem.labels.len(), "seed {seed}: which");
            }
        }
    }
    assert!(solved >= 270, "{solved} of 300 are solved");
    assert!(both > 300, "labels between two figures point at both: {both}");
}

#[test]
fn a_transposed_problem_has_the_transposed_solution() {
    for seed in 0..40 {
        let mut dice = Dice::new(seed);
        let mut down = page(&mut dice);
        down.gutters.truncate(3);
        for group in 0..12 {
            let mut l = label(&mut dice, group);
            l.choices.truncate(3);
            down.labels.push(l);
        }
        let mut right = down.clone();
        let swap = Affine::new([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
        right.figures = right.figures.iter().map(|f| f.transform(swap)).collect();
        for g in &mut right.gutters {
            g.axis = Axis::Right;
        }
        for b in &mut right.blocks {
            *b = [b[1], b[0], b[3], b[2]];
        }
        match (solve(&down), solve(&right)) {
            (Ok(a), Ok(b)) => {
                for (p, q) in a.placed.iter().zip(&b.placed) {
                    assert_eq!((p.choice, p.port), (q.choice, q.port), "seed {seed}");
                    assert_eq!([p.rect[1], p.rect[0], p.rect[3], p.rect[2]], q.rect, "seed {seed}");
                }
            }
            (a, b) => assert_eq!(a.is_ok(), b.is_ok(), "seed {seed}"),
        }
    }
}

#[test]
fn almost_level_labels_on_two_sides_are_set_level() {
    // zones of some height, so that either port may be anywhere in it
    let mut dice = Dice::new(1);
    let mut problem = page(&mut dice);
    problem.blocks.clear();
    let zone = |figure: usize, y: i64| ((FIGURES[figure].0 + 50 * PX, FIGURES[figure].0 + 90 * PX), (y, y + 40 * PX));
    for (gutter, figure, end, y) in [(0, 0, End::After, 300 * PX), (2, 1, End::Before, 306 * PX)] {
        let (x, down) = zone(figure, y);
        let choices = vec![choice(gutter, (20 * PX, 60 * PX), 0, vec![aim(end, x, down)])];
        problem.labels.push(Label { group: 0, weight: 1, choices });
    }
    let solution = solve(&problem).expect("two labels fit");
    assert_eq!(solution.placed[0].port, solution.placed[1].port, "6 px apart look like a slip");
}
