package io.spanline.bench.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spanline.captures.TimeRange;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.clients.Ledgers;
import io.spanline.clients.Rest;
import io.spanline.clients.Snapshots;
import io.spanline.clients.recount.TopicVerification;
import io.spanline.harness.process.TopicReader;
import io.spanline.harness.process.Waiting;
import io.spanline.settings.Port;
import io.spanline.topic.Json;
import io.spanline.topic.Ledger;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends the rows of a table to a stack, waits until all has come out, and looks at each row. */
public final class CorpusRun {
  /** Some cases begin minutes before they end. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final CorpusStack stack;
  private final CaseTable table;
  private final Map<String, Sender> senders;
  private final Consumer<String> progress;
  private final Map<String, List<Integer>> answers = new HashMap<>();
  private final LiveFigures live;

  /**
   * Makes a run.
   *
   * @param stack that runs, and that nothing else is sent to
   * @param senders by the names that rows give them
   * @param progress hears what is done now
   */
  public CorpusRun(
      CorpusStack stack, CaseTable table, Map<String, Sender> senders, Consumer<String> progress) {
    this.stack = stack;
    this.table = table;
    this.senders = Map.copyOf(senders);
    this.progress = progress;
    this.live =
        new LiveFigures(
            new Rest("streams-baseline", stack.address(Port.STREAMS_BASELINE), PATIENCE));
  }

  /**
   * What came of it.
   *
   * @param whole what is not of one row
   */
  public record Report(List<CaseResult> rows, List<Check> whole) {
    public Report {
      rows = List.copyOf(rows);
      whole = List.copyOf(whole);
    }

    public boolean isRight() {
      return rows.stream().allMatch(CaseResult::isRight) && whole.stream().allMatch(Check::isRight);
    }
  }

  /** Takes about as long as a trace waits for its last spans, twice. */
  public Report run() throws Exception {
    Instant from = Instant.now().minus(LONGEST);
    send();
    TimeRange range = new TimeRange(from, Instant.now());
    progress.accept("taking a snapshot");
    SnapshotAnswer snapshot = snapshot(range, "corpus", Map.of());
    Observed observed = observed(range, snapshot);
    return new Report(
        table.rows().stream().map(row -> new CaseExamination(row).of(observed)).toList(),
        whole(snapshot));
  }

  private void send() throws Exception {
    try (CaseSending sending = new CaseSending(stack)) {
      for (Case row : table.rows()) {
        progress.accept("sending " + row.name());
        if (row.file() != null) {
          CaseFile file = CaseFile.read(table.folder().resolve(row.file()));
          answers.put(row.name(), sending.send(row, file));
        } else {
          sender(row).send(stack);
        }
      }
    }
  }

  private Sender sender(Case row) {
    Sender sender = senders.get(row.name());
    if (sender == null) {
      throw new IllegalArgumentException("nobody sends row " + row.name());
    }
    return sender;
  }

  private Observed observed(TimeRange range, SnapshotAnswer snapshot) throws IOException {
    List<String> lines = Files.readAllLines(stack.file(snapshot.capture()), UTF_8);
    Map<Place, FoundTraces> traces = new EnumMap<>(Place.class);
    traces.put(
        Place.TOPIC,
        FoundTraces.joined(
            TopicReader.all(stack.address(Port.KAFKA), Topics.TRACES).stream()
                .map(ConsumerRecord::value)
                .toList()));
    traces.put(
        Place.CAPTURE,
        new FoundTraces(lines.stream().map(line -> TraceJson.read(line.getBytes(UTF_8))).toList()));
    Map<Place, Figures> figures = new EnumMap<>(Place.class);
    traces.forEach((place, found) -> figures.put(place, found.figures()));
    figures.put(Place.BASELINE, figures(baseline(snapshot)));
    figures.put(Place.LIVE, awaitedLive());
    List<JsonNode> trees = new ArrayList<>();
    for (String line : lines) {
      trees.add(Json.MAPPER.readTree(line));
    }
    return new Observed(
        answers,
        figures,
        traces,
        trees,
        warnings(range, snapshot),
        Observed.Letter.all(stack.address(Port.KAFKA)));
  }

