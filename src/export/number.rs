//! The one way numbers are written: short, and the same everywhere.

/// A number with at most two decimals, no trailing zeros, no negative zero.
pub(super) fn number(x: f64) -> String {
    decimals(x, 2)
}

/// A number with at most four decimals, for factors such as opacities.
pub(super) fn fine(x: f64) -> String {
    decimals(x, 4)
}

/// A number with at most `places` decimals.
fn decimals(x: f64, places: usize) -> String {
    debug_assert!(x.is_finite(), "layouts are checked for finite numbers");
    let text = format!("{x:.places$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let written: Vec<String> = [1.0, -0.001, 2.50, 100.0, 0.126].map(number).to_vec();
        assert_eq!(written, ["1", "0", "2.5", "100", "0.13"], "two decimals at most");
    }
}
