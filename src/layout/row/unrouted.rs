//! Why the labels of a row have no places.

use crate::error::Error;
use crate::labeling::NoSolution;

/// Why the labels of a row have no places.
pub(super) struct Unrouted {
    /// What to tell.
    pub error: Error,
    /// Why there is no solution, where there was a problem to solve.
    pub why: Option<NoSolution>,
}

impl From<Error> for Unrouted {
    fn from(error: Error) -> Self {
        Self { error, why: None }
    }
}

impl Unrouted {
    /// Returns the two labels that were in each other's way, if that was why; one of them twice
    /// where it was alone.
    pub(super) fn culprits(&self) -> Option<(usize, usize)> {
        match self.why {
            Some(NoSolution::Conflict(a, b)) => Some((a, b)),
            _ => None,
        }
    }
}
