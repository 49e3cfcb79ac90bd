package io.spanline.bench.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.harness.process.RunningDemo;
import io.spanline.harness.process.Waiting;
import io.spanline.settings.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs experiments on a stack of its own, and holds their verdicts against what is known. */
public final class AnswersBench implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NOT_STEADY = 12;
  private static final Duration CALM = Duration.ofSeconds(2);

  private final RunningDemo demo;
  private final @Nullable String size;
  private final String alone;

  /**
   * On a stack of its own.
   *
   * @param root of the clone whose programs run
   * @param folder of this run alone, which exists
   */
  public AnswersBench(Path root, Path folder) throws IOException {
    this(
        new RunningDemo(
            // Each experiment waits as long for its traces.
            LinkedClone.in(folder, root), Map.of(Catalogue.TRACE_GAP.name(), "PT2S")),
        null);
  }

  /**
   * On one that runs, and has a capture of all kinds of requests; takes one of requests that call
   * nobody.
   *
   * @param size replaces the size of each answer; null keeps it
   */
  public AnswersBench(RunningDemo demo, @Nullable String size) throws IOException {
    this.demo = demo;
    this.size = size;
    String unused = must("traffic", "--count", "60", "--mix", "catalog=1");
    String taken = must("snapshot", "--last-traces", "60", "--capture-only", "--json");
    this.alone = JSON.readTree(taken).path("id").asText();
  }

  private String must(String... words) {
    Ran ran = typed(words);
    if (ran.exit() != 0) {
      throw new IllegalStateException(ran.output());
    }
    return ran.output();
  }

  private Ran typed(String... words) {
    List<String> command = new ArrayList<>(List.of("./spanline"));
    command.addAll(List.of(words));
    return demo.linkedClone().run(demo.environment(), command.toArray(String[]::new));
  }

  /** Runs an experiment once. */
  public AnswerResult run(KnownAnswer answer) throws Exception {
    Path file = demo.linkedClone().root().resolve(answer.name() + ".yaml");
    String capture = answer.usesTarget() ? "capture_001" : alone;
    Files.writeString(
        file,
        "%s\ncapture: %s\n%s\n"
            .formatted(size == null ? answer.size() : size, capture, answer.yaml()));
    try (BusyCore core = answer.busy() ? BusyCore.start() : null) {
      if (core != null) {
        Waiting.pause(CALM);
      }
      RunLeft left = run(file);
      List<String> wrong =
          answer.right().contains(left.outcome()) ? answer.wrong(left) : List.of(left.outcome());
      return new AnswerResult(left, wrong);
    }
  }

  private RunLeft run(Path file) throws IOException {
    long began = System.nanoTime();
    Ran ran = typed("experiment", "run", file.toString(), "--json");
    Duration took = Waiting.since(began);
    String last = ran.output().lines().reduce((first, next) -> next).orElse("");
    JsonNode json = last.startsWith("{") ? JSON.readTree(last) : MissingNode.getInstance();
    JsonNode verdict = json.path("verdict");
    String outcome =
        verdict.isMissingNode()
            ? (ran.exit() == NOT_STEADY ? "not_steady" : "exit " + ran.exit())
            : verdict.path("outcome").asText();
    Path folder =
        demo.linkedClone().root().resolve("data/experiments").resolve(json.path("folder").asText());
    return new RunLeft(outcome, verdict, folder, took, ran.output());
  }

  @Override
  public void close() {
    demo.close();
  }
}
