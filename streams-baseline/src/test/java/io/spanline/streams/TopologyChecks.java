package io.spanline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.topic.EdgeStatistics;
import io.spanline.topic.Ledger;
import io.spanline.topic.ServiceStatistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;

/** What must hold after every test: the ledger balances and agrees with what was emitted. */
final class TopologyChecks {
  private TopologyChecks() {}

  static void assertAccounted(TopologyHarness harness) {
    Ledger last = harness.ledger();
    assertThat(last.balanced()).as("%s", last).isTrue();
    assertThat(last.spans().emitted())
        .isEqualTo(harness.traces().stream().mapToLong(trace -> trace.spans().size()).sum());
    assertThat(harness.deadLetters().stream().mapToLong(TopologyChecks::stoodFor).sum())
        .isEqualTo(last.records().dead() + last.spans().rejected());
    assertStatisticsAgree(harness, last.spans().truncated());
  }

  /**
   * Each entry span is a request of a service and of an operation, unless it only took a message;
   * each exit span a call, and each entry span perhaps one more. What is older than the retention
   * has no window. What was cut counts too, but no trace says how much of it were entry or exit
   * spans.
   */
  private static void assertStatisticsAgree(TopologyHarness harness, long truncated) {
    List<Trace> whole = lives(harness.traces()).stream().map(Trace::join).toList();
    List<Span> spans = whole.stream().flatMap(trace -> trace.spans().stream()).toList();
    long requests = whole.stream().mapToLong(trace -> trace.requests().size()).sum();
    long entries = spans.stream().filter(span -> span.kind().isEntry()).count() + truncated;
    long exits = spans.stream().filter(span -> span.link().isCall()).count();
    long older = (long) harness.counted("statistics-older");
    assertThat(harness.requests()).isBetween(requests - older, entries);
    assertThat(harness.operations().values().stream().mapToLong(ServiceStatistics::requests).sum())
        .isEqualTo(harness.requests());
    assertThat(harness.edges().values().stream().mapToLong(EdgeStatistics::calls).sum())
        .isBetween(exits - older, exits + entries);
    assertThat(harness.edges().values()).allMatch(row -> row.unanswered() >= 0);
  }

  /** The revisions of each trace; one that was forgotten begins with a revision 1 again. */
  private static Collection<List<Trace>> lives(List<Trace> records) {
    List<List<Trace>> lives = new ArrayList<>();
    Map<TraceId, List<Trace>> last = new HashMap<>();
    for (Trace record : records) {
      if (record.revision() == 1) {
        last.put(record.traceId(), new ArrayList<>());
        lives.add(last.get(record.traceId()));
      }
      last.get(record.traceId()).add(record);
    }
    return lives;
  }

  private static long stoodFor(TestRecord<?, ?> letter) {
    return Long.parseLong(TopologyHarness.headers(letter).getOrDefault("rejected-spans", "1"));
  }
}
