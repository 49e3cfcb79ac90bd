package io.spanline.experiments.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spanline.clients.Toxic.Stream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
  @Test
  void theFirstAttributeIsWrittenAfterTheKind() {
    Fault fault = fault("latency=200 jitter=20");

    assertThat(fault.kind()).isEqualTo(ToxicKind.LATENCY);
    assertThat(fault.attributes()).isEqualTo(Map.of("latency", 200L, "jitter", 20L));
  }

  @Test
  void whatIsNotGivenIsZeroSoThatAllCanBeCompared() {
    assertThat(fault("slicer=100").attributes())
        .isEqualTo(Map.of("average_size", 100L, "size_variation", 0L, "delay", 0L));
    assertThat(fault("reset_peer").attributes()).isEqualTo(Map.of("timeout", 0L));
    assertThat(fault("down").attributes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latency=3600000",
        "bandwidth=0",
        "bandwidth=100000000",
        "slow_close=0",
        "timeout=0",
        "reset_peer=5000",
        "slicer=1",
        "slicer=100 size_variation=99 delay=3600000000",
        "limit_data=0",
        "limit_data=9223372036854775807"
      })
  void theEndsOfEachRangeAreInIt(String words) {
    assertThat(fault(words).attributes()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          lag=5 | unknown toxic 'lag'; there are: latency, bandwidth, slow_close, timeout, reset_peer, slicer, limit_data, down
          LATENCY=5 | unknown toxic 'LATENCY'; there are:
          latency | latency needs latency in ms, such as latency=100
          latency=0 | a latency of 0 ms does nothing
          latency=200ms | latency is a whole number of ms, 0 to 3600000, was '200ms'
          latency=1.5 | latency is a whole number of ms
          latency=-1 | latency is a whole number of ms
          latency= | latency is a whole number of ms, 0 to 3600000, was ''
          latency=3600001 | latency is a whole number of ms, 0 to 3600000, was '3600001'
          latency=99999999999999999999 | latency is a whole number of ms
          latency=200 jitter=201 | jitter is at most the latency, 200 ms, was 201
          latency=200 jiter=20 | latency has no attribute 'jiter'; it has: latency (ms), jitter (ms)
          latency=200 jitter | 'jitter' is no attribute=value such as latency=100
          latency=200 latency=300 | latency is given twice
          bandwidth=-1 | rate is a whole number of KB/s, 0 to 100000000, was '-1'
          reset_peer=5001 | timeout is a whole number of ms, 0 to 5000, was '5001'
          slicer=0 | average_size is a whole number of bytes, 1 to 1073741824, was '0'
          slicer=100 size_variation=100 | size_variation is less than average_size, 100 bytes, was 100
          slicer=100 delay=3600000001 | delay is a whole number of µs
          limit_data=9223372036854775808 | bytes is a whole number of bytes
          down=1 | down takes no value
          down bytes=1 | down has no attribute 'bytes'; it has: none
          """)
  void whatIsWrongIsSaidWithWhatThereIs(String words, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fault(words))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.000001, 1e-46, Double.NaN, Double.POSITIVE_INFINITY})
  void toxicityIsAboveZeroToOneAsToxiproxyKeepsIt(double toxicity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(List.of("latency=5"), Stream.DOWNSTREAM, toxicity))
        .withMessage("toxicity is above 0 to 1, was " + toxicity);
  }

  @Test
  void downTakesNoToxicityAndNoStream() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(List.of("down"), Stream.DOWNSTREAM, 0.5))
        .withMessageContaining("it takes no toxicity and no stream");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.of(List.of("down"), Stream.UPSTREAM, 1));
  }

  @ParameterizedTest
  @EnumSource
  void onlyAMarkOfDownIsTakenForOne(ToxicKind kind) {
    String least =
        switch (kind) {
          case LATENCY -> "latency=1";
          case RESET_PEER, DOWN -> kind.word();
          default -> kind.word() + "=1";
        };
    Lease lease = new Lease("me", Instant.EPOCH, 1);

    assertThat(Fault.isMark(fault(least).toxic(lease))).isEqualTo(kind == ToxicKind.DOWN);
  }

  private static Fault fault(String words) {
    return Fault.of(List.of(words.split(" ")), Stream.DOWNSTREAM, 1);
  }
}
