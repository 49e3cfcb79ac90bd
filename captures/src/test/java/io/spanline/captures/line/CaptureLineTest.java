package io.spanline.captures.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.OtlpJson;
import io.spanline.topic.TraceJson;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureLineTest {
  private final Trace trace = Traces.aCallsBCallsC();
  private final byte[] line = CaptureLine.write(trace);

  @Test
  void isTheTraceAndLastItsChecksum() {
    String json = new String(TraceJson.write(trace), UTF_8);

    assertThat(new String(line, UTF_8))
        .startsWith(json.substring(0, json.length() - 1) + ",\"crc32c\":\"")
        .matches("(?s).*[0-9a-f]{8}\"}$")
        .hasSize(json.length() + CaptureLine.moreBytes());
  }

  @Test
  void aLineThatNobodyWouldReadIsNotWritten() {
    byte[] json = new byte[CaptureLine.MOST_BYTES];

    assertThatThrownBy(() -> CaptureLine.write(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most " + CaptureLine.MOST_BYTES + " bytes");
  }

  @Test
  void isStillOtlpAndATrace() {
    assertThat(OtlpJson.read(line)).isEqualTo(trace.otlp());
    assertThat(TraceJson.read(line)).isEqualTo(trace);
  }

  @Test
  void noBitOfALineCanTurnUnnoticed() {
    int seal = CaptureLine.sealAt(line);
    assertThat(CaptureLine.isIntact(line, seal)).isTrue();
    for (int bit = 0; bit < 8 * line.length; bit++) {
      byte[] flipped = line.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      int at = CaptureLine.sealAt(flipped);

      assertThat(at >= 0 && CaptureLine.isIntact(flipped, at)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void noBurstOfDamageStaysUnnoticed() {
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = line.clone();
      int at = random.nextInt(damaged.length - 4);
      byte[] burst = new byte[4];
      random.nextBytes(burst);
      System.arraycopy(burst, 0, damaged, at, 4);
      int seal = CaptureLine.sealAt(damaged);

      assertThat(seal >= 0 && CaptureLine.isIntact(damaged, seal)).isFalse();
    }
  }
}
