//! The one door.

use crate::diag::Diagnostic;
use serde_json::{Value, json};

/// Returns a diagnostic as JSON: `rule`, `severity`, `message`, and where they are
/// known `file`, `line`, `column`, `pointer`, `help`, `near` and `known`.
pub fn diagnostic_json(diagnostic: &Diagnostic) -> Value {
    let Diagnostic { rule, severity, place, message, hint: _, near, known } = diagnostic;
    let mut out = json!({ "rule": rule, "severity": severity.name(), "message": message });
    let facts = [
        ("file", Some(&place.file).filter(|f| !f.is_empty()).map(|f| json!(f))),
        ("line", place.line.map(|n| json!(n))),
        ("column", place.column.map(|n| json!(n))),
        ("pointer", place.pointer.as_ref().map(|p| json!(p))),
        ("help", diagnostic.help().map(|h| json!(h))),
        ("near", Some(near).filter(|n| !n.is_empty()).map(|n| json!(n))),
        ("known", Some(known).filter(|k| !k.is_empty()).map(|k| json!(k))),
    ];
    for (key, value) in facts {
        if let Some(value) = value {
            out[key] = value;
        }
    }
    out
}
