//! Arguments, as clap has them.

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Draws foot reflexology charts from data.
///
/// Reflexology is a tradition; its maps are claims, not medical facts, and
/// every chart says so.
#[derive(Parser)]
#[command(name = "chart", version, propagate_version = true)]
pub(super) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Draw one chart.
    Render(Box<RenderArgs>),
    /// Lay one chart out and write every box, leader and anchor, and how good they are, as JSON.
    Layout(Box<LayoutArgs>),
    /// Print the job that is in a picture: its spec, the version, and hashes of map, outlines, theme and fonts.
    Inspect(InspectArgs),
    /// Name what the map has.
    List(ListArgs),
    /// Print all that the map knows of a zone or group.
    Show(ShowArgs),
    /// Print the licences of program, map data and fonts.
    Licenses,
}

/// Arguments of `chart render`.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  chart render --zone lower-back -o out.png\n  chart render --zone lower-back --zone sciatic -o a.png -o a.svg\n  chart render --zone kidneys --view right-plantar --size 1200x1200 -o -  --format png > k.png"
)]
pub(super) struct RenderArgs {
    /// What to draw.
    #[command(flatten)]
    pub chart: SpecArgs,
    /// File to write, `-` for standard output; repeat for more formats.
    #[arg(short, long = "output", value_name = "FILE", required = true)]
    pub outputs: Vec<String>,
    /// Format of `-o -`, or of files without a known extension: png, jpg, webp, svg, pdf, html.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// What matters more in a PNG file: fast, small.
    #[arg(long, value_name = "WHAT", default_value = "small")]
    pub compression: String,
    /// How an SVG file has its texts: live (with the fonts inside), named (fonts by name), outlines.
    #[arg(long, value_name = "MODE", default_value = "live")]
    pub text: String,
    /// What ids of an SVG file begin with [default: letters and digits that follow from the picture].
    #[arg(long, value_name = "TEXT")]
    pub id_prefix: Option<String>,
    /// Text file to write with the alt text and the long description.
    #[arg(long, value_name = "FILE")]
    pub alt_out: Option<String>,
    /// Print what to paste into a page: html, markdown, mdx, wp-block.
    #[arg(long, value_name = "LANGUAGE")]
    pub emit: Option<String>,
    /// Fail if the layout breaks a rule: overlap, crossing, leader through text, text off the page or over a drawing, anchor outside its zone.
    #[arg(long)]
    pub check_layout: bool,
}

/// Arguments of `chart layout`.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  chart layout --zone lower-back -o layout.json\n  chart layout --zone all --size atlas -o -"
)]
pub(super) struct LayoutArgs {
    /// What to lay out.
    #[command(flatten)]
    pub chart: SpecArgs,
    /// File to write, `-` for standard output.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: String,
}

/// Arguments of `chart inspect`.
#[derive(Args)]
pub(super) struct InspectArgs {
    /// Picture that `chart render` wrote, of any format.
    #[arg(value_name = "FILE")]
    pub file: String,
}

/// What a chart shows and how: the fields of a chart spec.
#[derive(Args)]
pub(super) struct SpecArgs {
    /// Zone or group to highlight, or `all`; repeat for more, each in its own colour.
    #[arg(long = "zone", value_name = "ID", value_delimiter = ',')]
    pub zones: Vec<String>,
    /// Views: plantar, medial, lateral, dorsal, or ids such as right-plantar [default: where the zones are].
    #[arg(long = "view", value_name = "VIEW", value_delimiter = ',')]
    pub views: Vec<String>,
    /// Which feet: left, right, both [default: both, on wide pages one].
    #[arg(long, value_name = "SIDE")]
    pub side: Option<String>,
    /// Title [default: from the zones].
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Subtitle [default: from the views].
    #[arg(long, value_name = "TEXT")]
    pub subtitle: Option<String>,
    /// Page size in px, or atlas, a4, a3.
    #[arg(long, value_name = "WxH", default_value = "1600x2000")]
    pub size: String,
    /// Pixels per px, for dense displays.
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0)]
    pub scale: f64,
    /// Language of the chart.
    #[arg(long, value_name = "CODE", default_value = "en")]
    pub lang: String,
    /// Colours: light, dark, print.
    #[arg(long, value_name = "NAME", default_value = "light")]
    pub theme: String,
    /// Skin of the theme, by number from 1.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub skin: usize,
    /// How the other zones are drawn: tint, outline, none.
    #[arg(long, value_name = "WAY", default_value = "tint")]
    pub context: String,
    /// Guides to draw: shoulder, diaphragm, waist, heel, zones, all, none [default: those of the groups; alone: all].
    #[arg(long, value_name = "NAMES", value_delimiter = ',', num_args = 0..=1, default_missing_value = "all")]
    pub guides: Option<Vec<String>>,
    /// Figure of the body that shows what the names mean: auto, on, off.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub body: String,
    /// Enlarged detail where a zone is too small to see: auto, on, off.
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub lens: String,
    /// Which zones are labelled, and how: auto, highlighted, all, numbers, none.
    #[arg(long, value_name = "MODE", default_value = "auto")]
    pub labels: String,
    /// Zone map to draw [default: the built-in western-foot].
    #[arg(long, value_name = "FILE")]
    pub map: Option<String>,
    /// Variant of the map, such as asian.
    #[arg(long, value_name = "NAME")]
    pub variant: Option<String>,
    /// Outline that replaces the map's, such as plantar=my-sole.svg.
    #[arg(long = "outline", value_name = "ASPECT=FILE")]
    pub outlines: Vec<String>,
}

/// Arguments of the commands that print what a map has.
#[derive(Args)]
pub(super) struct FactArgs {
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// Zone map to read [default: the built-in western-foot].
    #[arg(long, value_name = "FILE")]
    pub map: Option<String>,
    /// Variant of the map, such as asian.
    #[arg(long, value_name = "NAME")]
    pub variant: Option<String>,
    /// Language of the names.
    #[arg(long, value_name = "CODE", default_value = "en")]
    pub lang: String,
}

/// Arguments of `chart list`.
#[derive(Args)]
pub(super) struct ListArgs {
    /// What to name.
    #[arg(value_enum)]
    pub what: Listing,
    /// Of which map, and how.
    #[command(flatten)]
    pub facts: FactArgs,
}

/// Arguments of `chart show`.
#[derive(Args)]
pub(super) struct ShowArgs {
    /// Zone or group: its id, an alias or its name.
    #[arg(value_name = "ZONE")]
    pub name: String,
    /// Of which map, and how.
    #[command(flatten)]
    pub facts: FactArgs,
}

/// What `chart list` can name.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Listing {
    /// Zones with their names.
    Zones,
    /// Groups with their members.
    Groups,
    /// Views that the map has outlines for.
    Views,
    /// Variants of the map.
    Variants,
}
