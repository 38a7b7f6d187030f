//! The one way numbers are written: short, and the same everywhere.

use std::fmt;

/// Formats a length or coordinate with at most two decimals, no trailing zeros, no
/// negative zero.
pub(super) const fn decimals_2(value: f64) -> Number {
    Number { value, one: 100 }
}

/// Formats a factor such as an opacity with at most four decimals.
pub(super) const fn decimals_4(value: f64) -> Number {
    Number { value, one: 10_000 }
}

/// Formats a factor of a transform with at most six decimals.
pub(super) const fn decimals_6(value: f64) -> Number {
    Number { value, one: 1_000_000 }
}

/// Numbers of fewer units are written the fast way: so small, a product is
/// right to a ten-millionth.
const MOST: f64 = 1e9;
/// So near to the middle between two numbers, a product does not tell which of
/// them is nearer.
const DOUBTFUL: f64 = 1e-6;

/// A number to be written.
#[derive(Clone, Copy)]
pub(super) struct Number {
    /// What it is.
    value: f64,
    /// How many units of its last decimal are one.
    one: u32,
}

impl Number {
    /// Writes the number to `out`.
    pub(super) fn write(self, out: &mut impl fmt::Write) -> fmt::Result {
        let Some(units) = self.units() else { return out.write_str(&self.exact()) };
        if self.value < 0.0 && units > 0 {
            out.write_char('-')?;
        }
        out.write_str(itoa::Buffer::new().format(units / self.one))?;
        let mut rest = units % self.one;
        if rest == 0 {
            return Ok(());
        }
        out.write_char('.')?;
        let mut place = self.one / 10;
        while rest < place {
            out.write_char('0')?;
            place /= 10;
        }
        while rest.is_multiple_of(10) {
            rest /= 10;
        }
        out.write_str(itoa::Buffer::new().format(rest))
    }

    /// Returns the number in units of its last decimal, without its sign, or `None`
    /// where rounding is in doubt.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below the limit and not negative")]
    fn units(self) -> Option<u32> {
        let scaled = self.value.abs() * f64::from(self.one);
        let units = (scaled < MOST).then_some(scaled as u32)?;
        let rest = scaled - f64::from(units);
        ((rest - 0.5).abs() > DOUBTFUL).then_some(units + u32::from(rest > 0.5))
    }

    /// Formats any number the slow way, by the standard library.
    fn exact(self) -> String {
        debug_assert!(self.value.is_finite(), "layouts are checked for finite numbers");
        let text = format!("{:.*}", self.one.ilog10() as usize, self.value);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        if text == "-0" { "0".to_owned() } else { text.to_owned() }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

/// Rounds a small positive number to an integer.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, which densities do not reach")]
pub(super) fn whole(x: f64) -> u32 {
    x.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let written = [1.0, -0.001, 2.50, 100.0, 0.126, -0.05, -12.3].map(|x| decimals_2(x).to_string());
        assert_eq!(written, ["1", "0", "2.5", "100", "0.13", "-0.05", "-12.3"], "two decimals at most");
    }

    #[test]
    fn the_fast_way_writes_what_the_exact_one_does() {
        // steps of odd size meet middles, carries and all lengths
        let mut x: f64 = 1e-9;
        while x < 3e9 {
            for value in [x, -x, (x * 200.0).round() / 200.0, (x * 1000.0).round() / 1000.0] {
                for n in [decimals_2(value), decimals_4(value), decimals_6(value)] {
                    assert_eq!(n.to_string(), n.exact(), "{value} with {} units", n.one);
                }
            }
            x *= 1.000_37;
        }
    }
}
