//! The labeling solver on problems in bulk. `CHART_LAYOUT_N=10000` runs ten
//! thousand usual problems and twice as many degenerate ones.

use crate::labeling_cases::{Dice, KINDS, degenerate, two_columns};
use crate::labeling_check::broken;
use reflexology_chart::labeling::{NoSolution, Problem, solve};

/// How many problems are tried: as many as asked for, else a few.
pub(crate) fn count(few: u64, times: u64) -> u64 {
    std::env::var("CHART_LAYOUT_N").ok().and_then(|n| n.parse::<u64>().ok()).map_or(few, |n| n * times)
}

#[test]
fn two_columns_of_any_filling_are_solved_without_a_fault() {
    let (mut labels, mut narrowed, mut widened, mut refused) = (0, 0, 0, Vec::new());
    let runs = count(500, 1);
    for seed in 0..runs {
        let mut dice = Dice::new(seed ^ 0x51DE);
        let n = usize::try_from(dice.whole(10, 80)).expect("small");
        let (fill, one_sided) = (dice.whole(30, 97), dice.chance(25));
        let kind = KINDS[usize::try_from(dice.whole(0, 3)).expect("small")];
        let problem = two_columns(kind, n, fill, one_sided, seed);
        labels += n;
        match solve(&problem) {
            Ok(solution) => {
                let found = broken(&problem, &solution);
                assert!(found.is_empty(), "{kind:?}, {n} labels, fill {fill} %, seed {seed}: {found:#?}");
                narrowed += u64::from(solution.apart < problem.apart);
                widened += u64::from(!solution.widened.is_empty());
            }
            Err(why) => refused.push((kind, n, fill, seed, why)),
        }
    }
    note(&format!("{runs} problems, {labels} labels: anchors closer in {narrowed}, outside windows in {widened}"));
    assert!(refused.is_empty(), "{} of {runs} refused: {:?}", refused.len(), &refused[..refused.len().min(9)]);
}

/// Whether some choice of sides fits, all of them tried.
fn has_split(problem: &Problem) -> bool {
    (0..1_u32 << problem.labels.len()).any(|sides| {
        let mut used = vec![0; problem.gutters.len()];
        for (i, label) in problem.labels.iter().enumerate() {
            let choice = &label.choices[if label.choices.len() > 1 { (sides >> i & 1) as usize } else { 0 }];
            used[choice.gutter] += choice.size.0 + problem.gutters[choice.gutter].gap;
        }
        problem.gutters.iter().zip(used).all(|(g, long)| long <= g.along.1 - g.along.0 + g.gap)
    })
}

#[test]
fn what_fits_in_any_split_is_solved_and_what_does_not_is_refused() {
    let (mut solved, mut refused, mut missed) = (0, 0, Vec::new());
    for seed in 0..count(2000, 2) {
        let problem = degenerate(seed);
        match solve(&problem) {
            Ok(solution) => {
                solved += 1;
                let found = broken(&problem, &solution);
                assert!(found.is_empty(), "seed {seed}: {found:#?}\n{problem:#?}");
            }
            Err(why) => {
                refused += 1;
                if !matches!(why, NoSolution::DoesNotFit { excess } if excess > 0) || has_split(&problem) {
                    missed.push((seed, why));
                }
            }
        }
    }
    note(&format!("{solved} solved, {refused} refused, {} of them with a split", missed.len()));
    assert!(missed.is_empty(), "{} had a solution: {:?}", missed.len(), &missed[..missed.len().min(9)]);
}

/// Figures for whoever runs the tests with `--nocapture`.
#[expect(clippy::print_stderr, reason = "a test may say how much it tried")]
pub(crate) fn note(text: &str) {
    eprintln!("{text}");
}
