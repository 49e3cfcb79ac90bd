package io.spanline.bench.examine;

import io.spanline.bench.part.TopicReader;
import io.spanline.bench.traffic.TracePlan;
import io.spanline.model.Span;
import io.spanline.model.SpanKey;
import io.spanline.model.TraceId;
import io.spanline.topic.Topics;
import java.util.HashMap;
import java.util.Map;

/**
 * What became of a plan's spans.
 *
 * @param spans of the plan's list
 * @param lost not in any committed record of {@code traces}
 * @param doubled how many times one was in a record beyond its first
 * @param foreign emitted spans that are not of the list
 */
record Delivery(long spans, long lost, long doubled, long foreign) {
  private record Id(TraceId trace, SpanKey span) {
    static Id of(Span span) {
      return new Id(span.traceId(), span.key());
    }
  }

  /** Reads the topic {@code traces} and holds it against the list. */
  static Delivery of(TracePlan plan, int chapters, String bootstrap) {
    Map<Id, Integer> times = new HashMap<>();
    for (int number = 0; number < chapters; number++) {
      plan.chapter(number).spans().forEach(span -> times.put(Id.of(span), 0));
    }
    long[] foreign = new long[1];
    TopicReader.forEach(
        bootstrap,
        Topics.TRACES,
        emitted -> {
          for (Span span : emitted.value().spans()) {
            if (times.computeIfPresent(Id.of(span), (id, before) -> before + 1) == null) {
              foreign[0]++;
            }
          }
        });
    long lost = times.values().stream().filter(count -> count == 0).count();
    long doubled = times.values().stream().mapToLong(count -> Math.max(0, count - 1)).sum();
    return new Delivery(times.size(), lost, doubled, foreign[0]);
  }
}
