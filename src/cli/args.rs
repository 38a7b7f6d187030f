//! Arguments and flags, for clap to parse. The doc comments here are the help that users read.

use super::flags::SpecFlags;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;

/// Draws foot reflexology charts from data.
///
/// Reflexology is a tradition; its maps are claims, not medical facts, and
/// every chart says so.
#[derive(Parser)]
#[command(name = "chart", version, propagate_version = true)]
pub(super) struct Cli {
    /// Say nothing but errors.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say what is read and written.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Say what was written and what went wrong as JSON, one object a line.
    #[arg(long, global = true)]
    pub json: bool,
    /// Colour help and messages: always, never, or auto, as terminal and environment have it.
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto", global = true)]
    pub color: When,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// When something is done.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum When {
    /// On a terminal that can.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Subcommand)]
pub(super) enum Command {
    /// Draw one chart.
    Render(Box<RenderArgs>),
    /// Draw the charts of spec files, or of all in a folder.
    Build(BuildArgs),
    /// Draw many charts on all cores: one chart spec a line, one result a line.
    Batch(BatchArgs),
    /// Lay one chart out and write every box, leader and anchor, and how good they are, as JSON.
    Layout(Box<LayoutArgs>),
    /// Print the job that is in a picture: its spec, the version, and hashes of map, outlines, theme and fonts.
    Inspect(InspectArgs),
    /// Name what the map has.
    List(ListArgs),
    /// Print all that the map knows of a zone or group.
    Show(ShowArgs),
    /// Print the JSON Schema of a kind of file.
    Schema(SchemaArgs),
    /// Print a script that completes commands and flags in a shell.
    Completions(CompletionsArgs),
    /// Print the manual page of the program or of one of its commands.
    Man(ManArgs),
    /// Print the licences of program, map data and fonts.
    Licenses,
}

/// Arguments of `chart render`.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  chart render --zone lower-back -o out.png\n  chart render --zone lower-back --zone sciatic -o a.png -o a.svg\n  chart render --zone kidneys --view right-plantar --size 1200x1200 -o - --format png > k.png\n  chart render --spec charts/sciatica/hero.json --lang de -o hero-de.png"
)]
pub(super) struct RenderArgs {
    /// What to draw.
    #[command(flatten)]
    pub chart: SpecArgs,
    /// File to write, `-` for standard output; repeat for more formats.
    #[arg(short, long = "output", value_name = "FILE", required_unless_present = "dry_run")]
    pub outputs: Vec<String>,
    /// Format of `-o -`, or of files without a known extension: png, jpg, webp, svg, pdf, html.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// How files are written.
    #[command(flatten)]
    pub export: ExportArgs,
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
    /// Draw nothing: check all that is asked for and print it as a chart spec.
    #[arg(long)]
    pub dry_run: bool,
    /// Say how long each stage took.
    #[arg(long)]
    pub timings: bool,
}

/// How files are written, whatever they show.
#[derive(Args)]
pub(super) struct ExportArgs {
    /// What matters more in a PNG file: fast, small.
    #[arg(long, value_name = "WHAT", default_value = "fast")]
    pub compression: String,
    /// How an SVG file has its texts: live (with the fonts inside), named (fonts by name), outlines.
    #[arg(long, value_name = "MODE", default_value = "live")]
    pub text: String,
    /// Let the strokes of an SVG file draw themselves, one after the other; readers who ask for less motion see them whole.
    #[arg(long)]
    pub animate: bool,
}

