package io.spanline.cli.toxics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LengthsTest {
  @Test
  void readsSecondsMinutesAndHours() {
    Lengths lengths = new Lengths();

    assertThat(lengths.convert("60s")).isEqualTo(Duration.ofSeconds(60));
    assertThat(lengths.convert("5m")).isEqualTo(Duration.ofMinutes(5));
    assertThat(lengths.convert("1h")).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "s", "-1s", "1.5m", "60 s", "1d", "9999999999s", "PT60S"})
  void refusesWhatIsNoLength(String text) {
    assertThatThrownBy(() -> new Lengths().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'%s' is no length of time such as 60s, 5m or 1h".formatted(text));
  }
}
