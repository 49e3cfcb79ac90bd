package io.spanline.experiments.experiment.plan;

import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.yaml.StrictYaml;
import io.spanline.model.Printable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** The YAML file that asks for an experiment. Its keys are in docs/experiments.md. */
public final class ExperimentFile {
  private static final String FAULT = "fault";
  private static final String FAULTS = "faults";
  private static final String BASELINE = "baseline";
  private static final String OUTCOME = "outcome";
  private static final String BECAUSE = "because";
  private static final Set<String> KEYS =
      StrictYaml.keys(
          "name",
          "description",
          TrafficReader.TRAFFIC,
          TrafficReader.CAPTURE,
          TrafficReader.REQUESTS,
          TrafficReader.RATE,
          TrafficReader.ROUND,
          "blocks",
          FAULT,
          FAULTS,
          LimitsReader.RATIO,
          LimitsReader.DELTA,
          LimitsReader.POINTS,
          "decides",
          TrafficReader.STEADY_STATE,
          "expect");
  private static final Set<String> STEADY_STATE_KEYS =
      StrictYaml.keys(BASELINE, LimitsReader.RATIO, LimitsReader.DELTA, LimitsReader.POINTS);
  private static final Set<String> EXPECT_KEYS = StrictYaml.keys(OUTCOME, BECAUSE);
  private static final int SHORTEST_ROUND = 5;
  private static final int LONGEST_ROUND = 600;
  private static final int MOST_REQUESTS = 10_000;
  private static final int MOST_IN_ALL = 100_000;
  private static final int LEAST_BLOCKS = 2;
  private static final int MOST_BLOCKS = 20;
  private static final BigDecimal HIGHEST_RATE = BigDecimal.valueOf(10_000);

  private final Path file;
  private final StrictYaml yaml;
  private final Node document;
  private final Map<String, Node> values;

  private ExperimentFile(Path file, StrictYaml yaml, Node document) {
    this.file = file;
    this.yaml = yaml;
    this.document = document;
    this.values = yaml.mapping(document, KEYS);
  }

  /**
   * Reads a file. One that is a fault by itself is an experiment with it, all else as by default.
   *
   * @throws IllegalArgumentException with the sentence to show: file, line, column, what is wrong
   *     and what there is instead
   */
  public static ExperimentPlan read(Path file) {
    return read(file, text(file));
  }

  /** Reads the text of a file, whose name tells of it. */
  public static ExperimentPlan read(Path file, String text) {
    StrictYaml yaml = new StrictYaml(file.toString());
    Node document = yaml.document(text);
    if (document == null) {
      throw new IllegalArgumentException(
          file
              + " line 1 column 1: is empty; the smallest experiment is"
              + " {type: latency, target: b-to-c, value_ms: 200}");
    }
    if (document instanceof MappingNode && yaml.mapping(document).containsKey(FaultReader.TYPE)) {
      PlannedFault fault = new FaultReader(yaml).read(document);
      return plan(file, List.of(fault));
    }
    return new ExperimentFile(file, yaml, document).plan();
  }

  /** The text of a file, which may be a pipe, so that it is there once. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("no experiment file %s".formatted(file), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("experiment file %s is not UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("experiment file %s cannot be read".formatted(file), e);
    }
  }

  private static ExperimentPlan plan(Path file, List<PlannedFault> faults) {
    return new ExperimentPlan(
        nameOf(file),
        null,
        TrafficSource.REPLAY,
        null,
        ExperimentPlan.DEFAULT_REQUESTS,
        ExperimentPlan.DEFAULT_RATE,
        ExperimentPlan.DEFAULT_ROUND,
        ExperimentPlan.DEFAULT_BLOCKS,
        faults,
        Limits.DEFAULT,
        List.of(),
        null,
        SteadyState.DEFAULT);
  }

  private ExperimentPlan plan() {
    ExperimentPlan absent = plan(file, List.of());
    Node name = values.get("name");
    Node description = values.get("description");
    Node capture = values.get(TrafficReader.CAPTURE);
    Node decides = values.get("decides");
    Node expect = values.get("expect");
    Limits limits = new LimitsReader(yaml).read(values, absent.limits());
    int requests = whole(TrafficReader.REQUESTS, absent.requests(), 1, MOST_REQUESTS);
    int blocks = whole("blocks", absent.blocks(), LEAST_BLOCKS, MOST_BLOCKS);
    if (2 * requests * blocks > MOST_IN_ALL) {
      throw yaml.problem(
          document,
          "%s rounds of %s requests are %s; %s in all rounds at most"
              .formatted(2 * blocks, requests, 2 * requests * blocks, MOST_IN_ALL));
    }
    return new ExperimentPlan(
        name == null ? absent.name() : line(name, "name"),
        description == null ? null : yaml.text(description),
        new TrafficReader(yaml, values).read(absent.traffic()),
        capture == null ? null : capture(capture),
        requests,
        rate(absent.rate()),
        round(absent.round()),
        blocks,
        faults(),
        limits,
        decides == null ? List.of() : new CriteriaReader(yaml, limits).read(decides),
        expect == null ? null : expectation(expect),
        steadyState(absent.steadyState()));
  }

  /** An id as it is; a path from the folder of this file. */
  private String capture(Node node) {
    String capture = line(node, TrafficReader.CAPTURE);
    return CaptureId.parse(capture).isPresent() ? capture : beside(node, capture);
  }

