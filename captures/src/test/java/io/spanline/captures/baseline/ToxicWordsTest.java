package io.spanline.captures.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToxicWordsTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final TimeRange MINUTE = new TimeRange(FROM, FROM.plusSeconds(60));

  @Test
  void sayWhatWasOnWhereAndHowLongOfTheRange() {
    assertThat(of(toxic("latency", 1, Map.of("latency", 200L, "jitter", 0L), null)))
        .isEqualTo("b-to-c: latency=200 was on for 12 of 60 s");
    assertThat(of(toxic("latency", 0.25, Map.of("latency", 200L, "jitter", 20L), "ci")))
        .isEqualTo(
            "b-to-c: latency=200 jitter=20 on 25 % of connections was on for 12 of 60 s, set by ci");
    assertThat(of(toxic("bandwidth", 1, Map.of("rate", 0L), "foreign")))
        .isEqualTo("b-to-c: bandwidth=0 was on for 12 of 60 s, set by others");
    assertThat(of(toxic("reset_peer", 1, Map.of("timeout", 300L), null)))
        .isEqualTo("b-to-c: reset_peer=300 was on for 12 of 60 s");
  }

  @Test
  void sayThatAProxyWasDownAndNameItsEdge() {
    Toxics.Toxic down =
        new Toxics.Toxic(
            "b-to-c",
            "b-to-c",
            Toxics.DOWN,
            null,
            null,
            new TreeMap<>(),
            "service-b->service-c",
            "foreign",
            FROM.minusSeconds(5),
            null);

    assertThat(of(down))
        .isEqualTo("b-to-c (service-b->service-c): down for 60 of 60 s, set by others");
  }

  @Test
  void neverSayThatItWasOnForNoTime() {
    assertThat(of(over(FROM.plusMillis(10), FROM.plusMillis(12)))).contains("for 0.1 of 60 s");
    assertThat(of(over(FROM.plusMillis(500), FROM.plusMillis(1_700)))).contains("for 1.2 of 60 s");
    assertThat(of(over(FROM.plusSeconds(59), null))).contains("for 1 of 60 s");
  }

  private static String of(Toxics.Toxic toxic) {
    return ToxicWords.of(toxic, MINUTE);
  }

  private static Toxics.Toxic over(Instant from, @Nullable Instant to) {
    return new Toxics.Toxic(
        "b-to-c", "x", "timeout", null, null, new TreeMap<>(), null, null, from, to);
  }

  private static Toxics.Toxic toxic(
      String type, double toxicity, Map<String, Long> attributes, @Nullable String owner) {
    TreeMap<String, BigDecimal> numbers = new TreeMap<>();
    attributes.forEach((name, value) -> numbers.put(name, BigDecimal.valueOf(value)));
    return new Toxics.Toxic(
        "b-to-c",
        "x",
        type,
        "downstream",
        BigDecimal.valueOf(toxicity),
        numbers,
        null,
        owner,
        FROM.plusSeconds(10),
        FROM.plusSeconds(22));
  }
}
