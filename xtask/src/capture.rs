//! Runs a program and keeps all it writes, whatever it does.

use crate::Result;
use crate::command::{not_started, shown};
use std::io::{PipeReader, Read as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How long the outputs may stay open after the program has ended.
const LINGERING: Duration = Duration::from_secs(10);

/// Runs a program and shows what it wrote only when it fails.
pub(crate) fn quietly(command: Command) -> Result<()> {
    match capture(command, Duration::from_mins(20)) {
        (true, _) => Ok(()),
        (false, output) => Err(output),
    }
}

/// Whether the program succeeded within `limit`, and both its outputs in the order they were written.
///
/// A program that leaves a process of its own running has not succeeded: the next part would meet it.
pub(crate) fn capture(command: Command, limit: Duration) -> (bool, String) {
    let mut text = format!("$ {}\n", shown(&command));
    let (child, output) = match start(command) {
        Ok(started) => started,
        Err(message) => return (false, text + &message),
    };
    let status = wait(child, limit);
    let mut whole = true;
    let deadline = Instant::now() + LINGERING;
    loop {
        match output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(bytes) => text.push_str(&String::from_utf8_lossy(&bytes)),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                whole = false;
                break;
            }
        }
    }
    let passed = match status {
        Some(status) if status.success() && whole => return (true, text),
        Some(status) if status.success() => "it left a process of its own running".to_owned(),
        Some(status) => format!("it failed ({status})"),
        None => format!("it was stopped after {} s", limit.as_secs()),
    };
    (false, format!("{}\n{passed}", text.trim_end()))
}

fn start(mut command: Command) -> Result<(Child, Receiver<Vec<u8>>)> {
    let pipe = || -> std::io::Result<(PipeReader, _, _)> {
        let (reader, writer) = std::io::pipe()?;
        let second = writer.try_clone()?;
        Ok((reader, writer, second))
    };
    let (reader, writer, second) = pipe().map_err(|error| format!("no pipe: {error}"))?;
    command.stdin(Stdio::null()).stdout(writer).stderr(second);
    let child = command.spawn().map_err(|error| not_started(&command, &error))?;
    // This process's copies of the writing end go with it; otherwise reading would never end.
    drop(command);
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || forward(reader, &sender));
    Ok((child, receiver))
}

fn forward(mut reader: PipeReader, sender: &mpsc::Sender<Vec<u8>>) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(length @ 1..) = reader.read(&mut buffer) {
        if sender.send(buffer.get(..length).unwrap_or_default().to_vec()).is_err() {
            break;
        }
    }
}

/// `None` when the program had to be stopped.
fn wait(mut child: Child, limit: Duration) -> Option<ExitStatus> {
    let deadline = Instant::now() + limit;
    while Instant::now() < deadline {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(_) => break,
        }
    }
    // It may have ended in between; then there is nothing to stop.
    let _ = child.kill();
    let _ = child.wait();
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn success_failure_and_hanging_are_told_apart() {
        let cases: &[(&str, bool, &str)] = &[
            ("echo out; echo err >&2", true, "out\nerr\n"),
            ("echo out; exit 3", false, "it failed (exit status: 3)"),
            ("exec sleep 60", false, "it was stopped after 1 s"),
        ];
        for (script, passed, text) in cases {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            let outcome = capture(command, Duration::from_secs(1));
            assert!(
                outcome.0 == *passed && outcome.1.contains(text),
                "{script}: {outcome:?}"
            );
        }
    }

    #[test]
    fn a_missing_program_says_what_to_install() {
        let (passed, text) = capture(Command::new("no-such-program-here"), Duration::from_secs(1));
        assert!(!passed && text.contains("install"), "{text}");
    }
}
