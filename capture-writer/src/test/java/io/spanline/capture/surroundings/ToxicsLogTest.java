package io.spanline.capture.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Toxics;
import io.spanline.topic.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ToxicsLogTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String NONE =
      """
      {"a-to-b":{"name":"a-to-b","enabled":true,"toxics":[]}}""";
  private static final String SLOW =
      """
      {"a-to-b":{"name":"a-to-b","enabled":true,"toxics":[{"name":"slow","type":"latency",
       "stream":"downstream","toxicity":0.5,"attributes":{"latency":200,"jitter":0,"x":"y"}}]}}""";
  private static final String OFF =
      """
      {"a-to-b":{"name":"a-to-b","enabled":false,"toxics":[]}}""";

  private final ToxicsLog log = new ToxicsLog(Duration.ofSeconds(2));

  @Test
  void tellsWhatWasOnAndWhen() {
    look(0, NONE);
    look(1, SLOW);
    look(2, SLOW);
    look(3, NONE);
    look(4, OFF);

    Toxics toxics = log.during(range(0, 5));

    assertThat(toxics.knownFrom()).isEqualTo(at(0));
    assertThat(toxics.unknown()).isNull();
    assertThat(toxics.on()).extracting(Toxics.Toxic::type).containsExactly("latency", "down");
    Toxics.Toxic slow = toxics.on().get(0);
    assertThat(slow.from()).isEqualTo(at(1));
    assertThat(slow.to()).isEqualTo(at(3));
    assertThat(slow.stream()).isEqualTo("downstream");
    assertThat(slow.toxicity()).isEqualByComparingTo("0.5");
    assertThat(slow.attributes()).containsOnlyKeys("jitter", "latency");
    assertThat(toxics.on().get(1).to()).isNull();
  }

  @Test
  void leavesOutWhatWasOnBeforeOrAfter() {
    look(0, SLOW);
    look(1, NONE);
    look(2, NONE);
    look(3, NONE);
    look(4, OFF);

    assertThat(log.during(range(1, 4)).on()).isEmpty();
    assertThat(log.during(range(0, 1)).on()).hasSize(1);
  }

  @Test
  void saysSinceWhenItKnows() {
    look(5, NONE);
    look(6, NONE);

    Toxics toxics = log.during(range(0, 7));

    assertThat(toxics.knownFrom()).isEqualTo(at(5));
    assertThat(toxics.unknown()).isEqualTo("not looked at before " + at(5));
    assertThat(log.during(range(0, 5)).knownFrom()).isNull();
  }

  @Test
  void saysWhyItKnowsNothing() {
    assertThat(log.during(range(0, 5))).isEqualTo(new Toxics(null, "not looked at yet", List.of()));

    log.sawNothing("nobody there");

    assertThat(log.during(range(0, 5))).isEqualTo(new Toxics(null, "nobody there", List.of()));
  }

  @Test
  void aLookThatFailedOrCameLateBreaksWhatIsKnown() {
    look(0, SLOW);
    look(1, SLOW);
    log.sawNothing("did not answer");
    look(3, NONE);
    look(4, NONE);
    look(8, NONE);

    assertThat(log.during(range(0, 5)).knownFrom()).isEqualTo(at(3));
    assertThat(log.during(range(0, 5)).on().get(0).to()).isEqualTo(at(3));
    assertThat(log.during(range(3, 9)).knownFrom()).isEqualTo(at(8));
    assertThat(log.during(range(3, 7)).knownFrom()).isNull();
    assertThat(log.during(range(0, 2)).knownFrom()).isEqualTo(at(0));
  }

  @Test
  void forgetsWhatWasOverADayAgo() {
    look(0, SLOW);
    look(1, NONE);
    look(2 + Duration.ofDays(1).toSeconds(), NONE);

    Toxics toxics = log.during(range(0, 2));

    assertThat(toxics.on()).isEmpty();
    assertThat(toxics.knownFrom()).isNull();
  }

  private void look(long second, String proxies) {
    try {
      log.saw(at(second), Json.MAPPER.readTree(proxies));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static TimeRange range(long from, long to) {
    return new TimeRange(at(from), at(to));
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }
}
