//! What users of the labeling solver rely on, one test for each promise.

use crate::labeling_cases::{BODY, Dice, GAP, KINDS, LEFT, RIGHT, Zone, moved, page, sided, two_columns};
use crate::labeling_check::broken;
use kurbo::Affine;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use reflexology_chart::labeling::{
    End, Fault, Label, LabelDrawing, NoSolution, PX, Problem, Slot, Solution, faults, px, solve, stack,
};
use reflexology_chart::style::Align;

/// Runs a property on the same cases every time.
fn check<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    if let Err(e) = runner.run(strategy, test) {
        panic!("{e}");
    }
}

/// Two columns about a figure, or one beside it.
fn problems(most: usize) -> impl Strategy<Value = Problem> {
    let numbers = (0..4_usize, 1..=most, 30_i64..=97, any::<bool>(), any::<u64>());
    numbers.prop_map(|(kind, n, fill, one_sided, seed)| two_columns(KINDS[kind], n, fill, one_sided, seed))
}

/// A few tiny boxes, some with two windows, weights and rooms.
fn slots() -> impl Strategy<Value = (Vec<Slot>, i64, i64)> {
    let window = (0..22_i64, 0..5_i64).prop_map(|(lo, wide)| (lo, lo + wide));
    let room = prop::option::weighted(0.15, (0..6_i64, 14..24_i64));
    let slot =
        (1..4_i64, window.clone(), prop::option::weighted(0.3, window), 1..4_i64, room, any::<prop::sample::Index>());
    let slot = slot.prop_map(|(extent, first, second, weight, room, at)| Slot {
        extent,
        port: i64::try_from(at.index(usize::try_from(extent + 1).expect("small"))).expect("small"),
        windows: [Some(first), second],
        best: i64::midpoint(first.0, first.1),
        weight,
        room,
        parting: (0, 0),
    });
    (prop::collection::vec(slot, 1..=8), 0..2_i64, 8..24_i64)
}

/// What a box costs that begins somewhere; `None` outside its room.
fn price(slot: &Slot, start: i64) -> Option<i64> {
    let port = start + slot.port;
    let far: i64 = slot.windows.iter().flatten().map(|w| (w.0 - port).max(port - w.1).max(0)).sum();
    slot.room.is_none_or(|r| r.0 <= start && start + slot.extent <= r.1).then_some(far * slot.weight)
}

/// The least cost of boxes in order over all places: `least[at]` is that of
/// the boxes so far with the last one not beyond `at`.
fn least(slots: &[Slot], gap: i64, to: i64) -> Option<i64> {
    let places = usize::try_from(to + gap + 1).expect("small");
    let mut least: Vec<Option<i64>> = vec![Some(0); places];
    for slot in slots {
        // `least[k]`: what comes before, gap included, ends at k or earlier
        let mut next = vec![None; places];
        for end in 0..places {
            let start = i64::try_from(end).expect("small") - slot.extent - gap;
            let here = usize::try_from(start).ok().and_then(|s| Some(least[s]? + price(slot, start)?));
            let before = if end > 0 { next[end - 1] } else { None };
            next[end] = [here, before].into_iter().flatten().min();
        }
        least = next;
    }
    least[places - 1]
}

#[test]
fn boxes_in_a_gutter_stand_as_well_as_any_places_could_be() {
    check(3000, &slots(), |(slots, gap, to)| {
        let wanted = least(&slots, gap, to);
        let found = stack(&slots, gap, 0, to);
        let Some(starts) = found else {
            prop_assert_eq!(wanted, None, "there were places");
            return Ok(());
        };
        for (k, pair) in starts.windows(2).enumerate() {
            prop_assert!(pair[1] - pair[0] >= slots[k].extent + gap, "{:?} are too near", starts);
        }
        let last = starts[starts.len() - 1] + slots[slots.len() - 1].extent;
        prop_assert!(starts[0] >= 0 && last <= to, "{:?} leave the gutter", starts);
        let cost: Option<i64> = slots.iter().zip(&starts).map(|(s, at)| price(s, *at)).sum();
        prop_assert_eq!(cost, wanted, "{:?} of {:?}", starts, slots);
        Ok(())
    });
}

#[test]
fn solutions_keep_every_rule_of_boxes_leaders_and_anchors() {
    check(150, &problems(60), |problem| {
        let solution = solve(&problem).map_err(|e| TestCaseError::fail(format!("refused: {e:?}")))?;
        prop_assert_eq!(broken(&problem, &solution), Vec::<String>::new());
        Ok(())
    });
}

