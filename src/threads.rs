//! Work shared among threads: a number of jobs in, their results in the same order
//! out. Nothing here knows what a job does.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Runs a number of jobs on at most some threads (or on all cores), each thread with a state of its
/// own, and returns the results in the order of the jobs. Jobs are begun in their order, so that
/// one may wait for those before it.
pub(crate) fn map_in_order<S, T: Send>(
    count: usize,
    threads: Option<NonZeroUsize>,
    state: impl Fn() -> S + Sync,
    job: impl Fn(&mut S, usize) -> T + Sync,
) -> Vec<T> {
    let threads = threads.unwrap_or_else(cores).get().min(count);
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(count)));
    let work = || {
        let mut state = state();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                break;
            }
            let made = job(&mut state, index);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((index, made));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, made)| made).collect()
}

/// Returns how many threads can run at once. The system is asked only once, as it has to read files
/// for that.
fn cores() -> NonZeroUsize {
    static CORES: OnceLock<NonZeroUsize> = OnceLock::new();
    *CORES.get_or_init(|| std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
}
