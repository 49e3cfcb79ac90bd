package io.spanline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spanline.harness.process.TopicReader;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An hour of spans that was not read when it came, on a real broker. */
@Tag("broker")
class LagIT {
  private static final int TRACES = 8_000;
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  @AutoClose private TestBroker broker;
  @AutoClose private StreamsOnBroker parts;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final Map<String, List<String>> expected = new TreeMap<>();

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    broker = TestBroker.start(folder);
    parts = new StreamsOnBroker(broker.bootstrap(), broker.port(), folder, Map.of());
  }

  @Test
  void givesTheSameTracesAsReadingThemInTime() throws Exception {
    Instant begin = Instant.now().minus(AN_HOUR.multipliedBy(2));
    for (int i = 0; i < TRACES; i++) {
      plan("lagging-" + i, i % 10, begin.plus(AN_HOUR.multipliedBy(i).dividedBy(TRACES)));
    }
    writeInOrderOfTheirStamps();

    parts.streams().start();
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> received() > 0);
    assertThat(received()).as("it must lag still").isLessThan(arrivals.size() / 2);
    // Longer than any wait for a span: none may be over for that.
    parts.streams().suspend();
    await().pollDelay(StreamsOnBroker.GAP.plusSeconds(2)).until(() -> true);
    parts.streams().resume();

    await().atMost(PATIENCE).until(() -> received() == arrivals.size());
    await().atMost(PATIENCE).until(() -> parts.account().open() == 0);
    assertThat(emitted()).isEqualTo(expected);
    assertThat(parts.account().emitted()).isEqualTo(arrivals.size());
    assertThat(parts.account().balanced()).isTrue();
  }

  /** A trace of one kind, with what must come of it whenever it is read. */
  private void plan(String trace, int kind, Instant at) {
    List<Span> all = StreamsOnBroker.spans(trace, at);
    switch (kind) {
      case 6 -> planWithoutRoot(all, at, StreamsOnBroker.GAP.minusSeconds(2));
      case 7 -> planWithoutRoot(all, at, StreamsOnBroker.GAP.plusSeconds(3));
      case 8 -> planWithoutLeaf(all, at, StreamsOnBroker.HORIZON);
      case 9 -> planWithoutLeaf(all, at, StreamsOnBroker.HORIZON.multipliedBy(2));
      default -> {
        arrive(at, all);
        expect(1, all, all);
      }
    }
  }

  private void planWithoutRoot(List<Span> all, Instant at, Duration later) {
    List<Span> first = all.subList(1, 3);
    List<Span> rest = List.of(all.get(3), all.get(4), all.get(0));
    arrive(at, first);
    arrive(at.plus(later), rest);
    if (later.compareTo(StreamsOnBroker.GAP) < 0) {
      expect(1, all, all);
    } else {
      expect(1, first, first);
      expect(2, rest, all);
    }
  }

  private void planWithoutLeaf(List<Span> all, Instant at, Duration later) {
    List<Span> first = all.subList(0, 4);
    List<Span> leaf = all.subList(4, 5);
    arrive(at, first);
    arrive(at.plus(later), leaf);
    expect(1, first, first);
    // The horizon begins when the trace was due, a settle later.
    if (later.compareTo(StreamsOnBroker.HORIZON) <= 0) {
      expect(2, leaf, all);
    } else {
      expect(1, leaf, leaf);
    }
  }

  /** The spans come one after the other, a fifth of the settle apart. */
  private void arrive(Instant at, List<Span> spans) {
    Duration step = StreamsOnBroker.SETTLE.dividedBy(5);
    for (int i = 0; i < spans.size(); i++) {
      arrivals.add(new Arrival(at.plus(step.multipliedBy(i)), spans.get(i)));
    }
  }

  private void expect(int revision, List<Span> spans, List<Span> known) {
    Outcome outcome = Outcome.of(known.stream().map(Span::link).toList());
    add(expected, new Trace(spans.get(0).traceId(), revision, outcome, spans));
  }

  private void writeInOrderOfTheirStamps() throws Exception {
    parts.stampBy("CreateTime");
    arrivals.sort(Comparator.comparing(Arrival::stamp));
    List<Future<?>> sent = new ArrayList<>();
    arrivals.forEach(each -> sent.add(parts.send(each.span(), null, each.stamp())));
    sent.forEach(parts::await);
    parts.stampBy("LogAppendTime");
  }

  private Map<String, List<String>> emitted() {
    Map<String, List<String>> records = new TreeMap<>();
    TopicReader.forEach(parts.bootstrap(), Topics.TRACES, each -> add(records, each.value()));
    return records;
  }

  private static void add(Map<String, List<String>> records, Trace trace) {
    List<String> spans =
        trace.spans().stream().map(span -> span.key().toString()).sorted().toList();
    List<String> ofTrace = records.computeIfAbsent(trace.traceId().hex(), id -> new ArrayList<>());
    ofTrace.add("%d %s %s".formatted(trace.revision(), trace.outcome().word(), spans));
    ofTrace.sort(null);
  }

  private long received() {
    return parts.account().received();
  }

  /** A span, and when the broker took it. */
  private record Arrival(Instant stamp, Span span) {}
}
