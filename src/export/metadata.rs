//! What a picture file says about itself: an XMP packet, the same in every
//! format. It has no date, no path and no name of a machine.

use super::escape::xml;
use crate::scene::Scene;
use std::fmt::Write as _;

/// What wrote the file.
pub(super) const CREATOR: &str = concat!("reflexology-chart ", env!("CARGO_PKG_VERSION"));
/// The namespace of the job.
const NAMESPACE: &str = "https://ns.reflexology-chart/1.0/";
/// Begins the job in a packet.
pub(super) const JOB_START: &str = "<chart:Job>";
/// Ends the job in a packet.
pub(super) const JOB_END: &str = "</chart:Job>";

/// Writes the XMP packet of a scene, with its job if there is one. Readers such as
/// `WordPress` 7 want properties as elements, and alternatives by language.
pub(super) fn xmp(scene: &Scene, job: Option<&str>) -> String {
    let mut out = String::from(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n",
    );
    out.push_str(&rdf(scene, job, true));
    out.push_str("</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out
}

/// Writes the RDF inside the packet. With `for_any`, each text is also given for any
/// language: readers of packets want that, but checkers of pages take it for a language
/// that does not exist.
pub(super) fn rdf(scene: &Scene, job: Option<&str>, for_any: bool) -> String {
    let mut out = String::from("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    let _ = writeln!(
        out,
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\" xmlns:chart=\"{NAMESPACE}\">"
    );
    let texts = [
        ("dc:title", &scene.title),
        ("dc:description", &scene.caption),
        ("dc:rights", &scene.rights),
        ("Iptc4xmpCore:AltTextAccessibility", &scene.alt),
        ("Iptc4xmpCore:ExtDescrAccessibility", &scene.description),
    ];
    for (name, text) in texts {
        let text = xml(text);
        let _ = write!(out, "<{name}><rdf:Alt>");
        if for_any {
            let _ = write!(out, "<rdf:li xml:lang=\"x-default\">{text}</rdf:li>");
        }
        let _ = writeln!(out, "<rdf:li xml:lang=\"{}\">{text}</rdf:li></rdf:Alt></{name}>", xml(&scene.lang));
    }
    let _ = writeln!(out, "<dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>", xml(&scene.lang));
    let _ = writeln!(out, "<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>");
    if let Some(job) = job {
        let _ = writeln!(out, "{JOB_START}{}{JOB_END}", xml(job));
    }
    out.push_str("</rdf:Description>\n</rdf:RDF>\n");
    out
}
