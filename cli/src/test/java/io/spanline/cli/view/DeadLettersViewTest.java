package io.spanline.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.clients.DeadLetters;
import io.spanline.terminal.Line;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeadLettersViewTest {
  private static final DeadLetters.Newest LAST =
      new DeadLetters.Newest("not-otlp", "otlp_spans-0 offset 17", "spans[0].status");

  @Test
  void saysHowManyAndWhyAndHowToLookAtOne() {
    assertThat(lines(20, 0, Map.of("not-otlp", 20L)))
        .startsWith(
            "dead letters 20 records could not be read: 20 not-otlp",
            "  the last one: otlp_spans-0 offset 17, not-otlp: spans[0].status")
        .last()
        .asString()
        .startsWith("  look at one: ./spanline kafka console-consumer --topic dead-letters ")
        .endsWith(" | cat -v");
  }

  @Test
  void leavesOutWhatThereIsNoneOf() {
    assertThat(lines(0, 1, Map.of("bad-span-id", 1L)))
        .startsWith("dead letters 1 single span could not be read: 1 bad-span-id");
    assertThat(lines(1, 2, Map.of("bad-span-id", 2L, "not-otlp", 1L)))
        .startsWith(
            "dead letters 1 record and 2 single spans could not be read: 2 bad-span-id, 1 not-otlp");
    assertThat(new DeadLettersView(0, 0, new DeadLetters(new TreeMap<>(), null)).lines()).isEmpty();
  }

  @Test
  void saysIfTheReasonsAreOnlyThoseOfTheNewest() {
    assertThat(lines(5_000, 0, Map.of("not-otlp", 150L, "empty", 50L)))
        .startsWith(
            "dead letters 5000 records could not be read; the newest 200: 150 not-otlp, 50 empty");
    assertThat(lines(5_000, 0, Map.of()))
        .startsWith("dead letters 5000 records could not be read; the topic no longer holds them");
  }

  private static List<String> lines(long records, long spans, Map<String, Long> reasons) {
    DeadLetters newest = new DeadLetters(new TreeMap<>(reasons), reasons.isEmpty() ? null : LAST);
    return new DeadLettersView(records, spans, newest)
        .lines().stream().map(Line::toString).toList();
  }
}
