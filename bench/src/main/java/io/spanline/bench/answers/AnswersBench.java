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

/** Runs experiments on a stack of its own, and holds their verdicts against what is known. */
public final class AnswersBench implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  // Of 320 requests without an error it can be said that fewer than 2 % fail.
  private static final String SIZE = "requests: 80\n";
  private static final int NOT_STEADY = 12;
  private static final Duration CALM = Duration.ofSeconds(2);

  private final RunningDemo demo;

  /**
   * Starts the stack, with a capture of all kinds of requests and one of those that call nobody.
   *
   * @param root of the clone whose programs run
   * @param folder of this run alone, which exists
   */
  public AnswersBench(Path root, Path folder) throws IOException {
    this.demo =
        new RunningDemo(
            // Each experiment waits as long for its traces.
            LinkedClone.in(folder, root), Map.of(Catalogue.TRACE_GAP.name(), "PT2S"));
    must("traffic", "--count", "60", "--mix", "catalog=1");
    must("snapshot", "--last-traces", "60", "--capture-only");
  }

  private void must(String... words) {
    Ran ran = typed(words);
    if (ran.exit() != 0) {
      throw new IllegalStateException(ran.output());
    }
  }

  private Ran typed(String... words) {
    List<String> command = new ArrayList<>(List.of("./spanline"));
    command.addAll(List.of(words));
    return demo.linkedClone().run(demo.environment(), command.toArray(String[]::new));
  }

  /** Runs an experiment once. */
  public AnswerResult run(KnownAnswer answer) throws Exception {
    Path file = demo.linkedClone().root().resolve(answer.name() + ".yaml");
    Files.writeString(file, SIZE + capture(answer.yaml()) + answer.yaml() + "\n");
    try (BusyCore core = answer.busy() ? BusyCore.start() : null) {
      if (core != null) {
        Waiting.pause(CALM);
      }
      RunLeft left = run(file);
      List<String> wrong = new ArrayList<>();
      if (!answer.right().contains(left.outcome())) {
        wrong.add(left.outcome());
      } else {
        for (KnownAnswer.Check check : answer.checks()) {
          wrong.addAll(check.wrong(left));
        }
      }
      return new AnswerResult(left, wrong);
    }
  }

  private static String capture(String yaml) {
    return yaml.startsWith("capture:") ? "" : "capture: capture_001\n";
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
