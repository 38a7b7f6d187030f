//! Path data and transforms. Path data are relative, on a grid of decimals, without what can be left out. Each point is rounded
//! by itself, so that errors do not add up.

use crate::export::number::{decimals_4, decimals_6};
use kurbo::{Affine, BezPath, PathEl, Point};

/// Formats path data with a number of units to one: 10 for one decimal, 100 for two.
pub(super) fn path_data(path: &BezPath, one: u32) -> String {
    let mut data = PathData { out: String::new(), one, at: (0, 0), start: (0, 0), last: ' ' };
    for el in path.elements() {
        match *el {
            PathEl::MoveTo(a) => {
                data.push('m', &[a]);
                data.start = data.at;
            }
            PathEl::LineTo(a) => data.push('l', &[a]),
            PathEl::QuadTo(a, b) => data.push('q', &[a, b]),
            PathEl::CurveTo(a, b, c) => data.push('c', &[a, b, c]),
            PathEl::ClosePath => {
                data.out.push('z');
                (data.at, data.last) = (data.start, 'z');
            }
        }
    }
    data.out
}

/// Formats a transform.
pub(super) fn matrix(t: Affine) -> String {
    let [a, b, c, d, e, f] = t.as_coeffs();
    format!(
        "matrix({} {} {} {} {} {})",
        decimals_6(a),
        decimals_6(b),
        decimals_6(c),
        decimals_6(d),
        decimals_4(e),
        decimals_4(f)
    )
}

/// Path data that is being written.
struct PathData {
    /// What is written.
    out: String,
    /// Units to one.
    one: u32,
    /// The current point, in units.
    at: (i64, i64),
    /// The first point of the subpath, in units.
    start: (i64, i64),
    /// The last command.
    last: char,
}

impl PathData {
    /// Writes a command with its points; the last becomes the current one.
    fn push(&mut self, command: char, points: &[Point]) {
        // the first command counts from the origin
        let is_new = command != self.last || command == 'm';
        if is_new {
            self.out.push(command);
        }
        let mut end = self.at;
        for (i, p) in points.iter().enumerate() {
            end = (self.units(p.x), self.units(p.y));
            for (k, d) in [end.0 - self.at.0, end.1 - self.at.1].into_iter().enumerate() {
                if d >= 0 && !(is_new && i == 0 && k == 0) {
                    self.out.push(' ');
                }
                self.number(d);
            }
        }
        (self.at, self.last) = (end, command);
    }

    /// Rounds a coordinate to whole units.
    fn units(&self, x: f64) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "saturates; pages have less than 1e9 units")]
        let units = (x * f64::from(self.one)).round() as i64;
        units
    }

    /// Writes a number of units as a decimal without needless zeros.
    fn number(&mut self, units: i64) {
        if units < 0 {
            self.out.push('-');
        }
        let (size, one) = (units.unsigned_abs(), u64::from(self.one));
        let (whole, mut rest) = (size / one, size % one);
        if whole > 0 || rest == 0 {
            self.out.push_str(itoa::Buffer::new().format(whole));
        }
        if rest == 0 {
            return;
        }
        self.out.push('.');
        let mut place = one / 10;
        while rest < place {
            self.out.push('0');
            place /= 10;
        }
        while rest.is_multiple_of(10) {
            rest /= 10;
        }
        self.out.push_str(itoa::Buffer::new().format(rest));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_are_short_and_lead_to_the_same_points() {
        let mut path = BezPath::new();
        path.move_to((10.0, 20.5));
        path.line_to((10.25, 20.0));
        path.line_to((9.0, 21.0));
        path.curve_to((9.1, 21.0), (9.2, 22.04), (-1.0, 0.0));
        path.close_path();
        path.move_to((0.0, 0.0));
        path.quad_to((1.0, 1.0), (2.0, 0.0));
        assert_eq!(path_data(&path, 100), "m10 20.5l.25-.5-1.25 1c.1 0 .2 1.04-10-21zm-10-20.5q1 1 2 0");
        let read = BezPath::from_svg(&path_data(&path, 100)).expect("path data");
        for (a, b) in path.elements().iter().zip(read.elements()) {
            let (a, b) = (a.end_point().unwrap_or_default(), b.end_point().unwrap_or_default());
            assert!((a - b).hypot() < 0.008, "{a:?} {b:?}");
        }
    }

    #[test]
    fn rounding_does_not_add_up() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        for i in 1..=3000 {
            path.line_to((f64::from(i) * 0.0333, f64::from(i) * 0.0777));
        }
        let read = BezPath::from_svg(&path_data(&path, 10)).expect("path data");
        let end = read.elements().last().and_then(PathEl::end_point).expect("an end");
        assert!((end - Point::new(99.9, 233.1)).hypot() < 0.08, "{end:?}");
    }
}
