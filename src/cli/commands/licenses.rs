//! `chart licenses`: prints under which licences everything is.

use crate::assets;
use crate::cli::terminal::print;
use crate::error::Error;

/// The licences of each part, before the text of the font licence.
const TEXT: &str = "\
Program        MIT or Apache-2.0, at your choice.
Map and art    The zone map, the outlines and the other drawings, the words and
               the themes: CC BY 4.0.
Fonts          Inter and Inter Display: SIL Open Font License 1.1.
Crates         MIT, Apache-2.0, BSD, Zlib, Unicode and the like, crate by crate in
               the list at the end. The JPEG encoder is based in part on the work
               of the Independent JPEG Group.
Pictures       What you make with this program is yours. We ask for honesty:
               keep the line that says that these maps are traditional claims,
               or say it beside the picture.

The texts follow.
";

/// Prints the licences.
pub(in crate::cli) fn run() -> Result<(), Error> {
    print(format!("{TEXT}{}", assets::licence_texts()).as_bytes())
}
