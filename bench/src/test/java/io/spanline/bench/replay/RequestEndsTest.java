package io.spanline.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestEndsTest {
  private static final String REQUEST = "GET /orders/1 HTTP/1.1\r\nHost: here\r\n\r\n";

  @Test
  void countsRequestsThatComeTogether() {
    assertThat(new RequestEnds().in(bytes(REQUEST.repeat(3)))).isEqualTo(3);
  }

  @Test
  void countsARequestOnceHoweverItIsCut() {
    for (int cut = 1; cut < REQUEST.length(); cut++) {
      RequestEnds ends = new RequestEnds();

      int first = ends.in(bytes(REQUEST.substring(0, cut)));
      int second = ends.in(bytes(REQUEST.substring(cut)));

      assertThat(first).as("cut after %d bytes", cut).isZero();
      assertThat(second).as("cut after %d bytes", cut).isEqualTo(1);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
