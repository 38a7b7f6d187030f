//! Beyond two columns: two figures with a strip between them whose labels may
//! point at both, rows above and below, direct leaders, blocks and rooms.

use crate::labeling_cases::{Dice, aim, choice, gutter, region};
use crate::labeling_check::broken;
use kurbo::Affine;
use reflexology_chart::labeling::{
    Axis, Choice, End, Label, Leaders, NoSolution, PX, Problem, faults, solve, solve_against,
};
use reflexology_chart::labeling::{LabelDrawing, Solution};

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
fn drawn(problem: &Problem, solution: &Solution) -> LabelDrawing {
    let leaders = |(i, p): (usize, &reflexology_chart::labeling::PlacedLabel)| {
        p.leaders.iter().map(move |l| (i, l.clone())).collect::<Vec<_>>()
    };
    LabelDrawing {
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
            Err(NoSolution::DoesNotFit { excess }) => assert!(excess > 0, "seed {seed}: by how much"),
            Err(NoSolution::Conflict(a, b)) => {
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

/// A column right of one figure.
fn one_column(height: i64, labels: Vec<Label>) -> Problem {
    let right = gutter(Axis::Down, (0, height), (500 * PX, 700 * PX), [Some(0), None]);
    let figures = vec![region((100 * PX, 400 * PX), (0, height))];
    Problem { figures, gutters: vec![right], labels, ..Problem::default() }
}

/// A label of that column for a zone of some heights.
fn level_label(along: (i64, i64), off: Option<(i64, i64)>) -> Label {
    let aims = vec![aim(End::Before, (300 * PX, 380 * PX), along)];
    let choice = Choice { off, ..choice(0, (60 * PX, 100 * PX), 0, aims) };
    Label { group: 0, weight: 1, choices: vec![choice] }
}

/// The greatest height between a port and its anchor, and the steepest slant as along by across.
fn worst(solution: &Solution) -> (i64, f64) {
    let lines = solution.placed.iter().flat_map(|p| p.leaders.iter().map(move |l| (p.port, l)));
    lines.fold((0, 0.0), |(off, slope), (port, l)| {
        let [.., from, to] = l.as_slice() else { panic!("a leader has two ends") };
        let run = f64::from(i32::try_from((to.0 - from.0).abs()).expect("small"));
        let rise = f64::from(i32::try_from((to.1 - from.1).abs()).expect("small"));
        (off.max((port - l[0].1).abs()), slope.max(rise / run))
    })
}

#[test]
fn a_port_keeps_its_limit_or_there_is_no_solution() {
    // four labels of 60 px with gaps want one height: the outer ones are pushed off
    let labels = |off| (0..4).map(|k| level_label(((400 + 8 * k) * PX, (402 + 8 * k) * PX), off)).collect();
    let free = solve(&one_column(1000 * PX, labels(None))).expect("room for all");
    assert!(worst(&free).0 > 80 * PX, "without a limit they are pushed off: {:?}", worst(&free));
    let limit = Some((90 * PX, 90 * PX));
    let kept = solve(&one_column(1000 * PX, labels(limit))).expect("90 px are enough");
    assert!(worst(&kept).0 <= 90 * PX, "{:?}", worst(&kept));
    let narrow = Some((70 * PX, 70 * PX));
    assert!(matches!(solve(&one_column(1000 * PX, labels(narrow))), Err(NoSolution::Conflict(..))), "not within 70 px");
}

#[test]
fn slants_keep_their_limit_and_bend_on_one_line() {
    let labels = (0..4).map(|k| level_label(((400 + 8 * k) * PX, (402 + 8 * k) * PX), None)).collect();
    let mut problem = one_column(1000 * PX, labels);
    problem.steepest = Some(1500);
    let solution = solve(&problem).expect("the gutter is wide enough");
    assert!(worst(&solution).1 <= 1.5, "{:?}", worst(&solution));
    let mut bends: Vec<i64> =
        solution.placed.iter().filter(|p| p.leaders[0].len() > 2).map(|p| p.leaders[0][1].0).collect();
    bends.dedup();
    assert_eq!(bends.len(), 1, "all bend at one x");
    // a figure that leaves 10 px has no room for such slants
    problem.figures = vec![region((100 * PX, 490 * PX), (0, 1000 * PX))];
    assert!(solve(&problem).is_err(), "too steep is no solution");
}

#[test]
fn guarded_anchors_keep_leaders_away() {
    // boxes of 4 px, whose leaders would be 11.5 px apart
    let small = |k: i64| {
        let mut label = level_label(((400 + k) * PX, (440 + k) * PX), None);
        (label.choices[0].size.0, label.choices[0].port) = (4 * PX, 2 * PX);
        label
    };
    let labels: Vec<Label> = (0..3).map(small).collect();
    let apart = |near, guarded: &[bool]| {
        let mut problem = one_column(1000 * PX, labels.clone());
        (problem.apart, problem.near, problem.guarded) = (PX, near, guarded.to_vec());
        let solution = solve(&problem).expect("40 px are enough");
        let mut levels: Vec<i64> = solution.placed.iter().map(|p| p.leaders[0][0].1).collect();
        levels.sort_unstable();
        (levels[1] - levels[0]).min(levels[2] - levels[1])
    };
    assert!(apart(15 * PX, &[]) >= 15 * PX, "all are guarded");
    assert!(apart(0, &[]) < 15 * PX, "without a guard they may come near");
    assert!(apart(15 * PX, &[false; 3]) < 15 * PX, "nor where none is guarded");
}

#[test]
fn labels_of_two_figures_are_parted() {
    let figures = FIGURES.iter().map(|f| region(*f, TALL)).collect();
    let middle = gutter(Axis::Down, TALL, COLUMNS[1], [Some(0), Some(1)]);
    let label = |end, x: (i64, i64), y: i64| {
        let aims = vec![aim(end, x, (y, y + 4 * PX))];
        Label { group: 0, weight: 1, choices: vec![choice(0, (40 * PX, 100 * PX), 0, aims)] }
    };
    let (left, right) = ((400 * PX, 450 * PX), (710 * PX, 760 * PX));
    let labels = vec![
        label(End::Before, left, 400 * PX),
        label(End::Before, left, 430 * PX),
        label(End::After, right, 460 * PX),
    ];
    let problem = Problem { figures, gutters: vec![middle], labels, parting: 25 * PX, ..Problem::default() };
    let placed = solve(&problem).expect("room for all").placed;
    let between = |a: usize, b: usize| placed[b].rect[1] - placed[a].rect[3];
    assert_eq!(between(0, 1), problem.gutters[0].gap, "of one figure");
    assert_eq!(between(1, 2), problem.gutters[0].gap + 25 * PX, "of two figures");
}

#[test]
fn a_choice_that_the_caller_objects_to_is_given_up() {
    let mut dice = Dice::new(7);
    let mut problem = page(&mut dice);
    problem.blocks.clear();
    problem.labels = (0..6).map(|k| label(&mut dice, k)).collect();
    problem.labels.retain(|l| l.choices.len() > 1);
    let Ok(free) = solve(&problem) else { panic!("six labels have room") };
    let hated = (0, free.placed[0].choice);
    let other = solve_against(&problem, &|placed| if placed[0].choice == hated.1 { vec![(0, 0)] } else { Vec::new() });
    assert_ne!(other.expect("there is another way").placed[0].choice, hated.1, "it went elsewhere");
}
