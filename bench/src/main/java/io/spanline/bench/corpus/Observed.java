package io.spanline.bench.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.harness.process.TopicReader;
import io.spanline.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What there is after all cases were sent.
 *
 * @param answers statuses that the Collector gave, by name of the case
 * @param traces of topic and capture
 * @param lines of the capture
 * @param warnings of a baseline of the case alone, by its name; of all traces if it has no service
 */
record Observed(
    Map<String, List<Integer>> answers,
    Map<Place, Figures> figures,
    Map<Place, FoundTraces> traces,
    List<JsonNode> lines,
    Map<String, List<String>> warnings,
    List<Letter> letters) {

  /**
   * A dead letter.
   *
   * @param text its value, a character a byte
   */
  record Letter(Case.DeadLetter says, String text) {
    static List<Letter> all(String bootstrap) {
      return TopicReader.all(bootstrap, Topics.DEAD_LETTERS).stream().map(Letter::of).toList();
    }

    private static Letter of(ConsumerRecord<byte[], byte[]> letter) {
      String reason = header(letter, "reason");
      byte[] value = letter.value();
      return new Letter(
          new Case.DeadLetter(reason == null ? "none" : reason, header(letter, "detail")),
          value == null ? "" : new String(value, ISO_8859_1));
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
      Header header = letter.headers().lastHeader(name);
      return header == null ? null : new String(header.value(), UTF_8);
    }
  }

  /** The dead letters that hold a name of the case. */
  List<Case.DeadLetter> letters(Case row) {
    return letters.stream()
        .filter(letter -> letter.text().contains(row.name()))
        .map(Letter::says)
        .toList();
  }

  /** The capture's lines of a case. */
  List<JsonNode> lines(Case row) {
    return lines.stream()
        .filter(
            line ->
                StreamSupport.stream(line.path("services").spliterator(), false)
                    .anyMatch(service -> row.owns(service.asText())))
        .toList();
  }
}
