package io.spanline.bench.examine;

import io.spanline.harness.process.TopicReader;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.Topics;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is on {@code otlp_spans}.
 *
 * @param spansByPartition those that can be used and those that cannot
 */
record Input(SortedMap<Integer, Long> spansByPartition) {
  static Input of(String bootstrap) {
    SortedMap<Integer, Long> spans = new TreeMap<>();
    TopicReader.forEach(
        bootstrap,
        Topics.OTLP_SPANS,
        each -> {
          if (OtlpReader.read(each.value()) instanceof Decoded.Spans decoded) {
            long number = (long) decoded.spans().size() + decoded.rejected().size();
            spans.merge(each.partition(), number, Long::sum);
          }
        });
    return new Input(spans);
  }

  long spans() {
    return spansByPartition.values().stream().mapToLong(Long::longValue).sum();
  }
}
