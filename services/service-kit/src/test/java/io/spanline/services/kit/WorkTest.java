package io.spanline.services.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorkTest {

  private static final WorkProfile PROFILE = WorkProfile.around(Duration.ofMillis(9));

  @Test
  void nthDrawIsFixedBySeedAndN() {
    Work times = new Work("service-c", PROFILE, 42);
    Work again = new Work("service-c", PROFILE, 42);

    List<Duration> drawn = IntStream.range(0, 100).mapToObj(n -> times.next()).toList();

    assertThat(drawn).isEqualTo(LongStream.range(0, 100).mapToObj(again::at).toList());
  }

  @Test
  void firstDrawsAreTheSameInEveryRelease() {
    Work times = new Work("service-c", PROFILE, 1);

    List<Long> micros =
        LongStream.range(0, 4).map(n -> times.at(n).toNanos() / 1000).boxed().toList();

    assertThat(micros).containsExactly(9450L, 20171L, 10826L, 11045L);
  }

  @Test
  void seedAndServiceMakeDifferentSequences() {
    Duration first = new Work("service-c", PROFILE, 1).at(0);

    assertThat(new Work("service-c", PROFILE, 2).at(0)).isNotEqualTo(first);
    assertThat(new Work("service-b", PROFILE, 1).at(0)).isNotEqualTo(first);
  }

  @Test
  void drawsAreLogNormalAroundTheMedianAndBounded() {
    Work times = new Work("service-c", PROFILE, 3);

    double[] millis =
        LongStream.range(0, 20_000)
            .mapToDouble(n -> times.at(n).toNanos() / 1e6)
            .sorted()
            .toArray();

    assertThat(millis[10_000]).isCloseTo(9, within(0.3));
    assertThat(millis[19_000]).isCloseTo(9 * Math.exp(0.5 * 1.645), within(1.0));
    assertThat(millis[0]).isGreaterThanOrEqualTo(9 / 4.0);
    assertThat(millis[19_999]).isLessThanOrEqualTo(60);
  }

  @Test
  void cutsWhatLiesFarOut() {
    assertThat(PROFILE.at(100)).isEqualTo(Duration.ofMillis(60));
    assertThat(PROFILE.at(-100)).isEqualTo(Duration.ofNanos(2_250_000));
    assertThat(PROFILE.at(0)).isEqualTo(Duration.ofMillis(9));
  }

  @Test
  void refusesAMedianBeyondTheLongest() {
    assertThatThrownBy(() -> WorkProfile.around(Duration.ofMillis(61)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0.061S");
  }
}