/// Arguments of `chart build`.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  chart build charts/sciatica\n  chart build hero.json wide.json --out pictures --format png --format svg\n  chart build - --out pictures < hero.json"
)]
pub(super) struct BuildArgs {
    /// Chart specs, folders of them, or `-` for one from standard input.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,
    /// Folder to write to [default: that of the spec].
    #[arg(long, value_name = "DIR")]
    pub out: Option<String>,
    /// Format to write; repeat for more [default: the formats of the spec, or png].
    #[arg(long = "format", value_name = "FORMAT", value_delimiter = ',')]
    pub formats: Vec<String>,
    /// Write all charts as the pages of one PDF file instead of one picture each.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "formats"])]
    pub pages: Option<String>,
    /// Fail if a layout breaks a rule; see `chart render --help`.
    #[arg(long)]
    pub check_layout: bool,
    /// Say how long each stage took.
    #[arg(long)]
    pub timings: bool,
}

/// Arguments of `chart batch`.
#[derive(Args)]
#[command(
    after_help = "Each job is a chart spec on one line; `format` may be left out, and `out` names its picture:\n  {\"zone\": \"liver\", \"out\": \"liver.png\"}\n  {\"extends\": \"base.json\", \"zone\": [\"heart\"], \"title\": \"Heart\"}\nEach result is an object on one line: `line`, and `out`, `bytes` and `ms`, or `kept`, or `error`.\nThe exit code is 6 if any job was refused.\n\nExamples:\n  chart batch jobs.ndjson --out-dir pictures\n  chart batch jobs.ndjson --out-dir pictures --name \"{lang}/{hash}\" --resume\n  generate-jobs | chart batch - --out-dir pictures --format webp --shard 2/4 > results.ndjson"
)]
pub(super) struct BatchArgs {
    /// Jobs, one JSON object a line; `-` for standard input.
    #[arg(value_name = "JOBS", default_value = "-")]
    pub file: String,
    /// Folder to write to.
    #[arg(long, value_name = "DIR")]
    pub out_dir: String,
    /// Names of pictures whose job has no `out`. In braces stand `n` for the line, `hash` for all that decides the picture, or any field of the job.
    #[arg(long, value_name = "TEMPLATE", default_value = "{n}")]
    pub name: String,
    /// Format of pictures whose name says none [default: that of the job, or png].
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// How many jobs are drawn at once [default: as many as there are cores].
    #[arg(long, value_name = "NUMBER")]
    pub jobs: Option<NonZeroUsize>,
    /// Skip jobs whose picture is there. With {hash} in the name it is the same picture; with other names it may be of another job or version.
    #[arg(long)]
    pub resume: bool,
    /// Draw only each n-th line, the i-th of n parts.
    #[arg(long, value_name = "I/N")]
    pub shard: Option<String>,
    /// How files are written.
    #[command(flatten)]
    pub export: ExportArgs,
    /// Refuse jobs whose layout breaks a rule; see `chart render --help`.
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
    /// Chart spec to read, `-` for standard input; other flags win over its fields.
    #[arg(long, value_name = "FILE")]
    pub spec: Option<String>,
    /// The fields as flags.
    #[command(flatten)]
    pub fields: SpecFlags,
}

/// Arguments of the commands that print what a map has.
#[derive(Args)]
pub(super) struct FactArgs {
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

/// Arguments of `chart completions`.
#[derive(Args)]
#[command(after_help = "Example:\n  chart completions bash > ~/.local/share/bash-completion/completions/chart")]
pub(super) struct CompletionsArgs {
    /// For which shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Arguments of `chart man`.
#[derive(Args)]
#[command(after_help = "Example:\n  chart man render | man -l -")]
pub(super) struct ManArgs {
    /// A command, such as render [default: the program].
    #[arg(value_name = "COMMAND")]
    pub name: Option<String>,
}

/// Arguments of `chart schema`.
#[derive(Args)]
pub(super) struct SchemaArgs {
    /// Of what.
    #[arg(value_enum)]
    pub what: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum SchemaOf {
    /// Zone maps.
    Map,
    /// Chart specs.
    Chart,
    /// Themes.
    Theme,
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
    /// Body systems of the map.
    Systems,
    /// Sources of the map.
    Sources,
    /// Themes with their skins.
    Themes,
    /// Sizes with a name.
    Sizes,
    /// Languages that the program has words for.
    Languages,
}
