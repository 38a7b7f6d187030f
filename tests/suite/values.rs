//! Values colour zones, and the legend says what the colours mean.

use crate::support::try_laid;
use reflexology_chart::input::{Resolver, load};
use reflexology_chart::model::{Chart, Emphasis};
use reflexology_chart::{ChartSpec, Error};

/// One file for every path.
struct Table(&'static str);

impl Resolver for Table {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.as_bytes().to_vec())
    }
}

/// A spec with a table.
fn spec() -> ChartSpec {
    ChartSpec { values: Some("table".to_owned()), unit: Some("%".to_owned()), ..ChartSpec::default() }
}

/// The chart of a table.
fn chart(table: &'static str) -> Result<Chart, Error> {
    load(&spec(), &Table(table))
}

/// The error of a table, in words.
fn refused(table: &'static str) -> String {
    chart(table).expect_err("refused").to_string()
}

/// The legend of a chart: the names of its classes.
fn legend(chart: &Chart) -> Vec<&str> {
    chart.highlights.iter().map(|h| h.legend.as_str()).collect()
}

/// The class of a zone.
fn class(chart: &Chart, id: &str) -> Option<usize> {
    let zone = chart.map.zone_index(id).expect("a zone");
    match chart.emphasis[zone] {
        Emphasis::Primary(class) => Some(class),
        _ => None,
    }
}

#[test]
fn numbers_become_classes_with_units() {
    let chart =
        chart("# a comment\nzone,note,value\nliver,x,12\nstomach,,55.5\nspleen,,100\nheart,,NA\n").expect("reads");
    assert_eq!(legend(&chart), ["0–20\u{A0}%", "40–60\u{A0}%", "80–100\u{A0}%", "No value"], "classes that have zones");
    let classes = ["liver", "stomach", "spleen", "heart", "lungs"].map(|z| class(&chart, z));
    assert_eq!(classes, [Some(0), Some(1), Some(2), Some(3), None], "each in its class");
    let colors: Vec<_> = chart.palette.iter().map(|a| a.fill.color).collect();
    assert!(colors.windows(2).all(|w| w[0] != w[1]), "a colour each: {colors:?}");
    let stomach = chart.map.zone_index("stomach").expect("a zone");
    assert_eq!(chart.values[&stomach], "55.5\u{A0}%", "the value itself beside the name");
}

#[test]
fn json_says_the_same_as_csv() {
    let csv = chart("zone,value\nliver,1\nstomach,2.5\n").expect("reads");
    let json = chart(r#"{"format":"reflex-values/1","values":{"liver":1,"stomach":2.5}}"#).expect("reads");
    assert_eq!(legend(&csv), legend(&json), "the same classes");
    assert_eq!(csv.values, json.values, "the same values");
}

#[test]
fn a_group_gives_its_zones_its_value_unless_they_have_their_own() {
    let chart = chart("zone,value\nspine,10\nsacrum,90\n").expect("reads");
    assert_eq!(class(&chart, "coccyx"), class(&chart, "spine-lumbar"), "of the group");
    assert_ne!(class(&chart, "coccyx"), class(&chart, "sacrum"), "its own");
}

#[test]
fn words_become_categories() {
    let chart = chart("zone,value\nliver,often\nstomach,rarely\nspleen,often\n").expect("reads");
    assert_eq!(legend(&chart), ["often", "rarely"], "in the order of the map");
    assert_eq!(class(&chart, "liver"), class(&chart, "spleen"), "one colour");
}

#[test]
fn a_chart_of_values_is_laid_out_with_its_legend() {
    for size in ["1600x2000", "1600x1000", "900x900"] {
        let spec = ChartSpec { size: size.parse().expect("a size"), ..spec() };
        let (_, laid) = try_laid(&spec, &Table("zone,value\nliver,1\nstomach,8\nkidneys,3\n")).expect("lays out");
        assert!(laid.layout.problems(&laid.views).is_empty(), "{size}: sound");
        let legend: Vec<&str> = laid.layout.legend.iter().map(|l| l.text.text.as_str()).collect();
        assert!(legend.iter().any(|t| t.ends_with("\u{A0}%")), "{size}: a legend with units: {legend:?}");
    }
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    let text = refused("zone,value\nliver,1\nlivr,2\n");
    assert!(text.contains("table:3:1") && text.contains("`liver`"), "an unknown zone: {text}");
    let text = refused("zone,value\nliver,1\nLiver,2\n");
    assert!(text.contains("table:3:1") && text.contains("already"), "twice: {text}");
    let text = refused("zone,wert\nliver,1\n");
    assert!(text.contains("no column `value`") && text.contains("zone,value"), "no column: {text}");
    let text = refused("zone,value\nliver,1,2\n");
    assert!(text.contains("table:2") && text.contains("3 columns"), "too many cells: {text}");
    let text = refused("zone,value\nliver,1\nheart,often\n");
    assert!(text.contains("mixed") && text.contains("often"), "numbers and words: {text}");
    let text = refused(r#"{"format":"reflex-values/1","values":{"liver":1,"hart":[2]}}"#);
    assert!(text.contains("/values/hart"), "with its pointer: {text}");
    let text = refused(r#"{"format":"reflex-values/1","values":{"liver":1},"units":"%"}"#);
    assert!(text.contains("did you mean `unit`"), "an unknown key: {text}");
    let text = refused("zone,value\nliver,\n");
    assert!(text.contains("no value in it"), "nothing: {text}");
    let both = ChartSpec { zones: vec!["liver".into()], ..spec() };
    let text = load(&both, &Table("zone,value\nliver,1\n")).expect_err("refused").to_string();
    assert!(text.contains("/values: `zone` and `values` contradict each other"), "both: {text}");
    let many = ChartSpec { classes: 12, ..spec() };
    let text = load(&many, &Table("zone,value\nliver,1\n")).expect_err("refused").to_string();
    assert!(text.contains("2 to 9"), "too many classes: {text}");
}

#[test]
fn own_names_take_the_place_of_the_maps() {
    let named = |table: &'static str| {
        let zones = vec!["lower-back".into()];
        let spec = ChartSpec { zones, labels_file: Some("names".to_owned()), ..ChartSpec::default() };
        load(&spec, &Table(table))
    };
    let chart =
        named(r#"{"format":"reflex-labels/1","labels":{"sacrum":"S1 to S5","lower-back":"Loins"}}"#).expect("reads");
    let sacrum = chart.map.zone_index("sacrum").expect("a zone");
    assert_eq!((chart.zone_label(sacrum), chart.title.as_str()), ("S1 to S5", "Loins"), "zone and group");
    let text = named(r#"{"format":"reflex-labels/1","labels":{"sacrm":"S"}}"#).expect_err("refused").to_string();
    assert!(text.contains("names:1:") && text.contains("/labels/sacrm") && text.contains("`sacrum`"), "{text}");
    let text = named(r#"{"format":"reflex-labels/1","labels":{"sacrum":" "}}"#).expect_err("refused").to_string();
    assert!(text.contains("1 to 300 characters"), "{text}");
}
