package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.cli.Spanline;
import io.spanline.harness.process.LinkedClone.Ran;
import io.spanline.settings.Port;
import io.spanline.traffic.Mix;
import io.spanline.traffic.Traffic;
import io.spanline.traffic.TrafficPlan;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each toxic does to the calls of an edge, typed as people do and seen in spans. */
@Tag("stack")
class ShopToxicsIT {
  private static final String EDGE = "service-b->service-c";
  private static final int REQUESTS = 40;
  private static final double MOST_HEALTHY_MILLIS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static DemoStack stack;

  @BeforeAll
  static void useTheStackOfTheDemo() throws IOException {
    stack = DemoStack.get();
  }

  @AfterAll
  static void leaveNoToxic() {
    typed(0, "toxics", "clear", "--all");
  }

  @Test
  void aDelayShowsInTheGapAndNotInTheCallee() throws Exception {
    JsonNode calls = callsAround(List.of("latency=200", "jitter=20"));

    assertThat(calls.path("toxic").path("edge").asText()).isEqualTo(EDGE);
    assertThat(millis(calls, "during", "gap_p50_ms")).isBetween(150.0, 400.0);
    assertThat(millis(calls, "during", "server_p50_ms")).isLessThan(MOST_HEALTHY_MILLIS);
    assertThat(millis(calls, "before", "gap_p50_ms")).isLessThan(MOST_HEALTHY_MILLIS);
    assertThat(millis(calls, "after", "gap_p50_ms")).isLessThan(MOST_HEALTHY_MILLIS);
    assertThat(failed(calls, "during")).isZero();
  }

  @Test
  void anEdgeThatNothingGoesThroughIsSaid() throws Exception {
    typed(0, "toxics", "add", "a-to-c", "latency=1", "--for", "30s");
    send();
    typed(0, "toxics", "clear", "a-to-c");
    awaitTraces();

    assertThat(typed(0, "toxics", "calls", "a-to-c").output())
        .contains("no call went through while the toxic was on");
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({
    "latency=200 --upstream,          0,  150, 9999",
    "bandwidth=1,                     0,   50, 9999",
    "slicer=20 delay=20000,           0,   50, 9999",
    "slow_close=500,                  0,    0,  100",
    "timeout=100,                   100,   90, 9999",
    "timeout=0,                     100, 4800, 9999",
    "reset_peer,                    100,    0,  100",
    "limit_data=100,                100,    0,  100",
    "down,                          100,    0,    0",
    "timeout=100 --toxicity 0.0001,   0,    0,  100"
  })
  void eachDoesWhatItsPageSays(String toxic, int failedPercent, double least, double most)
      throws Exception {
    JsonNode calls = callsAround(List.of(toxic.split(" ")));

    assertThat(failed(calls, "during")).isCloseTo(failedPercent, within(5));
    assertThat(millis(calls, "during", "gap_p50_ms")).isBetween(least, most);
    assertThat(failed(calls, "before")).isZero();
    assertThat(failed(calls, "after")).isLessThan(10);
    assertThat(calls.path("during").path("unanswered").asLong())
        .isEqualTo(toxic.equals("down") ? calls.path("during").path("calls").asLong() : 0);
  }

  private static Offset<Double> within(double points) {
    return Offset.offset(points);
  }

  /** Sends requests before, during and after a toxic on the edge. */
  private static JsonNode callsAround(List<String> toxic) throws Exception {
    send();
    List<String> add = new ArrayList<>(List.of("toxics", "add", EDGE));
    add.addAll(toxic);
    add.addAll(List.of("--for", "2m"));
    typed(0, add.toArray(String[]::new));
    send();
    assertThat(typed(0, "toxics", "list").output()).contains("b-to-c");
    typed(0, "toxics", "clear", "b-to-c");
    assertThat(typed(0, "toxics", "list").output()).contains("no toxic is on");
    send();
    awaitTraces();
    return JSON.readTree(typed(0, "toxics", "calls", "b-to-c", "--json").output());
  }

  private static void send() throws InterruptedException {
    URI shop = URI.create(stack.url(Port.SERVICE_A));
    new Traffic(shop).run(new TrafficPlan(REQUESTS, 20, Mix.parse("order=1"), 1), request -> {});
  }

  /** Until every trace is emitted, of which some wait for the gap. */
  private static void awaitTraces() {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> typed(0, "status").output().contains(", 0 open,"));
  }

  private static double millis(JsonNode calls, String period, String figure) {
    return calls.path(period).path(figure).asDouble();
  }

  private static double failed(JsonNode calls, String period) {
    JsonNode of = calls.path(period);
    assertThat(of.path("calls").asLong()).as(calls.toString()).isGreaterThanOrEqualTo(REQUESTS / 2);
    return 100.0 * of.path("errors").asLong() / of.path("calls").asLong();
  }

  private static Ran typed(int exit, String... words) {
    Ran ran = TypedInProcess.run(stack.linkedClone(), Spanline::commandLine, List.of(words));
    assertThat(ran.exit()).as(List.of(words) + "\n" + ran.output()).isEqualTo(exit);
    return ran;
  }
}