  /** The live figures once they are right, or after a while. */
  private Figures awaitedLive() {
    progress.accept("waiting for live figures");
    List<Figures> found = new ArrayList<>();
    Waiting.within(
        PATIENCE,
        PAUSE,
        () -> {
          Figures now = live.now(table.rows());
          found.add(now);
          return table.rows().stream()
              .flatMap(row -> new CaseExamination(row).figures(Map.of(Place.LIVE, now)).stream())
              .allMatch(Check::isRight);
        });
    return found.get(found.size() - 1);
  }

  /** A baseline holds the warnings of all its traces: one for each row that has a service. */
  private Map<String, List<String>> warnings(TimeRange range, SnapshotAnswer all)
      throws IOException {
    Map<String, List<String>> warnings = new HashMap<>();
    for (Case row : table.rows()) {
      JsonNode own = baseline(row.services().isEmpty() ? all : snapshot(range, row));
      warnings.put(row.name(), own.path("warnings").valueStream().map(JsonNode::asText).toList());
    }
    return warnings;
  }

  private SnapshotAnswer snapshot(TimeRange range, Case row) {
    progress.accept("taking a snapshot of " + row.name());
    Map<String, String> where = Map.of("service", row.services().firstKey());
    return snapshot(range, row.name(), Map.of("where", where));
  }

  private SnapshotAnswer snapshot(TimeRange range, String baseline, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("from", range.from().toString());
    body.put("to", range.to().toString());
    body.put("baseline", baseline);
    Snapshots.Reply reply =
        new Snapshots(stack.address(Port.CAPTURE_WRITER)).ask(body, null, () -> {});
    if (reply instanceof Snapshots.Taken taken) {
      return taken.snapshot();
    }
    throw new IllegalStateException("capture-writer waits for traces of the past");
  }

  private JsonNode baseline(SnapshotAnswer snapshot) throws IOException {
    return new YAMLMapper().readTree(stack.file(String.valueOf(snapshot.baseline())).toFile());
  }

  private static Figures figures(JsonNode baseline) {
    SortedMap<String, JsonNode> services = rows(baseline.path("services"));
    SortedMap<String, JsonNode> operations = new TreeMap<>();
    services.forEach(
        (service, row) ->
            rows(row.path("operations"))
                .forEach((name, one) -> operations.put(Figures.key(service, name), one)));
    return new Figures(
        Map.of(
            Figures.Kind.SERVICE, services,
            Figures.Kind.OPERATION, operations,
            Figures.Kind.EDGE, rows(baseline.path("edges"))));
  }

  private static SortedMap<String, JsonNode> rows(JsonNode named) {
    SortedMap<String, JsonNode> rows = new TreeMap<>();
    named.properties().forEach(each -> rows.put(each.getKey(), each.getValue()));
    return rows;
  }

  private List<Check> whole(SnapshotAnswer snapshot) throws IOException {
    progress.accept("comparing the capture with the topics");
    TopicVerification.Found topics =
        TopicVerification.verify(stack.file(snapshot.capture()), stack.settings());
    Ledgers.Account account = new Ledgers(stack.address(Port.STREAMS_BASELINE)).now();
    long repaired = account.rows().stream().mapToLong(Ledger::repaired).sum();
    return List.of(
        check("the snapshot is complete", true, snapshot.complete()),
        new Check(
            "capture verify --against-topic",
            "%d rows in %d windows are equal".formatted(topics.rows(), topics.windows()),
            topics.isEqual()
                ? List.of()
                : Stream.concat(topics.differences().stream(), topics.gone().stream()).toList()),
        check("the ledger is balanced", true, account.balanced()),
        check("repaired spans", table.rows().stream().mapToLong(Case::repaired).sum(), repaired));
  }

  private static Check check(String of, Object right, Object got) {
    return new Check(
        of, String.valueOf(right), right.equals(got) ? List.of() : List.of(String.valueOf(got)));
  }
}