/// What an assignment of sides costs, ports as good as can be.
fn cost_of_sides(problem: &Problem, sides: &[usize]) -> Option<i64> {
    let mut total = 0;
    for (g, gutter) in problem.gutters.iter().enumerate() {
        let own = problem.labels.iter().zip(sides).map(|(l, s)| &l.choices[*s]).filter(|c| c.gutter == g);
        let mut slots: Vec<Slot> = own
            .map(|c| {
                total += c.cost;
                let windows = [c.aims.first().map(|a| a.window), None];
                Slot {
                    extent: c.size.0,
                    port: c.port,
                    windows,
                    best: c.aims[0].best,
                    weight: 1,
                    room: None,
                    parting: (0, 0),
                }
            })
            .collect();
        // labels come in their order: equal ones stay in it
        slots.sort_by_key(|s| s.best);
        let starts = stack(&slots, gutter.gap, gutter.along.0, gutter.along.1)?;
        total += slots.iter().zip(starts).filter_map(|(s, at)| price(s, at)).sum::<i64>();
    }
    Some(total)
}

/// A problem on the raster of 4 px: heights with gap, windows and the page.
fn snapped(n: usize, seed: u64) -> Problem {
    let mut dice = Dice::new(seed);
    let step = 4 * PX;
    let gap = 2 * step;
    let sizes: Vec<i64> = (0..n).map(|_| 2 * step * dice.whole(1, 3)).collect();
    let long: i64 = sizes.iter().map(|s| s + gap).sum();
    let height = (long * 100 / dice.whole(120, 180) / step).max(10) * step;
    let labels = sizes.iter().map(|size| {
        let at = dice.whole(0, height / step) * step;
        let x = dice.whole(BODY.0, BODY.1 - 20 * PX);
        sided(((x, x + 20 * PX), (at, at)), (*size, 100 * PX), false)
    });
    let labels: Vec<Label> = labels.collect();
    let mut problem = page(height, labels, false);
    for gutter in &mut problem.gutters {
        gutter.gap = gap;
    }
    problem
}

#[test]
fn sides_on_the_raster_are_the_best_of_all_sides() {
    let numbers = (1..=10_usize, any::<u64>());
    check(150, &numbers, |(n, seed)| {
        let problem = snapped(n, seed);
        let all = (0..1_usize << n).map(|bits| (0..n).map(|i| bits >> i & 1).collect::<Vec<usize>>());
        let wanted = all.filter_map(|sides| cost_of_sides(&problem, &sides)).min();
        match (solve(&problem), wanted) {
            (Ok(solution), Some(wanted)) => prop_assert_eq!(solution.cost, wanted, "n {}, seed {}", n, seed),
            (Err(NoSolution::DoesNotFit { .. }), None) => {}
            (found, wanted) => prop_assert!(false, "{:?} where the best is {:?}", found, wanted),
        }
        Ok(())
    });
}

#[test]
fn sides_are_no_worse_than_the_nearest_and_no_single_change_is_better() {
    check(80, &problems(60), |problem| {
        let Ok(solution) = solve(&problem) else { return Err(TestCaseError::fail("refused")) };
        let sides: Vec<usize> = solution.placed.iter().map(|p| p.choice).collect();
        prop_assert_eq!(cost_of_sides(&problem, &sides), Some(solution.cost), "the cost is what it says");
        let near = |l: &Label| (0..l.choices.len()).min_by_key(|c| l.choices[*c].cost).expect("a choice");
        let nearest: Vec<usize> = problem.labels.iter().map(near).collect();
        if let Some(cost) = cost_of_sides(&problem, &nearest) {
            prop_assert!(solution.cost <= cost, "{} and {}", solution.cost, cost);
        }
        for (i, label) in problem.labels.iter().enumerate().filter(|(_, l)| l.choices.len() > 1) {
            let mut other = sides.clone();
            other[i] = (other[i] + 1) % label.choices.len();
            if let Some(cost) = cost_of_sides(&problem, &other) {
                prop_assert!(solution.cost <= cost, "label {} had better be on the other side", i);
            }
        }
        Ok(())
    });
}

