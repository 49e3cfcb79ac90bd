package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.experiments.experiment.file.ExperimentFiles;
import io.spanline.harness.process.LinkedClone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An experiment of two blocks as a process that somebody ends at a point of its course. */
public final class EndingExperiment implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long LONGEST_END_SECONDS = 90;
  private static final Pattern NAME = Pattern.compile("experiment_\\d{3,}");
  // A shell's background job ignores Ctrl-C, and what it starts inherits that.
  private static final List<String> HEEDING_CTRL_C =
      List.of(
          "python3",
          "-c",
          "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
              + " os.execvp(sys.argv[1], sys.argv[1:])");

  private final LinkedClone clone;
  private final Map<String, String> environment;
  private final Path plan;
  private final Path output;
  private final Process process;

  /** A point of its course, by what it has printed and written to its journal. */
  public enum Phase {
    CHECK("check and warm-up", "  check ", "\"began\"", Duration.ZERO),
    HEALTHY_ROUND(
        "healthy round", "  warm-up ", "\"round_begins\",\"number\":1", Duration.ofMillis(900)),
    FAULTY_ROUND(
        "faulty round", "  round 1 ", "\"round_begins\",\"number\":2", Duration.ofMillis(900)),
    BETWEEN_ROUNDS("between rounds", "  round 3 ", "\"fault_off\"", Duration.ZERO),
    TRACES("waiting for traces", "  traces ", "\"recovered\"", Duration.ZERO),
    VERDICT("verdict", "  traces ", "\"captured\"", Duration.ZERO);

    private final String words;
    private final String printed;
    private final String written;
    private final Duration later;

    Phase(String words, String printed, String written, Duration later) {
      this.words = words;
      this.printed = printed;
      this.written = written;
      this.later = later;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * Starts it.
   *
   * @param shell what a shell does first, such as {@code ulimit -f 16}; may be {@code :}
   * @param proxy of the fault, 150 ms on answers
   */
  public EndingExperiment(
      LinkedClone clone, Map<String, String> environment, String shell, String proxy)
      throws IOException {
    MachinePrograms.required("python3");
    this.clone = clone;
    this.environment = environment;
    plan = Files.createTempFile(clone.root(), "ending", ".yaml");
    Files.writeString(
        plan,
        """
        capture: capture_001
        requests: 20
        rate: 10
        blocks: 2
        steady_state: none
        fault: {type: latency, target: %s, value_ms: 150}
        """
            .formatted(proxy));
    output = Files.createTempFile(clone.root(), "ending", ".txt");
    List<String> command = new ArrayList<>(HEEDING_CTRL_C);
    command.addAll(
        List.of(
            "sh",
            "-c",
            shell + "; exec ./spanline experiment run \"$0\" --junit \"$0.xml\"",
            plan.toString()));
    process = clone.start(environment, output, command.toArray(String[]::new));
  }

  /** Returns once it is there. */
  public void awaitPhase(Phase phase) {
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                !process.isAlive()
                    || (output().contains(phase.printed) && journal().contains(phase.written)));
    if (!phase.later.isZero()) {
      await().pollDelay(phase.later).until(() -> true);
    }
    assertThat(process.isAlive()).as("%s: %s", phase, output()).isTrue();
  }

  /** Sends a signal, such as {@code INT}. */
  public void signal(String name) {
    signal(name, process.pid());
  }

  /** Sends a signal to any process. */
  static void signal(String name, long pid) {
    try {
      assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
          .isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Its exit code, once it has ended. */
  public int exit() throws InterruptedException {
    boolean ended = process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as(output()).isTrue();
    return process.exitValue();
  }

  /** Ends it, if it has not. */
  @Override
  public void close() {
    if (process.isAlive()) {
      LinkedClone.stop(process);
    }
  }

  /** All that it has printed. */
  public String output() {
    return read(output);
  }

  /** What it has written to its journal; empty if it has no folder. */
  public String journal() {
    Matcher name = NAME.matcher(output());
    return name.find() ? read(folder(name.group()).resolve(ExperimentFiles.JOURNAL)) : "";
  }

  /** What {@code experiment list} says of it; empty if it has no folder. */
  public String listed() {
    Matcher name = NAME.matcher(output());
    if (!name.find()) {
      return "";
    }
    Matcher end =
        Pattern.compile("(?m)^" + name.group() + " +(\\S+(?: \\S+)*)")
            .matcher(clone.run(environment, "./spanline", "experiment", "list").output());
    return end.find() ? end.group(1) : "not listed";
  }

  /** The test results that it has written for a CI. */
  public String junit() {
    return read(plan.resolveSibling(plan.getFileName() + ".xml"));
  }

  private Path folder(String name) {
    return clone.root().resolve("data/experiments").resolve(name);
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
