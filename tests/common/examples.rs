//! Running the examples as a user does, and comparing what they write with what is kept of it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The binary of an example, which `cargo test` builds beside the tests.
fn example(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let path = profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} is not there: run `cargo test` without `--test`, or `cargo build --examples` first",
        path.display()
    );
    path
}

/// What a program wrote, and how it ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn command(name: &str, args: &[&str]) -> Command {
    let mut command = Command::new(example(name));
    command.args(args).current_dir(root()).stdin(Stdio::null());
    command
}

pub(crate) fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

pub(crate) fn finish(child: Child) -> Ran {
    let done = child.wait_with_output().unwrap();
    Ran {
        code: done.status.code().expect("the program must end by itself"),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

/// Runs an example with this on standard input.
pub(crate) fn feed(name: &str, args: &[&str], text: &[u8]) -> Ran {
    let mut command = command(name, args);
    command.stdin(Stdio::piped());
    let mut child = start(command);
    let mut to = child.stdin.take().unwrap();
    let text = text.to_owned();
    // What it writes meanwhile is read, so that neither waits for the other.
    let writer = std::thread::spawn(move || {
        // It may well end without reading any of it.
        let _ = to.write_all(&text);
    });
    let ran = finish(child);
    writer.join().unwrap();
    ran
}

/// A file of this package.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Compares with a file of `examples/expected`, or with `UPDATE_EXPECTED=1` in the environment writes it.
pub(crate) fn expect(name: &str, found: &str) {
    let path = format!("examples/expected/{name}");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(root().join(&path), found).unwrap();
        return;
    }
    let expected = read(&path);
    for (number, (expected, found)) in expected.lines().zip(found.lines()).enumerate() {
        assert_eq!(found, expected, "{path}, line {}", number + 1);
    }
    assert!(found == expected, "{path}: one goes on where the other ends");
}
