//! Where a segment runs inside regions.

use super::region::Region;
use kurbo::Point;

/// Returns the parts of a segment inside a region, each from and to a part of its length, in order.
pub fn inside(region: &Region, a: Point, b: Point) -> Vec<(f64, f64)> {
    let Some(bounds) = region.bounds() else { return Vec::new() };
    let (left, right, top, bottom) = (a.x.min(b.x), a.x.max(b.x), a.y.min(b.y), a.y.max(b.y));
    if right < bounds.x0 || left > bounds.x1 || bottom < bounds.y0 || top > bounds.y1 {
        return Vec::new();
    }
    let way = b - a;
    let mut cuts = vec![0.0, 1.0];
    for (c, d) in region.edges() {
        let (from, to) = (way.cross(c - a), way.cross(d - a));
        if (from > 0.0) != (to > 0.0) {
            let at = c.lerp(d, from / (from - to)) - a;
            let t = at.dot(way) / way.hypot2().max(1e-12);
            if t > 0.0 && t < 1.0 {
                cuts.push(t);
            }
        }
    }
    cuts.sort_by(f64::total_cmp);
    let is_inside = |w: &[f64]| w[1] > w[0] && region.contains(a.lerp(b, f64::midpoint(w[0], w[1])));
    cuts.windows(2).filter(|w| is_inside(w)).map(|w| (w[0], w[1])).collect()
}

/// Returns the length of a polyline inside any of some regions and outside all of some others, which
/// lie over them.
pub fn length_over<'a>(
    line: &[Point],
    regions: impl Iterator<Item = &'a Region> + Clone,
    above: impl Iterator<Item = &'a Region> + Clone,
) -> f64 {
    let mut length = 0.0;
    for s in line.windows(2) {
        // ends of parts: those of the regions count up, those above hide what is below
        let mut ends: Vec<(f64, i32, i32)> = Vec::new();
        for (from, to) in regions.clone().flat_map(|r| inside(r, s[0], s[1])) {
            ends.extend([(from, 1, 0), (to, -1, 0)]);
        }
        for (from, to) in above.clone().flat_map(|r| inside(r, s[0], s[1])) {
            ends.extend([(from, 0, 1), (to, 0, -1)]);
        }
        ends.sort_by(|p, q| p.0.total_cmp(&q.0));
        let (mut below, mut hidden, mut last, mut part) = (0, 0, 0.0, 0.0);
        for (at, under, over) in ends {
            if below > 0 && hidden == 0 {
                part += at - last;
            }
            (below, hidden, last) = (below + under, hidden + over, at);
        }
        length += part * s[0].distance(s[1]);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Rect;

    #[test]
    fn a_segment_counts_once_where_regions_overlap_and_not_below_others() {
        let square = |x: f64, w: f64| Region::from_rect(Rect::new(x, 0.0, x + w, 10.0));
        let (a, b, top) = (square(10.0, 30.0), square(30.0, 30.0), square(20.0, 5.0));
        let line = [Point::new(0.0, 5.0), Point::new(100.0, 5.0)];
        assert_eq!(inside(&a, line[0], line[1]), vec![(0.1, 0.4)], "a chord");
        let length = length_over(&line, [&a, &b].into_iter(), std::iter::once(&top));
        assert!((length - 45.0).abs() < 1e-9, "50 px over both, 5 of them hidden: {length}");
    }
}