  private String beside(Node node, String path) {
    return yaml.at(node, () -> file.resolveSibling(path).normalize().toString());
  }

  private int whole(String key, int absent, int least, int most) {
    Node node = values.get(key);
    return node == null ? absent : (int) yaml.number(node, key, least, most);
  }

  private double rate(double absent) {
    Node node = values.get(TrafficReader.RATE);
    return node == null
        ? absent
        : yaml.decimal(
                node,
                "rate is a number of requests a second above 0, 10000 at most",
                number -> number.signum() > 0 && number.compareTo(HIGHEST_RATE) <= 0)
            .doubleValue();
  }

  private Duration round(Duration absent) {
    int seconds = (int) absent.toSeconds();
    return Duration.ofSeconds(whole(TrafficReader.ROUND, seconds, SHORTEST_ROUND, LONGEST_ROUND));
  }

  private List<PlannedFault> faults() {
    Node fault = values.get(FAULT);
    Node list = values.get(FAULTS);
    if (fault != null && list != null) {
      throw yaml.problem(list, "there is 'fault' already; keep one of the two");
    }
    FaultReader reader = new FaultReader(yaml);
    if (fault != null) {
      return List.of(reader.read(fault));
    }
    if (list == null) {
      throw yaml.problem(document, "'fault' is missing; an experiment without one has faults: []");
    }
    List<Node> faults = yaml.list(list);
    if (faults.size() > 1) {
      throw yaml.problem(
          faults.get(1), "an experiment has one fault or none, was " + faults.size());
    }
    return faults.stream().map(reader::read).toList();
  }

  /** Null if it does not matter. */
  private @Nullable SteadyState steadyState(@Nullable SteadyState absent) {
    Node node = values.get(TrafficReader.STEADY_STATE);
    if (node == null) {
      return absent;
    }
    if (!(node instanceof MappingNode)) {
      if (!yaml.text(node).equals("none")) {
        throw yaml.problem(
            node, "steady_state is none, or a mapping of " + String.join(", ", STEADY_STATE_KEYS));
      }
      return null;
    }
    Map<String, Node> steady = yaml.mapping(node, STEADY_STATE_KEYS);
    Node baseline = steady.get(BASELINE);
    return new SteadyState(
        baseline == null ? null : baseline(baseline),
        new LimitsReader(yaml).read(steady, SteadyState.DEFAULT.limits()));
  }

  /** A name as it is; a path from the folder of this file. */
  private String baseline(Node node) {
    String baseline = line(node, BASELINE);
    boolean isName = BaselineName.parse(baseline).isPresent() && !baseline.endsWith(".yaml");
    return isName ? baseline : beside(node, baseline);
  }

  private Expectation expectation(Node node) {
    if (!(node instanceof MappingNode)) {
      return new Expectation(outcome(node), null);
    }
    Map<String, Node> expect = yaml.mapping(node, EXPECT_KEYS);
    Outcome outcome = outcome(yaml.required(node, expect, OUTCOME));
    Node because = expect.get(BECAUSE);
    return new Expectation(outcome, because == null ? null : line(because, BECAUSE));
  }

  private Outcome outcome(Node node) {
    String word = yaml.text(node);
    return switch (word) {
      case "pass" -> Outcome.PASS;
      case "fail" -> Outcome.FAIL;
      default ->
          throw yaml.problem(
              node, "what is expected is pass or fail, was '%s'".formatted(Printable.text(word)));
    };
  }

  /** A text for one line of a report. A folded one ends with a line break, which is not its. */
  private String line(Node node, String key) {
    String text = yaml.text(node).strip();
    if (text.isEmpty() || !text.codePoints().allMatch(Printable::is)) {
      throw yaml.problem(node, key + " is one line of printable text");
    }
    return text;
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }
}
