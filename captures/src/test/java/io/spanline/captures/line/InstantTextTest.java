package io.spanline.captures.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
  @Test
  void readsWhatAnInstantWrites() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      long nanos = random.nextLong();
      long fraction = Long.remainderUnsigned(nanos, 1_000_000_000L);
      Instant instant =
          Instant.ofEpochSecond(
              Long.divideUnsigned(nanos, 1_000_000_000L),
              switch (i % 4) {
                case 0 -> 0;
                case 1 -> fraction / 1_000_000 * 1_000_000;
                case 2 -> fraction / 1_000 * 1_000;
                default -> fraction;
              });
      assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
      assertThat(InstantText.isOf(instant, instant.toString())).isTrue();
      assertThat(InstantText.isOf(instant.plusNanos(1), instant.toString())).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01T24:00:00Z",
        "2026-01-02T00:00:00.000Z",
        "2026-01-02T00:00:00.0Z",
        "2026-01-02T00:00Z",
        "+2026-01-02T00:00:00Z",
        "2026-02-30T00:00:00Z",
        ""
      })
  void tellsOtherTextsFromTheOneThatAnInstantWrites(String text) {
    assertThat(InstantText.isOf(Instant.parse("2026-01-02T00:00:00Z"), text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-01T25:00:00Z",
        "2026-01-01T00:61:00Z",
        "2026-01-01T00:00:00.Zz",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00.1234567891Z",
        ""
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
