package io.spanline.captures.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a lock's file says of the process that has it: its number and its start. In another
 * container the same number is another process, which nobody must be told to stop.
 */
final class LockNote {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (-?\\d{1,18})\n");
  // The system counts from its own start, which it knows to a second.
  private static final Duration SAME = Duration.ofSeconds(2);

  private LockNote() {}

  static String ofThisProcess() {
    ProcessHandle process = ProcessHandle.current();
    return process.pid() + " " + start(process).map(Instant::toEpochMilli).orElse(0L) + "\n";
  }

  /** The process, as {@code (process 4711)} after a space; empty if there is none such here. */
  static String read(Path file) throws IOException {
    Matcher note = FORM.matcher(Files.readString(file));
    if (!note.matches()) {
      return "";
    }
    Instant noted = Instant.ofEpochMilli(Long.parseLong(note.group(2)));
    return ProcessHandle.of(Long.parseLong(note.group(1)))
        .filter(process -> start(process).filter(at -> isSame(at, noted)).isPresent())
        .map(process -> " (process " + process.pid() + ")")
        .orElse("");
  }

  private static boolean isSame(Instant start, Instant noted) {
    return Duration.between(start, noted).abs().compareTo(SAME) < 0;
  }

  private static Optional<Instant> start(ProcessHandle process) {
    return process.info().startInstant();
  }
}
