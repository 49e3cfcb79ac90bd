package io.spanline.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VegetaResultsTest {
  private static final Offset<Double> THREE_DIGITS = within(0.02);

  // With the offset and the digits of a second that vegeta writes.
  private static final OffsetDateTime BEGAN =
      OffsetDateTime.parse("2026-11-29T11:44:48.123456789+01:00");

  @Test
  void aRequestIsAsLateAsItFallsBehindItsTurn() throws IOException {
    // 1000 a second; the third goes 15 ms late, and the fourth 14 ms because of it.
    Sent sent =
        read(hit(0, 0, 2, 200), hit(1, 1, 2, 200), hit(2, 17, 3, 200), hit(3, 17, 2, 200)).sent();

    assertThat(sent.counts()).isEqualTo(new Sent.Counts(4, 2, 0, 0));
    assertThat(sent.lateness().max()).isCloseTo(15, THREE_DIGITS);
    assertThat(sent.lateness().p50()).isCloseTo(0, THREE_DIGITS);
    assertThat(sent.response().max()).isCloseTo(18, THREE_DIGITS);
    assertThat(sent.service().max()).isCloseTo(3, THREE_DIGITS);
  }

  @Test
  void isJudgedFromTheLatestBeginThatLetsNobodyGoTooEarly() throws IOException {
    // Its first request was slow to go, so the others seem to go 5 ms too early.
    Sent sent = read(hit(0, 5, 2, 200), hit(1, 1, 2, 200), hit(2, 2, 2, 200)).sent();

    assertThat(sent.lateness().max()).isCloseTo(5, THREE_DIGITS);
    assertThat(sent.lateness().p50()).isCloseTo(0, THREE_DIGITS);
  }

  @Test
  void theOrderOfItsLinesIsNothing() throws IOException {
    Sent sent = read(hit(2, 2, 2, 200), hit(0, 0, 2, 200), hit(1, 1, 2, 200)).sent();

    assertThat(sent.lateness().max()).isCloseTo(0, THREE_DIGITS);
  }

  @Test
  void countsWhatWasNotAnsweredWell() throws IOException {
    Sent sent = read(hit(0, 0, 2, 0), hit(1, 1, 2, 503), hit(2, 2, 2, 200)).sent();

    assertThat(sent.counts().failed()).isEqualTo(2);
  }

  @Test
  void refusesNoResultsAtAll() {
    assertThatThrownBy(VegetaResultsTest::read)
        .isInstanceOf(IOException.class)
        .hasMessage("vegeta has no results");
  }

  private static VegetaResults read(String... lines) throws IOException {
    String text = String.join("\n", lines);
    return VegetaResults.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1_000);
  }

  private static String hit(int n, long atMillis, long tookMillis, int status) {
    return """
    {"attack":"","seq":%d,"code":%d,"timestamp":"%s","latency":%d,"bytes_out":0,"bytes_in":100,\
    "error":"","body":null,"method":"GET","url":"http://127.0.0.1:8080/orders/1"}\
    """
        .formatted(n, status, BEGAN.plus(atMillis, ChronoUnit.MILLIS), tookMillis * 1_000_000);
  }
}