/// Moves every label's best place to one that no other has, so that none but
/// their places order them.
fn distinct(mut problem: Problem) -> Problem {
    let mut seen = std::collections::BTreeSet::new();
    for (i, label) in problem.labels.iter_mut().enumerate() {
        let mut best = label.choices[0].aims[0].best;
        while !seen.insert(best) {
            best += 1;
        }
        for choice in &mut label.choices {
            choice.cost += i64::try_from(i).expect("few");
            choice.aims[0].best = best;
            choice.aims[0].window.1 = choice.aims[0].window.1.max(best);
        }
    }
    problem
}

#[test]
fn the_same_problem_has_the_same_solution_in_whatever_order_its_labels_come() {
    check(60, &(problems(50), any::<u64>()), |(problem, seed)| {
        let problem = distinct(problem);
        let first = solve(&problem);
        prop_assert_eq!(&first, &solve(&problem.clone()), "twice the same");
        let mut dice = Dice::new(seed);
        let mut order: Vec<usize> = (0..problem.labels.len()).collect();
        order.sort_by_cached_key(|_| dice.whole(0, 1 << 40));
        let labels = order.iter().map(|&i| problem.labels[i].clone()).collect();
        let (Ok(first), Ok(other)) = (first, solve(&Problem { labels, ..problem.clone() })) else {
            return Err(TestCaseError::fail("refused"));
        };
        for (&i, placed) in order.iter().zip(&other.placed) {
            prop_assert_eq!(&first.placed[i], placed, "label {}", i);
        }
        prop_assert_eq!(broken(&problem, &first), Vec::<String>::new());
        Ok(())
    });
}

/// The problem moved as a whole.
fn shifted(problem: &Problem, dx: i64, dy: i64) -> Problem {
    let mut out = problem.clone();
    let by = Affine::translate((px(dx), px(dy)));
    out.figures = out.figures.iter().map(|f| f.transform(by)).collect();
    for g in &mut out.gutters {
        g.along = (g.along.0 + dy, g.along.1 + dy);
        g.across = (g.across.0 + dx, g.across.1 + dx);
    }
    for aim in out.labels.iter_mut().flat_map(|l| &mut l.choices).flat_map(|c| &mut c.aims) {
        aim.area = aim.area.transform(by);
        aim.window = (aim.window.0 + dy, aim.window.1 + dy);
        aim.best += dy;
    }
    out
}

#[test]
fn a_problem_moved_on_the_page_moves_its_solution() {
    check(60, &(problems(50), -400_i64..400, -400_i64..400), |(problem, dx, dy)| {
        // whole px: the areas are floats
        let (dx, dy) = (dx * PX, dy * PX);
        let (Ok(a), Ok(b)) = (solve(&problem), solve(&shifted(&problem, dx, dy))) else {
            return Err(TestCaseError::fail("refused"));
        };
        for (p, q) in a.placed.iter().zip(&b.placed) {
            prop_assert_eq!((p.choice, p.port + dy), (q.choice, q.port));
            prop_assert_eq!([p.rect[0] + dx, p.rect[1] + dy, p.rect[2] + dx, p.rect[3] + dy], q.rect);
            for (l, m) in p.leaders.iter().zip(&q.leaders) {
                let moved: Vec<(i64, i64)> = l.iter().map(|s| (s.0 + dx, s.1 + dy)).collect();
                prop_assert_eq!(&moved, m);
            }
        }
        Ok(())
    });
}

/// The problem seen in a mirror that stands in the middle of the page.
fn mirrored(problem: &Problem) -> Problem {
    let wide = LEFT.0 + RIGHT.1;
    let mirror = Affine::new([-1.0, 0.0, 0.0, 1.0, px(wide), 0.0]);
    let mut out = problem.clone();
    out.figures = out.figures.iter().map(|f| f.transform(mirror)).collect();
    for g in &mut out.gutters {
        g.across = (wide - g.across.1, wide - g.across.0);
        g.figures.reverse();
        g.align = match g.align {
            Align::Start => Align::End,
            Align::Middle => Align::Middle,
            Align::End => Align::Start,
        };
    }
    for aim in out.labels.iter_mut().flat_map(|l| &mut l.choices).flat_map(|c| &mut c.aims) {
        aim.area = aim.area.transform(mirror);
        aim.end = if aim.end == End::Before { End::After } else { End::Before };
    }
    out
}

