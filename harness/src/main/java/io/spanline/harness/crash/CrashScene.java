package io.spanline.harness.crash;

import io.spanline.captures.CaptureId;
import io.spanline.harness.crash.WriterProcess.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Snapshots of one range that are killed, one after another in one folder, on a real broker: after
 * each a new process has to leave exactly the complete captures.
 */
public final class CrashScene {
  private static final int KILLED = 137;
  private static final int TRIES = 5;

  private final Set<CaptureId> numbers = new TreeSet<>();
  private final WriterProgram program;
  private final CrashTopic topic;
  private final Path data;
  private final Path log;
  private int serial;

  /** Makes a scene in a new folder. */
  public CrashScene(WriterProgram program, CrashTopic topic, Path folder) throws IOException {
    this.program = program;
    this.topic = topic;
    this.data = folder.resolve("data");
    this.log = Files.createDirectories(folder).resolve("capture-writer.log");
  }

  /**
   * What came of one kill.
   *
   * @param left files that the killed process left unfinished
   * @param captures that exist after the next start
   * @param repeated which capture the same request gives then
   * @param problems what should not be; empty if all is well
   */
  public record Outcome(int left, int captures, String repeated, List<String> problems) {
    public Outcome {
      problems = List.copyOf(problems);
    }
  }

  /** Takes one whole snapshot, which has to be there ever after. */
  public void begin() throws IOException {
    try (WriterProcess writer = WriterProcess.start(program, data, log).awaitReady()) {
      taken(writer, "first");
    }
    numbers.addAll(FolderExamination.of(data).numbers());
  }

  /** Kills a process at the point and looks at what the next one makes of it. */
  public Outcome kill(KillPoint point) throws IOException {
    String key = "killed-" + serial++;
    List<String> problems = new ArrayList<>();
    Set<CaptureId> before = new TreeSet<>(FolderExamination.of(data).ids());
    key = killed(point, key, before, problems);
    int left = unfinished();
    try (WriterProcess writer = WriterProcess.start(program, data, log).awaitReady()) {
      FolderExamination after = FolderExamination.of(data);
      problems.addAll(after.problems());
      Set<CaptureId> added = new TreeSet<>(after.ids());
      added.removeAll(before);
      if (added.size() != (point.isCommitted() ? 1 : 0) || !after.ids().containsAll(before)) {
        problems.add("captures were %s and are %s".formatted(before, after.ids()));
      }
      added.stream().filter(numbers::contains).forEach(id -> problems.add(id + " was used before"));
      numbers.addAll(after.numbers());
      String repeated = taken(writer, key);
      checkRepeated(repeated, added, problems);
      numbers.addAll(FolderExamination.of(data).numbers());
      return new Outcome(left, after.ids().size(), repeated, problems);
    }
  }

  /** Until the kill came in time; returns the key of the request that it ended. */
  private String killed(
      KillPoint point, String firstKey, Set<CaptureId> before, List<String> problems)
      throws IOException {
    String key = firstKey;
    for (int tried = 0; tried < TRIES; tried++) {
      try (WriterProcess writer = WriterProcess.killedAt(point, program, data, log).awaitReady()) {
        CompletableFuture<Answer> answer = writer.post(topic.request(), key);
        boolean inTime =
            point.step() != null || writer.killOnce(data.resolve("captures"), point, answer);
        if (inTime) {
          int exit = writer.awaitEnd();
          if (exit != KILLED) {
            problems.add("ended with " + exit);
          }
          return key;
        }
      }
      before.addAll(FolderExamination.of(data).ids());
      key = firstKey + "-" + tried;
    }
    problems.add("was never killed in time");
    return key;
  }

  /** The same request gives the capture that there is, or a new one of a new number. */
  private void checkRepeated(String repeated, Set<CaptureId> added, List<String> problems)
      throws IOException {
    FolderExamination now = FolderExamination.of(data);
    problems.addAll(now.problems());
    CaptureId id = CaptureId.parse(repeated).orElse(null);
    if (id == null || !now.ids().contains(id)) {
      problems.add("the repeated request gave " + repeated);
    } else if (!added.isEmpty() && !added.contains(id)) {
      problems.add("the repeated request gave a second capture, " + repeated);
    } else if (added.isEmpty() && numbers.contains(id)) {
      problems.add(repeated + " was used before");
    }
  }

  private String taken(WriterProcess writer, String key) throws IOException {
    try {
      Answer answer = writer.post(topic.request(), key).join();
      return answer.status() / 100 == 2 ? answer.said() : answer.status() + " " + answer.said();
    } catch (CompletionException e) {
      throw new IOException("no answer", e);
    }
  }

  private int unfinished() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return (int) files.filter(file -> file.toString().endsWith(".part")).count();
    }
  }
}
