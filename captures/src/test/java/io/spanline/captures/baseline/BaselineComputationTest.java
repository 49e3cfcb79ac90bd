package io.spanline.captures.baseline;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.BaselineName;
import io.spanline.captures.DamagedFileException;
import io.spanline.captures.TimeRange;
import io.spanline.captures.verification.CapturesOnDisk;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineComputationTest {
  private static final BaselineName WEEK = new BaselineName("week");

  private static final Map<String, ErrorRate> SESSION_RATES =
      Map.of(
          "app", new ErrorRate(1, 0),
          "b", new ErrorRate(2, 1),
          "c", new ErrorRate(1, 1),
          "mail", new ErrorRate(1, 1),
          "app->b", new ErrorRate(2, 1),
          "app->c", new ErrorRate(1, 0),
          "app->kafka:orders", new ErrorRate(1, 0),
          "app->mail", new ErrorRate(1, 1));

  @TempDir private Path data;
  private CapturesOnDisk disk;

  @BeforeEach
  void folders() throws IOException {
    disk = new CapturesOnDisk(data);
  }

  @Test
  void ofSeveralItIsThatOfAllTheirTraces() throws IOException {
    Path first = disk.write(1, BaselineName.NORMAL, traces(1, 150));
    Path second = disk.write(2, BaselineName.NORMAL, traces(2, 80));
    BaselineTally all = new BaselineTally();
    traces(1, 150).forEach(trace -> all.add(trace, Baselines.EVER));
    traces(2, 80).forEach(trace -> all.add(trace, Baselines.EVER));

    Baseline computed = compute(WEEK, second, first);

    Baseline expected = Baselines.of(all);
    assertThat(computed.services()).isEqualTo(expected.services());
    assertThat(computed.edges()).isEqualTo(expected.edges());
    assertThat(computed.name()).isEqualTo(WEEK);
    assertThat(computed.captures())
        .extracting(Baseline.Source::file)
        .containsExactly("capture_001.json", "capture_002.json");
  }

  @Test
  void ofRangesThatMeetItIsThatOfOneRange() throws IOException {
    Trace session = sessionAcrossMinutes();
    Path first = disk.write(1, BaselineName.NORMAL, List.of(session));
    Path second = disk.write(2, BaselineName.NORMAL, List.of(session));
    BaselineTally one = new BaselineTally();
    one.add(session, new TimeRange(Spans.EPOCH.plusSeconds(60), Spans.EPOCH.plusSeconds(180)));
    Baseline whole = Baselines.of(one);

    Baseline merged = compute(WEEK, first, second);

    assertThat(merged.services()).isEqualTo(whole.services());
    assertThat(merged.edges()).isEqualTo(whole.edges());
    assertThat(names(first)).containsExactly("app", "b", "app->b", "app->c", "app->kafka:orders");
    assertThat(names(second)).containsExactly("b", "c", "mail", "app->b", "app->mail");
    Map<String, ErrorRate> rates = new HashMap<>();
    merged.services().forEach((name, row) -> rates.put(name, row.requests().errors()));
    merged.edges().forEach((name, row) -> rates.put(name, row.errors()));
    assertThat(rates).containsExactlyInAnyOrderEntriesOf(SESSION_RATES);
  }

  @Test
  void saysHowFarItIs() throws IOException {
    Path first = disk.write(1, BaselineName.NORMAL, traces(1, 5));
    Path second = disk.write(2, BaselineName.NORMAL, traces(2, 5));
    List<Long> heard = new ArrayList<>();
    BaselineComputation computation = BaselineComputation.of(List.of(first, second));

    Baseline computed = computation.compute(WEEK, heard::add);

    assertThat(Objects.requireNonNull(computed.services().get("a")).requests().errors().of())
        .isEqualTo(10);
    assertThat(heard).isSorted().last().isEqualTo(computation.bytes());
  }

  @Test
  void refusesACaptureThatIsNotTheOneOfItsManifest() throws IOException {
    Path one = disk.write(1, BaselineName.NORMAL, traces(1, 5));
    Path other = disk.write(2, BaselineName.NORMAL, traces(2, 5));
    Files.write(one, Files.readAllBytes(other));

    assertThatThrownBy(() -> compute(WEEK, one))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageMatching(".*capture_001.json: sha256 is \\w+, its manifest says \\w+");
  }

  @Test
  void refusesACaptureThatLacksALine() throws IOException {
    Path capture = disk.write(1, BaselineName.NORMAL, traces(1, 5));
    List<String> lines = Files.readAllLines(capture);
    Files.writeString(capture, String.join("\n", lines.subList(0, 4)) + "\n");

    assertThatThrownBy(() -> compute(WEEK, capture))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageEndingWith("capture_001.json: has 4 lines, its manifest says 5");
  }

  /** The services and edges of a capture. */
  private static List<String> names(Path capture) throws IOException {
    Baseline baseline = compute(WEEK, capture);
    List<String> names = new ArrayList<>(baseline.services().keySet());
    names.addAll(baseline.edges().keySet());
    return names;
  }

  private static Baseline compute(BaselineName name, Path... captures) throws IOException {
    return BaselineComputation.of(List.of(captures)).compute(name, bytes -> {});
  }

  /** One trace over two minutes; the clock of c is five minutes behind. */
  private static Trace sessionAcrossMinutes() {
    return Traces.complete(
        List.of(
            Spans.entry("app").startingAfter(ms(61_000)).took(ms(110_000)).span(),
            call("before", 119_900).failed().span(),
            answer("b", "before", 119_905).failed().span(),
            call("after", 121_000).span(),
            answer("b", "after", 121_005).span(),
            // In the middle of its call, the answer of c begins at the boundary.
            call("across", 119_990).took(ms(30)).span(),
            answer("c", "across", 119_990 - 300_000).took(ms(10)).failed().span(),
            Spans.of("app", SpanKind.PRODUCER)
                .under("appSERVER")
                .with("messaging.system", "kafka")
                .with("messaging.destination.name", "orders")
                .startingAfter(ms(119_995))
                .span(),
            Spans.of("mail", SpanKind.CONSUMER)
                .underRemote("appPRODUCER")
                .startingAfter(ms(120_050))
                .failed()
                .span()));
  }

  private static Spans call(String id, long millis) {
    return Spans.exit("app").withId(id).under("appSERVER").startingAfter(ms(millis)).took(ms(20));
  }

  private static Spans answer(String service, String call, long millis) {
    return Spans.entry(service)
        .withId(service + call)
        .underRemote(call)
        .startingAfter(ms(millis))
        .took(ms(5));
  }

  private static List<Trace> traces(int minute, int number) {
    Random random = new Random(minute);
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      traces.add(
          Spans.entry("a")
              .inTrace(minute + "-" + i)
              .named("GET /x")
              .startingAfter(ms(60_000L * minute + 10L * i))
              .took(Baselines.lognormal(random))
              .trace());
    }
    return traces;
  }
}
