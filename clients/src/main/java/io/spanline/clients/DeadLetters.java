package io.spanline.clients;

import io.spanline.topic.CommittedReader.Extent;
import io.spanline.topic.DeadLetterHeaders;
import io.spanline.topic.Topics;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The newest records of the topic {@code dead-letters}.
 *
 * @param reasons how many of them there are by reason
 * @param newest what the headers of the last one say; null if there is none
 */
public record DeadLetters(SortedMap<String, Long> reasons, @Nullable Newest newest) {
  /** How many are read at most; each may be 2 MiB large. */
  public static final int MOST = 200;

  public DeadLetters {
    reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
  }

  /**
   * One dead letter.
   *
   * @param source where it came from, such as {@code otlp_spans-0 offset 17}
   * @param detail what was wrong with it, such as the field; null if that is not said
   */
  public record Newest(String reason, String source, @Nullable String detail) {
    static Newest of(ConsumerRecord<?, ?> letter) {
      return new Newest(
          DeadLetterHeaders.reason(letter.headers()),
          "%s-%s offset %s"
              .formatted(
                  text(letter, "source-topic"),
                  text(letter, "source-partition"),
                  text(letter, "source-offset")),
          DeadLetterHeaders.text(letter.headers(), "detail").orElse(null));
    }

    private static String text(ConsumerRecord<?, ?> letter, String header) {
      return DeadLetterHeaders.text(letter.headers(), header).orElse("?");
    }
  }

  /** Reads the last ones that the topic holds now. */
  public static DeadLetters newest(String bootstrap) {
    Map<TopicPartition, Extent> last = new HashMap<>();
    CommittedRecords.held(bootstrap, Topics.DEAD_LETTERS.name())
        .forEach(
            (partition, held) ->
                last.put(
                    partition, new Extent(Math.max(held.from(), held.to() - MOST), held.to())));
    SortedMap<String, Long> reasons = new TreeMap<>();
    Newest[] newest = {null};
    CommittedRecords.read(
        bootstrap,
        last,
        letter -> {
          newest[0] = Newest.of(letter);
          reasons.merge(newest[0].reason(), 1L, Long::sum);
        });
    return new DeadLetters(reasons, newest[0]);
  }

  /** The reasons in words, the most frequent first; empty if the topic holds none any more. */
  public String words() {
    return reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }
}
