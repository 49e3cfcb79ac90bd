package io.spanline.cli.toxics;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.Latencies;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.view.CallsAroundView;
import io.spanline.clients.RecentTraces;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.Target;
import io.spanline.experiments.toxic.CallsAround;
import io.spanline.experiments.toxic.CallsAround.Period;
import io.spanline.experiments.toxic.CallsAround.ToxicTime;
import io.spanline.experiments.toxic.LastToxic;
import io.spanline.settings.Catalogue;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spanline toxics calls}. */
@Command(
    name = "calls",
    description = {
      "Show the calls through an edge before, during and after its last toxic, from spans: how many"
          + " failed, the caller's time, the callee's, and the gap between the two, where a toxic shows.",
      "A call that was under way when the toxic came is of none of the three.",
      "",
      "Example: ./spanline toxics calls b-to-c"
    },
    mixinStandardHelpOptions = true)
final class CallsCommand implements Callable<Integer> {
  private static final long MOST_RECORDS = 200_000;

  @Parameters(
      index = "0",
      paramLabel = "EDGE",
      description = "its proxy's name, or the edge in quotes; the verb edges lists both")
  private String edge = "";

  @Option(
      names = "--around",
      paramLabel = "LENGTH",
      defaultValue = "60s",
      converter = Lengths.class,
      description = "how long before and after counts (default: ${DEFAULT-VALUE})")
  private Duration around = Duration.ZERO;

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    Workplace place = Workplace.find();
    SortedMap<String, Proxy> proxies = place.toxiproxy().proxies();
    Target target = place.target(edge, proxies.values());
    LastToxic last =
        LastToxic.of(place.kafka(), target.proxy())
            .orElseThrow(
                () ->
                    Complaint.refused(
                        "the topic toxics names none on %s; put one on: %s toxics add %s latency=200"
                            .formatted(target, Place.ofThisProcess().command(), target.proxy())));
    Instant now = Instant.now();
    ToxicTime time = last.time(now, around);
    CallsAround calls = new CallsAround(time, around);
    RecentTraces.forEach(
        place.kafka(),
        time.from(),
        MOST_RECORDS,
        trace ->
            trace.calls().stream().filter(call -> target.takes(call, proxies)).forEach(calls::add));
    screen.result(title(target, last));
    new CallsAroundView(spec.root().usageMessage().width()).lines(calls).forEach(screen::result);
    if (Duration.between(time.gone(), now).compareTo(emitted(place)) < 0) {
      screen.say(
          "traces come up to %d s after their last span: ask again"
              .formatted(emitted(place).toSeconds()));
    }
    screen.json(json(target, last, calls));
    return 0;
  }

  private static Duration emitted(Workplace place) {
    return place.settings().value(Catalogue.TRACE_GAP).plusSeconds(2);
  }

  private static String title(Target target, LastToxic last) {
    return "%s: %s from %s, %s"
        .formatted(
            target,
            ToxicView.words(last.on()),
            second(last.on().confirmed()),
            last.gone() == null ? "still on" : "gone at " + second(last.gone()));
  }

  private static String second(@Nullable Instant time) {
    return time == null ? "?" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Map<String, Object> json(Target target, LastToxic last, CallsAround calls) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("proxy", target.proxy());
    json.put("toxic", last.on());
    json.put("gone", last.gone());
    for (Period period : Period.values()) {
      json.put(
          period.name().toLowerCase(Locale.ROOT),
          calls.of(period).map(CallsCommand::json).orElse(null));
    }
    return json;
  }

  private static Map<String, Object> json(Baseline.Edge edge) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("calls", edge.errors().of());
    json.put("errors", edge.errors().errors());
    json.put("unanswered", edge.unanswered());
    json.put("client_p50_ms", p50(edge.client()));
    json.put("server_p50_ms", p50(edge.server()));
    json.put("gap_p50_ms", p50(edge.gap()));
    return json;
  }

  private static @Nullable Double p50(@Nullable Latencies of) {
    return of == null ? null : of.p50().value().toNanos() / 1e6;
  }
}
