package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Place;
import io.spanline.cli.toxics.CallsReport.Counted;
import io.spanline.clients.RecentTraces;
import io.spanline.clients.RecentTraces.Emitted;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.Target;
import io.spanline.experiments.edge.Target.Passage;
import io.spanline.experiments.toxic.CallsAround;
import io.spanline.experiments.toxic.CallsAround.ToxicTime;
import io.spanline.experiments.toxic.LastToxic;
import io.spanline.model.Call;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
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
        LastToxic.of(place.settings(), target.proxy())
            .orElseThrow(
                () ->
                    Complaint.refused(
                        "the topic toxics names none on %s; put one on: %s toxics add %s latency=200"
                            .formatted(target, Place.ofThisProcess().command(), target.proxy())));
    Instant now = Instant.now();
    Proxy proxy = Objects.requireNonNull(proxies.get(target.proxy()));
    ToxicTime time = last.time(last.end(proxy, now), around);
    CallsAround calls = new CallsAround(time);
    CallsAround untold = new CallsAround(time);
    Map<Passage, CallsAround> counted = Map.of(Passage.THROUGH, calls, Passage.UNTOLD, untold);
    long leftOut =
        RecentTraces.forEach(
            place.kafka(),
            new Emitted(time.from(), time.until().plus(longestEmission(place))),
            MOST_RECORDS,
            trace -> {
              for (Call call : trace.calls()) {
                Optional.ofNullable(counted.get(target.passage(call, proxies)))
                    .ifPresent(each -> each.add(call));
              }
            });
    CallsReport report =
        new CallsReport(
            target, last, last.isLost(proxy), time, new Counted(calls, untold, leftOut));
    report.lines(spec.root().usageMessage().width()).forEach(screen::result);
    if (Duration.between(time.gone(), now).compareTo(emitted(place)) < 0) {
      screen.say(
          "traces come up to %d s after their last span: ask again"
              .formatted(emitted(place).toSeconds()));
    }
    screen.json(report.json());
    return 0;
  }

  /** Of a trace and of its revisions. */
  private static Duration longestEmission(Workplace place) {
    Settings settings = place.settings();
    return settings.value(Catalogue.TRACE_LIFETIME).plus(settings.value(Catalogue.TRACE_HORIZON));
  }

  private static Duration emitted(Workplace place) {
    return place.settings().value(Catalogue.TRACE_GAP).plusSeconds(2);
  }
}
