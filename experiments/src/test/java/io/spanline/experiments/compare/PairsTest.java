package io.spanline.experiments.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.FileFormat;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLineJson;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsTest {
  private static final int N = 200;
  private static final Millis CALM = Millis.around(20, N, 1);
  private static final Millis SLOW = Millis.around(20, N, 2).plus(Millis.around(200, N, 3));
  private static final String DROPPED = ReplayLine.DROPPED;

  @TempDir private Path data;

  @Test
  void tellTheRequestsThatAreSlower() throws IOException {
    Pairs pairs = Pairs.of(replay(lines(CALM)), replay(lines(SLOW)), Limits.DEFAULT);

    assertThat(pairs.comparison().sentences())
        .containsExactly(
            "service-a's response time went to 10.9 times what it was, request by request (10.1–11.8).",
            "Nothing else is shown to have moved.");
    assertThat(pairs.comparison().word()).isEqualTo(Word.WORSE);
    assertThat(pairs.requests()).isEqualTo(N);
    assertThat(pairs.leftOut()).isZero();
    assertThat(pairs.flips()).isEmpty();
    assertThat(pairs.comparison().subjects())
        .extracting(Subject::name)
        .containsExactly("service-a", "GET /list", "GET /order");
  }

  @Test
  void tellEqualReplaysTheSame() throws IOException {
    Path calm = replay(lines(CALM));

    Pairs pairs = Pairs.of(calm, calm, Limits.DEFAULT);

    assertThat(pairs.comparison().moved()).isFalse();
    assertThat(pairs.comparison().has(Word.WORSE)).isFalse();
  }

  @Test
  void countAFailureAsAnErrorAndNotAsATime() throws IOException {
    List<ReplayLine> failing = lines(CALM);
    for (int i = 0; i < N; i += 4) {
      failing.set(i, line(i, 900_000_000L, 503, null));
      failing.set(i + 1, line(i + 1, 15_000_000_000L, null, "no answer in 15 s"));
    }

    Pairs pairs = Pairs.of(replay(lines(CALM)), replay(failing), Limits.DEFAULT);

    assertThat(pairs.comparison().sentences())
        .containsExactly(
            "service-a's error rate went from 0 to 50 % (43.1–56.9).", "Nothing else moved.");
    assertThat(figure(pairs, "response_time_ms").word()).isEqualTo(Word.SAME);
    assertThat(pairs.flips())
        .containsExactly(
            new Flip("service-a", "GET /list", "200", "503", N / 4),
            new Flip("service-a", "GET /order", "200", "no answer in 15 s", N / 4));
  }

  @Test
  void takeARefusalOfBothSidesForAnAnswer() throws IOException {
    List<ReplayLine> refused = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      refused.add(line(i, CALM.nanos()[i], 404, null));
    }
    Path refusals = replay(refused);

    Pairs alike = Pairs.of(refusals, refusals, Limits.DEFAULT);
    Pairs flipped = Pairs.of(replay(lines(CALM)), refusals, Limits.DEFAULT);

    assertThat(figure(alike, "error_rate").after()).isEqualByComparingTo("0");
    assertThat(figure(flipped, "error_rate").word()).isEqualTo(Word.WORSE);
  }

  @Test
  void leaveOutWhatOneSideDidNotSend() throws IOException {
    List<ReplayLine> fewer = lines(CALM).subList(0, N - 10);
    fewer.set(0, line(0, null, null, DROPPED));

    Pairs pairs = Pairs.of(replay(lines(CALM)), replay(fewer), Limits.DEFAULT);

    assertThat(pairs.requests()).isEqualTo(N - 11);
    assertThat(pairs.leftOut()).isEqualTo(11);
    assertThat(pairs.comparison().word()).isEqualTo(Word.UNCLEAR);
    assertThat(pairs.comparison().has(Word.SAME)).isFalse();
    assertThat(pairs.comparison().has(Word.BETTER)).isFalse();
    assertThat(pairs.comparison().sentences())
        .first()
        .isEqualTo(
            "11 of %d requests were not sent by both: too many for a clear answer.".formatted(N));
  }

  @Test
  void sayWhatIsWorseWhateverWasLeftOut() throws IOException {
    Path slow = replay(lines(SLOW).subList(0, N - 10));

    Pairs worse = Pairs.of(replay(lines(CALM)), slow, Limits.DEFAULT);
    Pairs better = Pairs.of(slow, replay(lines(CALM)), Limits.DEFAULT);

    assertThat(worse.comparison().word()).isEqualTo(Word.WORSE);
    assertThat(worse.comparison().has(Word.SAME)).isFalse();
    assertThat(better.comparison().moved()).isFalse();
  }

  @Test
  void saySoIfNothingIsInBoth() throws IOException {
    Pairs pairs = Pairs.of(replay(lines(CALM)), replay(List.of()), Limits.DEFAULT);

    assertThat(pairs.comparison().sentences())
        .containsExactly("The two replays have no request in common.");
    assertThat(pairs.comparison().word()).isEqualTo(Word.TOO_LITTLE_DATA);
  }

  @Test
  void sayWhatAllErrorsAndFiveRequestsShow() throws IOException {
    List<ReplayLine> failing = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      failing.add(line(i, CALM.nanos()[i], 500, null));
    }
    Path allErrors = replay(failing);
    Path five = replay(lines(CALM).subList(0, 5));

    assertThat(figure(Pairs.of(allErrors, allErrors, Limits.DEFAULT), "error_rate").before())
        .isEqualByComparingTo("1");
    assertThat(Pairs.of(five, five, Limits.DEFAULT).comparison().word())
        .isEqualTo(Word.TOO_LITTLE_DATA);
  }

  @Test
  void areTheSameWhateverTheOrderOfTheSecondFile() throws IOException {
    List<ReplayLine> shuffled = lines(SLOW);
    Collections.shuffle(shuffled, new Random(1));

    Path calm = replay(lines(CALM));

    assertThat(json(Pairs.of(calm, replay(shuffled), Limits.DEFAULT)))
        .isEqualTo(json(Pairs.of(calm, replay(lines(SLOW)), Limits.DEFAULT)))
        .contains("\"left_out\":0", "\"word\":\"worse\"");
  }

  /** The two operations differ; a request is paired with one of its own. */
  @Test
  void sayWhatTheyFindBeforeTheSecondReplay() throws IOException {
    List<ReplayLine> lines = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      lines.add(line(i, CALM.nanos()[i] * (i % 2 == 0 ? 1 : 100), 200, null));
    }
    Path one = replay(lines);

    Figure alone = figure(Detectable.ofReplay("one", one, Limits.DEFAULT).withItself(), 0);
    Figure both = figure(Pairs.of(one, one, Limits.DEFAULT).comparison(), 0);

    assertThat(alone.name()).isEqualTo("response_time_ms");
    assertThat(alone.smallest()).isGreaterThan(both.smallest()).isLessThan(new BigDecimal("2"));
  }

  private static Figure figure(Comparison comparison, int number) {
    return comparison.subjects().get(0).figures().get(number);
  }

  @Test
  void nameALineThatIsNone() throws IOException {
    Path damaged = Files.writeString(data.resolve("replay_900.json"), "{}\n");

    assertThatThrownBy(() -> Pairs.of(damaged, damaged, Limits.DEFAULT))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("line 1");
  }

  private static Figure figure(Pairs pairs, String name) {
    return pairs.comparison().subjects().get(0).figures().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String json(Pairs pairs) throws JsonProcessingException {
    return FileFormat.JSON.writeValueAsString(pairs);
  }

  /** The two operations in turn. */
  private static List<ReplayLine> lines(Millis times) {
    List<ReplayLine> lines = new ArrayList<>();
    for (int i = 0; i < times.nanos().length; i++) {
      lines.add(line(i, times.nanos()[i], 200, null));
    }
    return lines;
  }

  private static ReplayLine line(
      int n, @Nullable Long nanos, @Nullable Integer status, @Nullable String error) {
    long intended = 1_000_000L * n;
    boolean sent = nanos != null;
    return new ReplayLine(
        n + 1,
        1,
        new TraceId(1, n + 1),
        new TraceId(2, n + 1),
        new SpanId(n + 1),
        "service-a",
        n % 2 == 0 ? "GET /list" : "GET /order",
        new ReplayLine.Moments(
            intended,
            sent ? (Long) intended : null,
            status == null ? null : (Long) intended,
            sent ? (Long) (intended + nanos) : null),
        status,
        error,
        0,
        null);
  }

  private Path replay(List<ReplayLine> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ReplayLine line : lines) {
      bytes.write(ReplayLineJson.write(line));
      bytes.write('\n');
    }
    Path file = Files.createTempFile(data, "replay", ".json");
    return Files.write(file, bytes.toByteArray());
  }
}
