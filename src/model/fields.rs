//! The list of the fields of a chart spec: the only place that names them all.
//!
//! A field is added here and nowhere else. A row has what a caller of the library
//! reads and sets (documentation, name, type and default), then the key or keys
//! under which files, flags and records have it: name, what its value is called,
//! and its help. A key whose value is called `FILE` is a path.
//!
//! From the rows are made: [`ChartSpec`](super::ChartSpec) here; and in `input` what
//! reads and writes a spec, what the flags of `chart render` are made from, and the
//! JSON Schema. How a type is written is said once for each type, by `input`.

/// Hands all rows to a macro.
macro_rules! spec_fields {
    ($then:ident) => {
        $then! {
            /// Zones and groups to highlight, in the order of the accents. Default: none,
            /// the bare map.
            zones: Vec<HighlightSpec> = Vec::new() =>
                ("zone", "ID", "Zone or group to highlight, or `all`; repeat for more, each in its own colour; ID=COLOR says which colour.");
            /// Aspects or view ids. Default: those where the zones are.
            views: Vec<String> = Vec::new() =>
                ("view", "VIEW", "Views: plantar, medial, lateral, dorsal, or ids such as right-plantar [default: where the zones are].");
            /// Which feet. Default: what suits the page.
            side: SideChoice = SideChoice::Auto =>
                ("side", "SIDE", "Which feet: left, right, both [default: both, on wide pages one].");
            /// Title. Default: from the highlighted zones.
            title: Option<String> = None =>
                ("title", "TEXT", "Title [default: from the zones].");
            /// Subtitle. Default: from the views.
            subtitle: Option<String> = None =>
                ("subtitle", "TEXT", "Subtitle [default: from the views].");
            /// Page size in px. Default: 1600 x 2000.
            size: Size = Size::default() =>
                ("size", "SIZE", "Page size: a name of `chart list sizes`, or `WIDTHxHEIGHT` in px, mm, cm, in or pt, such as 210x297mm [default: 1600x2000]."),
                ("dpi", "NUMBER", "Pixels per inch of paper [default: 300 for sizes of paper].");
            /// Pixels per px of the page, for dense displays, 0.1 to 8. Default: 1.
            scale: f64 = 1.0 =>
                ("scale", "FACTOR", "Pixels per px, for dense displays [default: 1].");
            /// Language code. Default: `en`.
            lang: String = "en".to_owned() =>
                ("lang", "CODE", "Language of the chart; see `chart list languages` [default: en].");
            /// Theme name: `light`, `dark` or `print`. Default: `light`.
            theme: String = "light".to_owned() =>
                ("theme", "NAME", "Colours: light, dark, print [default: light].");
            /// Number of the theme's skin, from 1. Default: 1.
            skin: usize = 1 =>
                ("skin", "NUMBER", "Skin of the theme, by number from 1 [default: 1].");
            /// Colours that replace the theme's accents, in their order. Default: none.
            accents: Vec<Color> = Vec::new() =>
                ("accent", "COLOR", "Colour of highlights, as #RRGGBB, instead of the theme's first; repeat for the next ones.");
            /// What is behind everything. Default: the theme's page.
            ground: Ground = Ground::Paper =>
                ("ground", "GROUND", "What is behind everything: paper, white, transparent [default: paper].");
            /// How zones that are not highlighted are drawn. Default: tint.
            context: Context = Context::Tint =>
                ("context", "WAY", "How the other zones are drawn: tint, outline, none [default: tint].");
            /// Whether edges show how far texts agree on the places of highlighted zones.
            /// Default: where these are not all of one grade.
            agreement: AgreementChoice = AgreementChoice::Auto =>
                ("agreement", "WHEN", "Whether edges show how far texts agree on the places of highlighted zones, solid, dashed or dotted: auto, show, hide [default: auto, where they differ in that].");
            /// Names of guides, or `zones`, `all`, `none`. Default: those that the
            /// highlighted groups name.
            guides: Option<Vec<String>> = None =>
                ("guides", "NAMES", "Guides to draw: shoulder, diaphragm, waist, heel, zones, all, none [default: those of the groups; alone: all].");
            /// Whether a figure of the body shows what the names mean. Default: where
            /// there is room.
            body: Toggle = Toggle::Auto =>
                ("body", "WHEN", "Figure of the body that shows what the names mean: auto, on, off [default: auto].");
            /// Whether highlighted zones that are too small to see are enlarged beside
            /// the foot. Default: where they are and there is room.
            lens: Toggle = Toggle::Auto =>
                ("lens", "WHEN", "Enlarged detail where a zone is too small to see: auto, on, off [default: auto].");
            /// Which zones are labelled, and how. Default: auto.
            labels: LabelMode = LabelMode::Auto =>
                ("labels", "MODE", "Which zones are labelled, and how: auto, groups, highlighted, all, numbers, none [default: auto].");
            /// Ids of zones or groups that a close-up shows. Default: none, whole feet.
            crop: Vec<String> = Vec::new() =>
                ("crop", "ZONE", "Close-up of the foot about a zone or group; repeatable.");
            /// Numbered texts, in order. Default: none.
            notes: Vec<Note> = Vec::new() =>
                ("note", "[ZONE=]TITLE[: TEXT]", "Numbered text beside or below the figures, such as \"sacrum=Sacrum: said to be here\"; repeatable.");
            /// Arrows along zones. Default: none.
            strokes: Vec<ArrowSpec> = Vec::new() =>
                ("stroke", "ZONE[@VIEW][:NOTE][:reverse]", "Arrow along a zone, or along several that lie end to end, such as coccyx+sacrum@medial:1; repeatable.");
            /// Paths of fonts for letters that the compiled-in ones lack, in the order
            /// in which they are asked. Default: none.
            fonts: Vec<String> = Vec::new() =>
                ("font", "FILE", "Font for letters that the compiled-in ones (Latin, Greek, Cyrillic) lack, as TrueType or OpenType; repeatable.");
            /// Path of a table of own names for zones and groups. Default: none.
            labels_file: Option<String> = None =>
                ("labels-file", "FILE", "Table of own names for zones and groups, as JSON.");
            /// Path of a table of values that colour the zones. Default: none.
            values: Option<String> = None =>
                ("values", "FILE", "Table of values (CSV or JSON) that colour the zones.");
            /// Unit of the values. Default: what the table says.
            unit: Option<String> = None =>
                ("unit", "TEXT", "Unit of the values [default: what the table says].");
            /// Most classes of numbers, 2 to 9. Default: 5.
            classes: usize = 5 =>
                ("classes", "NUMBER", "Most classes of numbers, 2 to 9 [default: 5].");
            /// Whether there is a legend, where the page has room for one. Default: yes.
            legend: bool = true =>
                ("no-legend", "", "Leave out the legend.");
            /// Whether views are named on the page. Default: yes.
            view_names: bool = true =>
                ("no-view-names", "", "Leave out the names of the views.");
            /// Whether the line stands on the page that the maps are traditional and
            /// unconfirmed; descriptions say so always. Default: yes.
            claim: bool = true =>
                ("no-claim", "", "Leave out the line that the maps are traditional and unconfirmed: say so beside the picture. Descriptions say it still.");
            /// Whether the page says where the placements come from. Default: yes.
            sources: bool = true =>
                ("no-sources", "", "Leave out where the placements come from.");
            /// What kind of picture it is, above the title. Default: that it is a chart of
            /// reflexology.
            kicker: Option<String> = None =>
                ("kicker", "TEXT", "What kind of picture it is, above the title [default: Foot reflexology chart].");
            /// References of the texts, numbered in order, in small type at the foot of the
            /// page. Default: none.
            references: Vec<String> = Vec::new() =>
                ("reference", "TEXT", "Reference of your texts, such as a study, numbered and in small type at the foot of the page; repeatable.");
            /// A line of the author's at the foot of the page. Default: none.
            credit: Option<String> = None =>
                ("credit", "TEXT", "Line of your own at the foot of the page, such as who made the picture.");
            /// Path of the map. Default: the built-in `western-foot`.
            map: Option<String> = None =>
                ("map", "FILE", "Zone map to draw [default: the built-in western-foot].");
            /// Name of a variant of the map. Default: none.
            variant: Option<String> = None =>
                ("variant", "NAME", "Variant of the map, such as asian.");
            /// Paths of outlines that replace the map's, by aspect.
            outlines: BTreeMap<Aspect, String> = BTreeMap::new() =>
                ("outline", "ASPECT=FILE", "Outline that replaces the map's, such as plantar=my-sole.svg.");
        }
    };
}

pub(crate) use spec_fields;
