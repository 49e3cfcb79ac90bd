package io.spanline.streams.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.StatisticsSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsQueriesIT {
  private final FixedSources sources = FixedSources.ofTwoServices();
  private final ServedApi served = ServedApi.of(sources);

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void quantilesOfAServiceAreOfAllItsRequestsAndNotOfItsWindows() {
    // Given ten windows of nine fast requests each, and one of ten slow ones.
    StatisticsSubject subject = new StatisticsSubject.Service("service-c");
    for (int window = 0; window < 10; window++) {
      sources.requests(subject, window, LongStream.range(0, 9).map(i -> 10).toArray());
    }
    sources.requests(subject, 11, LongStream.range(0, 10).map(i -> 1_000).toArray());

    JsonNode service = get("/v1/services").path("services").path(2);

    // The 95th of 100 is slow, the 50th is fast; the mean of windows' quantiles would be neither.
    assertThat(service.path("requests").asInt()).isEqualTo(100);
    assertThat(service.path("p50_ms").asDouble()).isEqualTo(10);
    assertThat(service.path("p95_ms").asDouble()).isEqualTo(1_000);
    assertThat(service.path("exact").asBoolean()).isTrue();
    assertThat(service.path("windows").asInt()).isEqualTo(11);
    assertThat(service.path("recent")).hasSize(6);
    assertThat(service.at("/recent/0/requests").asInt()).isEqualTo(10);
    assertThat(get("/v1/services").at("/services/0/operations/0").asText())
        .isEqualTo("GET /shop@home");
  }

  @Test
  void whatIsOlderThanTheRetentionIsNotShown() {
    sources.spoke(0, FixedSources.START.plusSeconds(3_615));

    JsonNode answer = get("/v1/services");

    // The windows that end after the clock minus an hour, at 15 s, are the second and the seventh.
    assertThat(answer.path("services")).hasSize(1);
    assertThat(answer.at("/services/0/requests").asInt()).isEqualTo(2);
  }

  @Test
  void longerWindowsAreMergedAndAlignedToTheEpoch() {
    JsonNode answer = get("/v1/services/service-a/windows?window=PT1M");

    assertThat(starts(answer)).containsExactly("2026-11-23T00:01:00Z", "2026-11-23T00:00:00Z");
    JsonNode first = answer.at("/windows/1");
    assertThat(first.path("windowEnd").asText()).isEqualTo("2026-11-23T00:01:00Z");
    assertThat(first.path("requests").asInt()).isEqualTo(4);
    assertThat(first.path("p50_ms").asDouble()).isEqualTo(20);
    assertThat(first.path("p95_ms").asDouble()).isEqualTo(40);
  }

  @Test
  void aLongerWindowIsFinalOnceEveryPartitionHasPassedAllOfIt() {
    String minutes = "/v1/services/service-a/windows?window=PT1M";
    // A trace stays open for 60 s at most, a row waits for 30 s.
    sources.allSpoke(FixedSources.START.plusSeconds(149));
    assertThat(get(minutes).at("/windows/1/final").asBoolean()).isFalse();
    sources.allSpoke(FixedSources.START.plusSeconds(150));

    assertThat(get(minutes).at("/windows/1/final").asBoolean()).isTrue();
    // All its parts that there are so far are final, but it may get more until 210 s.
    assertThat(get("/v1/services/service-b/windows?window=PT2M").at("/windows/0/final").asBoolean())
        .isFalse();
  }

  @Test
  void aLongerWindowOfWhichPartsAreDeletedIsLeftOut() {
    // The first window that is still there begins at 10 s, in the middle of the first minute.
    sources.spoke(0, FixedSources.START.plusSeconds(3_615));

    assertThat(starts(get("/v1/services/service-a/windows?window=PT1M")))
        .containsExactly("2026-11-23T00:01:00Z");
    assertThat(starts(get("/v1/services/service-a/windows")))
        .containsExactly("2026-11-23T00:01:00Z", "2026-11-23T00:00:10Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=2                                            | 00:01:00, 00:00:10",
        "from=2026-11-23T00:00:10Z                          | 00:01:00, 00:00:10",
        "from=2026-11-23T00:00:09.999Z&limit=9              | 00:01:00, 00:00:10, 00:00:00",
        "to=2026-11-23T00:01:00Z                            | 00:00:10, 00:00:00",
        "from=-1000000000-01-01T00:00:00Z&to=%2B1000000000-12-31T23:59:59Z&limit=1 | 00:01:00",
        "from=2026-11-23T00:00:20Z&to=2026-11-23T00:00:30Z  | ''",
        "operation=GET%20/shop@home                         | 00:00:00"
      })
  void windowsAreChosen(String query, String times) {
    List<String> starts = starts(get("/v1/services/service-a/windows?" + query));

    assertThat(String.join(", ", starts.stream().map(start -> start.substring(11, 19)).toList()))
        .isEqualTo(times);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "window=PT15S   | parameter 'window' must be a multiple of PT10S,"
            + " SPANLINE_STATISTICS_WINDOW;",
        "window=PT10.0000001S | parameter 'window' must be a multiple of PT10S,",
        "window=PT0.0000001S | parameter 'window' must be a multiple of PT10S,",
        "window=PT2H    | parameter 'window' must be at most PT1H, SPANLINE_STATISTICS_RETENTION;",
        "window=PT9223372036854775807S | parameter 'window' must be at most PT1H,",
        "from=2026-11-23T00:00:10Z&to=2026-11-23T00:00:10Z | parameter 'from' must be before 'to',",
        "windows=PT1M   | unknown parameter 'windows'; known are from, limit, operation, to, window"
      })
  void aQuestionThatCannotBeMeantIsRefused(String query, String detail) {
    assertThat(problem("/v1/services/service-a/windows?" + query, 400)).startsWith(detail);
  }

  @Test
  void anUnknownServiceOrOperationIsAnsweredWithThoseKnown() {
    assertThat(problem("/v1/services/service-x/windows", 404))
        .isEqualTo("no service 'service-x' in the last PT1H; known are service-a, service-b");
    assertThat(problem("/v1/services/service-a/windows?operation=x", 404))
        .isEqualTo(
            "no operation 'x' of service 'service-a' in the last PT1H; known are GET /shop@home");
    // A prefix of a name is not the name.
    assertThat(problem("/v1/services/service/windows", 404)).startsWith("no service 'service'");
  }

  @Test
  void askingForWhatIsUnknownDoesNotReadEverythingEachTime() {
    for (int i = 0; i < 20; i++) {
      problem("/v1/services/service-x/windows", 404);
    }

    // Each reads the rows of that name; all of them within a second share the names.
    assertThat(sources.timesAllWereRead()).isLessThan(10);
  }

  @Test
  void aLedgerThatLacksAPartitionDoesNotBalance() {
    sources.silences(3);

    JsonNode ledger = get("/v1/ledger");

    assertThat(ledger.path("balanced").asBoolean()).isFalse();
    assertThat(ledger.at("/missing/0").asInt()).isEqualTo(3);
  }

  @Test
  void aServiceWithASlashInItsNameIsFoundByItsEscapedName() {
    sources.requests(new StatisticsSubject.Service("shop/eu"), 0, 1);

    assertThat(get("/v1/services/shop%2Feu/windows").path("windows")).hasSize(1);
  }

  @Test
  void edgesHaveClientServerAndGapIfTheyAreAnswered() {
    JsonNode edge = get("/v1/edges?callee=service-b").at("/edges/0");

    assertThat(edge.at("/client/p95_ms").asDouble()).isEqualTo(7);
    assertThat(edge.at("/server/p95_ms").asDouble()).isEqualTo(5);
    assertThat(edge.at("/gap/p95_ms").asDouble()).isEqualTo(2);
    assertThat(edge.path("unanswered").asInt()).isZero();
    JsonNode nobody = get("/v1/edges?caller=service-a&callee=unknown").at("/edges/0");
    assertThat(nobody.path("unanswered").asInt()).isEqualTo(1);
    assertThat(nobody.path("server").isNull()).isTrue();
    assertThat(nobody.path("gap").isNull()).isTrue();
  }

  @Test
  void figuresOfWhatWasNotTimedAreNullAndNot0() {
    sources.untimed("service-c", new RequestCounts(3, 1, 0), 0);

    JsonNode service = get("/v1/services").at("/services/2");

    assertThat(service.path("requests").asInt()).isEqualTo(3);
    assertThat(service.path("timed").asInt()).isZero();
    assertThat(service.path("error_rate").asDouble()).isEqualTo(1 / 3.0);
    for (String figure : List.of("p50_ms", "p95_ms", "min_ms", "mean_ms", "max_ms")) {
      assertThat(service.path(figure).isNull()).as(figure).isTrue();
    }
  }

  @Test
  void theMeanIsOfWhatWasTimed() {
    sources.untimed("service-b", new RequestCounts(3, 0, 0), 0);
    sources.requests(new StatisticsSubject.Service("service-b"), 1, 10, 20);

    JsonNode service = get("/v1/services").at("/services/1");

    assertThat(service.path("requests").asInt()).isEqualTo(5);
    assertThat(service.path("timed").asInt()).isEqualTo(2);
    assertThat(service.path("mean_ms").asDouble()).isEqualTo(15);
  }

  @Test
  void aServiceOfWhichAllIsOlderIsShownWithoutARate() {
    sources.untimed("service-c", RequestCounts.NONE, 4);

    JsonNode service = get("/v1/services").at("/services/2");

    assertThat(service.path("requests").asInt()).isZero();
    assertThat(service.at("/older/requests").asInt()).isEqualTo(4);
    assertThat(service.path("error_rate").isNull()).isTrue();
    assertThat(get("/v1/services").at("/services/0").has("older")).isFalse();
  }

  @Test
  void servicesWarnOfRequestsThatAreOfASample() {
    assertThat(get("/v1/services").path("warnings")).isEmpty();
    sources.untimed("service-c", new RequestCounts(7, 0, 2), 0);
    ServedApi again = ServedApi.of(sources);

    JsonNode answer = again.json("/v1/services", 200);
    again.close();

    assertThat(answer.at("/warnings/0").asText())
        .isEqualTo("2 of 13 requests are of traces that are a sample");
    assertThat(answer.at("/services/2/sampled").asInt()).isEqualTo(2);
    assertThat(answer.at("/services/0").has("sampled")).isFalse();
  }

  /** Neither a service nor an answer of that name; whoever unknown is. */
  @Test
  void aCalleeThatSendsNoSpansIsNotInstrumented() {
    sources.messages("service-a", "kafka:orders", 5);
    sources.calls("service-a", "postgresql:shop", 0, 9);
    sources.calls("service-b", "postgresql:shop", 1, 9);
    sources.calls("service-a", "proxy", 0, 9, 8);
    sources.calls("service-b", "proxy", 0, 9);

    List<String> marked = new ArrayList<>();
    get("/v1/edges")
        .path("edges")
        .forEach(
            edge -> {
              if (edge.has("instrumented")) {
                assertThat(edge.path("instrumented").asBoolean(true)).isFalse();
                marked.add(edge.path("caller").asText() + ">" + edge.path("callee").asText());
              }
            });

    assertThat(marked)
        .containsExactly(
            "service-a>kafka:orders", "service-a>postgresql:shop", "service-b>postgresql:shop");
  }

  @Test
  void edgesOfMessagesConsumedHaveNoClientTime() {
    sources.messages("service-a", "service-b", 5);

    JsonNode edge = get("/v1/edges?callee=service-b").at("/edges/0");

    assertThat(edge.path("calls").asInt()).isEqualTo(5);
    assertThat(edge.path("unanswered").asInt()).isZero();
    assertThat(edge.path("client").isNull()).isTrue();
  }

  @Test
  void theLedgerSaysHowFarEachClockIsBehind() {
    JsonNode ledger = get("/v1/ledger");

    assertThat(ledger.path("balanced").asBoolean()).isTrue();
    assertThat(ledger.at("/spans/received").asInt()).isEqualTo(80);
    assertThat(ledger.at("/partitions/3/partition").asInt()).isEqualTo(3);
    assertThat(ledger.at("/partitions/3/clock_lag_ms").asInt()).isEqualTo(5_000);
  }

  private static List<String> starts(JsonNode answer) {
    List<String> starts = new ArrayList<>();
    answer.path("windows").forEach(window -> starts.add(window.path("windowStart").asText()));
    return starts;
  }

  private JsonNode get(String path) {
    return served.json(path, 200);
  }

  private String problem(String path, int status) {
    return served.json(path, status).path("detail").asText();
  }
}
