//! Files: reads what the command line and a map name, and writes a file whole or
//! not at all.

use super::args::FactArgs;
use crate::error::Error;
use crate::input::{Resolver, load_map};
use crate::model::Map;
use std::io::{Read as _, Write as _};
use std::path::Path;

/// The most bytes that are read from any input. Parsers have lower limits of their own.
const MAX_READ: u64 = 64 * 1024 * 1024;

/// Reads files of the disk.
pub(super) struct Files;

/// Reads the map that the arguments name.
///
/// # Errors
/// As [`load_map`].
pub(super) fn read_map(args: &FactArgs) -> Result<Map, Error> {
    load_map(args.map.as_deref(), args.variant.as_deref(), &Files)
}

impl Resolver for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        read_file(Path::new(path), MAX_READ)
    }
}

/// Reads a plain file of at most `most` bytes. The error says why it cannot be read.
pub(super) fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, String> {
    let meta = std::fs::metadata(path).map_err(|e| reason(&e))?;
    if !meta.is_file() {
        return Err("it is not a plain file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|e| reason(&e))?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(|e| reason(&e))?;
    if bytes.len() as u64 > most {
        return Err(format!("it is larger than {most} bytes"));
    }
    Ok(bytes)
}

/// Reads standard input to its end. The error says why it cannot be read.
pub(super) fn read_stdin() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(MAX_READ + 1).read_to_end(&mut bytes).map_err(|e| reason(&e))?;
    if bytes.len() as u64 > MAX_READ {
        return Err(format!("it is larger than {MAX_READ} bytes"));
    }
    Ok(bytes)
}

/// Returns an error of the system in plain words.
fn reason(e: &std::io::Error) -> String {
    match e.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => e.to_string(),
    }
}

/// A file to write: a temporary file beside its target, which takes the target's
/// place once everything is written.
pub(super) struct Output {
    /// The path as the user gave it.
    path: String,
    /// The temporary file; dropping it deletes it.
    file: tempfile::NamedTempFile,
}

impl Output {
    /// Opens an output, so that one that cannot be written is reported before the work.
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write).
    pub(super) fn open(path: &str) -> Result<Self, Error> {
        let problem = |reason: String| Error::write(path, reason);
        let target = Path::new(path);
        if let Ok(meta) = std::fs::symlink_metadata(target)
            && !meta.is_file()
        {
            return Err(problem("it exists and is not a plain file".to_owned()));
        }
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(problem(format!("there is no folder `{}`; make it first", folder.display())));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".chart-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // as any program creates files: the umask takes away what it must
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).map_err(|e| problem(reason(&e)))?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// Writes the bytes, waits until the disk has them, and puts the file in its place.
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write); the old file, if any, is then as it was.
    pub(super) fn finish(mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file
            .write_all(bytes)
            .and_then(|()| self.file.as_file().sync_all())
            .map_err(|e| Error::write(self.path.clone(), reason(&e)))?;
        self.persist()
    }

    /// Writes the bytes and puts the file in its place without waiting for the disk,
    /// which is faster for many files.
    ///
    /// # Errors
    /// [`ErrorKind::Write`](crate::ErrorKind::Write); the old file, if any, is then as it was.
    pub(super) fn finish_unsynced(mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file.write_all(bytes).map_err(|e| Error::write(self.path.clone(), reason(&e)))?;
        self.persist()
    }

    /// Puts the file in its place.
    fn persist(self) -> Result<(), Error> {
        let path = self.path.clone();
        self.file.persist(&path).map_err(|e| Error::write(path, reason(&e.error)))?;
        Ok(())
    }
}

/// Makes a folder and those above it, where there are none.
///
/// # Errors
/// [`ErrorKind::Write`](crate::ErrorKind::Write).
pub(super) fn make_folder(folder: &Path) -> Result<(), Error> {
    let problem = |e: std::io::Error| Error::write(folder.display().to_string(), e.to_string());
    std::fs::create_dir_all(folder).map_err(problem)
}