#[test]
fn a_mirrored_problem_has_the_mirrored_solution() {
    check(60, &problems(50), |problem| {
        let problem = distinct(problem);
        let (Ok(a), Ok(b)) = (solve(&problem), solve(&mirrored(&problem))) else {
            return Err(TestCaseError::fail("refused"));
        };
        let wide = LEFT.0 + RIGHT.1;
        for (p, q) in a.placed.iter().zip(&b.placed) {
            prop_assert_eq!([wide - p.rect[2], p.rect[1], wide - p.rect[0], p.rect[3]], q.rect);
            prop_assert_eq!((p.choice, p.port, p.leaders[0][0].1), (q.choice, q.port, q.leaders[0][0].1));
        }
        Ok(())
    });
}

#[test]
fn ports_move_no_farther_than_the_zones_that_they_point_at() {
    let places = prop::collection::vec((0..40_i64, 0..6_i64, -3_i64..=3, 2..5_i64), 1..25);
    check(500, &places, |places| {
        // apart enough to keep their order whatever happens
        let slot = |k: usize, (at, wide, _, extent): (i64, i64, i64, i64), by: i64| {
            let best = 60 * i64::try_from(k).expect("few") + at + by;
            let windows = [Some((best - wide, best + wide)), None];
            Slot { extent: 20 * extent, port: 10 * extent, windows, best, weight: 1, room: None, parting: (0, 0) }
        };
        let slots = |by: &dyn Fn(i64) -> i64| -> Vec<Slot> {
            places.iter().enumerate().map(|(k, p)| slot(k, *p, by(p.2))).collect()
        };
        let (Some(a), Some(b)) = (stack(&slots(&|_| 0), 4, -3000, 5000), stack(&slots(&|by| by), 4, -3000, 5000))
        else {
            return Err(TestCaseError::fail("refused"));
        };
        let most = places.iter().map(|p| p.2.abs()).max().unwrap_or(0);
        for (x, y) in a.iter().zip(&b) {
            prop_assert!((x - y).abs() <= most + 1, "{} to {} where zones moved by {}", x, y, most);
        }
        Ok(())
    });
}

#[test]
fn a_shaken_figure_moves_labels_of_fixed_sides_no_farther_than_its_zones() {
    let compared = std::cell::Cell::new(0);
    check(300, &(1..40_usize, 30_i64..95, any::<u64>()), |(n, fill, seed)| {
        let problem = two_columns(KINDS[0], n, fill, true, seed);
        let shaken = moved(&problem, PX, seed);
        let order = |p: &Problem| {
            let mut out: Vec<usize> = (0..n).collect();
            out.sort_by_key(|&i| (p.labels[i].choices[0].aims[0].best, i));
            out
        };
        let (Ok(a), Ok(b)) = (solve(&problem), solve(&shaken)) else { return Err(TestCaseError::fail("refused")) };
        // another order or another distance of anchors is another problem
        if order(&problem) == order(&shaken) && a.apart == b.apart {
            compared.set(compared.get() + 1);
            for (p, q) in a.placed.iter().zip(&b.placed) {
                prop_assert!((p.port - q.port).abs() <= PX + 1, "{} to {}", p.port, q.port);
            }
        }
        Ok(())
    });
    assert!(compared.get() > 50, "only {} problems kept their order", compared.get());
}

#[test]
fn a_longer_page_never_makes_ports_worse() {
    check(300, &slots(), |(slots, gap, to)| {
        let cost = |to: i64| -> Option<i64> {
            let starts = stack(&slots, gap, 0, to)?;
            slots.iter().zip(starts).map(|(s, at)| price(s, at)).sum()
        };
        if let Some(tight) = cost(to) {
            let loose = cost(to + 7);
            prop_assert!(loose.is_some_and(|l| l <= tight), "{:?} after {}", loose, tight);
        }
        Ok(())
    });
}

#[test]
fn leaders_are_straight_where_all_labels_have_room() {
    check(80, &(1..25_usize, any::<u64>()), |(n, seed)| {
        let mut dice = Dice::new(seed);
        let labels: Vec<Label> = (0..n)
            .map(|i| {
                let y = 40 * PX * i64::try_from(i).expect("few") + 20 * PX + dice.whole(-2 * PX, 2 * PX);
                let x = dice.whole(BODY.0, BODY.1 - 20 * PX);
                sided(((x, x + 20 * PX), (y - PX, y + PX)), (20 * PX, 100 * PX), false)
            })
            .collect();
        let solution = solve(&page(40 * PX * i64::try_from(n).expect("few"), labels, false));
        let Ok(solution) = solution else { return Err(TestCaseError::fail("refused")) };
        prop_assert!(solution.placed.iter().all(|p| p.leaders[0].len() == 2), "a leader is bent");
        Ok(())
    });
}

