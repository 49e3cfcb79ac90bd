package io.spanline.capture.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spanline.capture.order.ExistingBaseline;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.captures.BaselineName;
import io.spanline.captures.FileFormat;
import io.spanline.captures.ReplayId;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.rest.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotRequestTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"'last_seconds':60", "'last':{'seconds':60}"})
  void theLastSecondsEndNow(String body) {
    assertThat(order(body))
        .isEqualTo(
            new SnapshotOrder(
                BaselineName.NORMAL,
                ExistingBaseline.KEEP,
                null,
                null,
                new TimeRange(NOW.minusSeconds(60), NOW),
                Selection.ALL));
  }

  @Test
  void takesARangeOfAnyOffset() {
    SnapshotOrder order =
        order(
            "'from':'2026-11-22T12:30:00+01:00','to':'2026-11-22T12:00:00Z','baseline':'peak',"
                + "'replace':true,'label':'a label'");

    assertThat(order.range().from()).isEqualTo(Instant.parse("2026-11-22T11:30:00Z"));
    assertThat(order.existing()).isEqualTo(ExistingBaseline.REPLACE);
    assertThat(order.baseline()).hasToString("peak");
  }

  @Test
  void takesTheWholeRetention() {
    TimeRange day = order("'last_seconds':86400").range();

    assertThat(order("'from':'%s','to':'%s'".formatted(day.from(), NOW)).range()).isEqualTo(day);
  }

  @Test
  void theLastTracesAreOfTheWholeRetention() {
    SnapshotOrder order = order("'last':{'traces':200}");

    assertThat(order.range()).isEqualTo(new TimeRange(NOW.minusSeconds(86_400), NOW));
    assertThat(order.selection().limit()).isEqualTo(new Selection.Limit(Selection.Take.LAST, 200));
  }

  @Test
  void theNextTracesBeginNow() throws JsonProcessingException {
    SnapshotOrder order = order("'next':{'traces':200}");

    assertThat(order.range()).isEqualTo(new TimeRange(NOW, NOW.plusSeconds(3_600)));
    assertThat(order.selection().limit()).isEqualTo(new Selection.Limit(Selection.Take.FIRST, 200));
    assertThat(order("'next':{'traces':1},'within_seconds':5").range().to())
        .isEqualTo(NOW.plusSeconds(5));
    assertThat(order("'next':{'seconds':60}").range())
        .isEqualTo(new TimeRange(NOW, NOW.plusSeconds(60)));
    assertThat(request("'next':{'seconds':60}").isUpcoming()).isTrue();
    assertThat(request("'last':{'seconds':60}").isUpcoming()).isFalse();
  }

  @Test
  void chosenTracesAreNoBaselineOfNormalTrafficUnlessTheyAreNamed() {
    String where = "'last_seconds':60,'where':{'service':'a','operation':'GET /','error':true}";

    assertRefused(where, 400, "name their baseline in \"baseline\"");
    assertThat(order(where + ",'baseline':'failing'").baseline()).hasToString("failing");
    SnapshotOrder alone = order(where + ",'capture_only':true");
    assertThat(alone.baseline()).isNull();
    assertThat(alone.selection().where())
        .isEqualTo(new Selection.Filter("a", "GET /", null, true, null));
    assertThat(order("'last_seconds':60,'where':{}").baseline()).isEqualTo(BaselineName.NORMAL);
  }

  @Test
  void tracesOfAPrefixMayNameTheReplayThatMadeThem() {
    String where =
        "'last_seconds':60,'baseline':'b','where':{'trace_id_prefix':'0123456789ABCDEF'}";

    assertThat(order(where + ",'replay':'replay_007'").shown().selection())
        .isEqualTo(
            new Selection(
                null,
                new Selection.Filter(null, null, null, null, "0123456789abcdef"),
                new ReplayId(7)));
    assertThat(order(where).selection().replay()).isNull();
    assertRefused(where + ",'replay':'../x'", 400, "invalid replay id '../x'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                                    | 400 | no time range",
        "'from':'2026-11-22T11:00:00Z'                       | 400 | no time range",
        "'to':'2026-11-22T11:00:00Z'                         | 400 | no time range",
        "'last_seconds':5,'from':'2026-11-22T11:00:00Z'      | 400 | got last_seconds and from",
        "'last_seconds':5,'next':{'traces':5}                | 400 | got last_seconds and next",
        "'last':{'traces':5},'next':{'traces':5}             | 400 | got last and next",
        "'last':{}                                           | 400 | last must be either",
        "'next':{'traces':5,'seconds':5}                     | 400 | next must be either",
        "'next':{'seconds':5},'within_seconds':5             | 400 | within_seconds works only",
        "'last_seconds':5,'within_seconds':5                 | 400 | within_seconds works only",
        "'last_seconds':-1                                   | 422 | last_seconds must be 1 to 86400",
        "'last_seconds':0                                    | 422 | last_seconds must be 1 to 86400",
        "'last_seconds':86401                                | 422 | last_seconds must be 1 to 86400",
        "'last':{'seconds':0}                                | 422 | last.seconds must be 1 to 86400",
        "'last':{'traces':0}                                 | 422 | last.traces must be 1 to 1000000",
        "'next':{'traces':1000001}                           | 422 | next.traces must be 1 to 1000000",
        "'next':{'seconds':86401}                            | 422 | next.seconds must be 1 to 86400",
        "'next':{'traces':1},'within_seconds':0              | 422 | within_seconds must be 1 to 86400",
        "'from':'noon','to':'2026-11-22T11:00:00Z'           | 400 | invalid time 'noon' in from",
        "'from':'2026-11-22T11:00:00Z','to':'11:30'          | 400 | invalid time '11:30' in to",
        "'last_seconds':5,'capture_only':true,'replace':true | 400 | makes no baseline",
        "'last_seconds':5,'capture_only':true,'baseline':'x' | 400 | makes no baseline",
        "'last_seconds':5,'where':{'outcome':'bad'}          | 400 | where.outcome must be one of",
        "'last_seconds':5,'replay':'replay_001'              | 400 | replay works only with",
        "'last_seconds':5,'where':{'trace_id_prefix':'0123'}  | 400 | where.trace_id_prefix must be 16 hex",
        "'last_seconds':60,'label':'a\\nb'                     | 400 | label must have",
        "'last_seconds':5,'where':{'service':' '}            | 400 | where.service must be a name as"
      })
  void refusesWhatMakesNoSense(String body, int status, String detail) {
    assertRefused(body == null ? "" : body, status, detail);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T11:00:00Z, 2026-11-22T11:00:00Z, range is empty",
    "2026-11-22T11:00:00Z, 2026-11-22T10:00:00Z, range is empty",
    "2026-11-22T11:00:00Z, 2026-11-22T12:00:03Z, is in the future",
    "2026-11-20T11:00:00Z, 2026-11-20T12:00:00Z, traces are kept for 24 h",
    "2026-11-21T11:59:59.999Z, 2026-11-22T12:00:00Z, the earliest is 2026-11-21T12:00:00Z",
    "1969-12-31T23:59:59Z, 2026-11-22T12:00:00Z, is too long ago",
    "1970-01-01T00:00:00.999Z, 2026-11-22T12:00:00Z, is too long ago",
    "-999999999-01-01T00:00:00Z, 2026-11-22T12:00:00Z, is too long ago",
    "2026-11-22T11:00:00Z, +999999999-01-01T00:00:00Z, is in the future"
  })
  void refusesARangeThatHoldsNothing(String from, String to, String detail) {
    assertRefused("'from':'%s','to':'%s'".formatted(from, to), 422, detail);
  }

  @Test
  void anOrderIsShownWithoutCredentialsInTheCallersTexts() {
    SnapshotOrder order =
        order(
            "'last_seconds':60,'label':'password=hunter2','capture_only':true,"
                + "'where':{'operation':'GET /x?token=S3CRET'}");

    assertThat(order.shown().label()).isEqualTo("****");
    assertThat(order.shown().selection().where().operation()).doesNotContain("S3CRET");
    assertThat(order.selection().where().operation()).contains("S3CRET");
    assertThat(order.shown().range()).isEqualTo(order.range());
  }

  private static void assertRefused(String body, int status, String detail) {
    assertThatThrownBy(() -> order(body))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(status))
        .hasMessageContaining(detail);
  }

  private static SnapshotOrder order(String body) {
    try {
      return request(body).order(NOW, null);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(body, e);
    }
  }

  /** Fields in single quotes, without braces. */
  private static SnapshotRequest request(String body) throws JsonProcessingException {
    return FileFormat.JSON.readValue("{" + body.replace('\'', '"') + "}", SnapshotRequest.class);
  }
}
