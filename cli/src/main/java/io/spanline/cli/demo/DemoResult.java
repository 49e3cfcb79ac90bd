package io.spanline.cli.demo;

import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.view.SnapshotView;
import io.spanline.model.Trace;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.terminal.Line;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Style;
import java.util.List;
import java.util.Locale;

/** Shows a demo's result to a person. */
final class DemoResult {
  private static final int PROBLEMS_SHOWN = 10;

  private final Screen screen;
  private final Settings settings;
  private final Place place = Place.ofThisProcess();

  /** The state of the check in Jaeger. */
  enum JaegerState {
    /** Jaeger is being built; the Collector's queue keeps the spans. */
    PENDING,
    FOUND,
    MISSING,
    /** Left out with {@code --without-jaeger}, or no Jaeger runs. */
    SKIPPED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  DemoResult(Screen screen, Settings settings) {
    this.screen = screen;
    this.settings = settings;
  }

  /** Shows the table, the files, the addresses, and the problems of the capture. */
  void snapshot(SnapshotAnswer snapshot, List<String> problems, int requests) {
    screen.say("");
    SnapshotView.table(snapshot).forEach(screen::result);
    screen.result("");
    SnapshotView.files(snapshot).forEach(screen::result);
    screen.say("services   http://%s/v1/services".formatted(address(Port.STREAMS_BASELINE)));
    screen.say("ledger     http://%s/v1/ledger".formatted(address(Port.STREAMS_BASELINE)));
    screen.say("snapshots  http://%s/v1/snapshots".formatted(address(Port.CAPTURE_WRITER)));
    if (place == Place.COMPOSE) {
      screen.say("These three want a token, in a header that curl reads from a pipe:");
      screen.say(
          "  docker compose exec -T capture-writer cat /run/spanline/header | curl -s -H @- http://%s/v1/services"
              .formatted(address(Port.STREAMS_BASELINE)));
    }
    screen.say("");
    problems.stream().limit(PROBLEMS_SHOWN).forEach(problem -> screen.warn(wrong(problem)));
    if (problems.isEmpty()) {
      screen.result(
          ok(
              "each of %d requests is in the capture once,".formatted(requests)
                  + " with the spans and errors that were asked for"));
    } else if (problems.size() > PROBLEMS_SHOWN) {
      screen.warn("and %d more".formatted(problems.size() - PROBLEMS_SHOWN));
    }
  }

  void jaeger(Trace trace, JaegerState state) {
    String id = trace.traceId().hex();
    switch (state) {
      case FOUND ->
          screen.result(
              ok(
                  "trace %s through A, B and C: the same %d spans in Kafka, the capture and Jaeger"
                      .formatted(id, trace.spans().size())));
      case MISSING ->
          screen.warn(
              wrong(
                  "trace %s is not whole in Jaeger after %s; see %s"
                      .formatted(id, Screen.seconds(MainJob.JAEGER_PATIENCE), place.logs())));
      case SKIPPED ->
          screen.result("skipped the Jaeger check: Jaeger is not running or was left out");
      case PENDING -> throw new IllegalStateException("the check in Jaeger has not been made");
    }
    if (state == JaegerState.FOUND) {
      screen.say("   look at it: http://%s/api/traces/%s".formatted(address(Port.JAEGER), id));
    }
    screen.say("   or here:    %s traces show %s".formatted(place.command(), id.substring(0, 8)));
  }

  private static Line ok(String words) {
    return Line.of(Style.GREEN, "ok", words);
  }

  private static Line wrong(String words) {
    return Line.of(Style.RED, "wrong", words);
  }

  private String address(Port port) {
    return settings.addressOnThisMachine(port);
  }
}