#[test]
fn labels_that_fit_their_column_are_placed_and_longer_ones_refused() {
    check(150, &(1..40_usize, any::<bool>(), any::<u64>()), |(n, is_too_long, seed)| {
        let problem = two_columns(KINDS[n % 4], n, 70, true, seed);
        let long: i64 = problem.labels.iter().map(|l| l.choices[0].size.0 + GAP).sum::<i64>() - GAP;
        let mut problem = problem;
        problem.gutters[0].along = (0, long - i64::from(is_too_long));
        match solve(&problem) {
            Ok(_) => prop_assert!(!is_too_long, "a hundredth too much fits"),
            Err(why) => prop_assert_eq!((why, is_too_long), (NoSolution::DoesNotFit { excess: 1 }, true)),
        }
        Ok(())
    });
}

#[test]
fn nothing_one_and_many_of_one_place_are_solved() {
    let solved = |problem: &Problem| -> Solution {
        let solution = solve(problem).expect("there is room");
        assert_eq!(broken(problem, &solution), Vec::<String>::new(), "sound");
        solution
    };
    assert_eq!(solved(&page(100 * PX, Vec::new(), false)).placed.len(), 0, "nothing to label");
    let spot: Zone = ((400 * PX, 400 * PX), (50 * PX, 50 * PX));
    solved(&page(100 * PX, vec![sided(spot, (100 * PX, 50 * PX), false)], false));
    for n in [2, 3, 7, 20, 80] {
        let labels = vec![sided(spot, (10 * PX, 50 * PX), false); n];
        let solution = solved(&page(2000 * PX, labels, false));
        assert_eq!(solution.placed.len(), n, "all of one place");
    }
    let tall = vec![sided(spot, (100 * PX, 50 * PX), false); 2];
    solved(&page(100 * PX, tall.clone(), false));
    let more = vec![tall[0].clone(); 3];
    assert!(matches!(solve(&page(100 * PX, more, false)), Err(NoSolution::DoesNotFit { .. })), "three into two");
}

#[test]
fn planted_faults_are_found() {
    check(60, &(problems(20), 0..5_usize), |(problem, which)| {
        let Ok(solution) = solve(&problem) else { return Err(TestCaseError::fail("refused")) };
        let boxes: Vec<[i64; 4]> = solution.placed.iter().map(|p| p.rect).collect();
        let all = solution.placed.iter().enumerate();
        let leaders = all.flat_map(|(i, p)| p.leaders.iter().map(move |l| (i, l.clone()))).collect();
        let page = [LEFT.0, 0, RIGHT.1, problem.gutters[0].along.1];
        let mut drawn = LabelDrawing { page, boxes, leaders, blocks: Vec::new() };
        prop_assert_eq!(faults(&drawn), Vec::new(), "sound before");
        let n = drawn.boxes.len();
        let other = drawn.boxes[0];
        let planted = match which {
            0 => {
                drawn.boxes.push([other[0] - 10, other[3], other[0], other[3] + 10]);
                Fault::Overlap(0, n)
            }
            1 => {
                drawn.boxes.push([0, 0, 0, 0]);
                let p = drawn.leaders[0].1[0];
                drawn.leaders.push((n, vec![(p.0, p.1 - 1), (p.0, p.1 + 1)]));
                Fault::Crossing(0, n)
            }
            2 => {
                drawn.boxes.push([0, 0, 0, 0]);
                drawn.leaders.push((n, vec![(other[0] - 1, other[1] - 1), (other[2] + 1, other[3] + 1)]));
                Fault::Through(n, 0)
            }
            3 => {
                drawn.blocks.push([other[2], other[1] - 5, other[2] + 5, other[1]]);
                Fault::Blocked(0, 0)
            }
            _ => {
                drawn.page[3] = other[3] - 1;
                Fault::OffPage(0)
            }
        };
        prop_assert!(faults(&drawn).contains(&planted), "{:?} is not in {:?}", planted, faults(&drawn));
        Ok(())
    });
}
