package io.spanline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.cli.client.Snapshots;
import io.spanline.cli.view.Screen;
import io.spanline.settings.Port;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline snapshot}. */
@Command(
    name = "snapshot",
    description = {
      "Freeze a time range: write a capture, its manifest and a baseline.",
      "",
      "Example: ./spanline snapshot --last 60 --baseline normal --replace"
    },
    mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Range range = new Range();

  @Option(
      names = "--baseline",
      defaultValue = "normal",
      description = "name of the baseline to write (default: ${DEFAULT-VALUE})")
  private String baseline = "normal";

  @Option(names = "--label", description = "a word of yours for the manifest")
  private @Nullable String label;

  @Option(names = "--replace", description = "overwrite the baseline if it exists")
  private boolean replace;

  @Mixin private OutputOptions output = new OutputOptions();

  /** The last seconds, or from one instant to another. */
  static final class Range {
    @Option(names = "--last", paramLabel = "SECONDS", description = "the last so many seconds")
    @Nullable Integer last;

    @ArgGroup(exclusive = false)
    @Nullable Between between;
  }

  /** A half-open time range. */
  static final class Between {
    @Option(names = "--from", required = true, description = "first instant, ISO-8601")
    Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, description = "instant after the last, ISO-8601")
    Instant to = Instant.EPOCH;
  }

  @Override
  public Integer call() {
    Surroundings surroundings = Surroundings.ofThisProcess();
    Screen screen = output.screen(surroundings);
    Snapshots snapshots = new Snapshots(surroundings.runningStack().address(Port.CAPTURE_WRITER));
    Snapshots.Order order = new Snapshots.Order(baseline, label, replace);
    JsonNode snapshot =
        range.between == null
            ? snapshots.ofLast(range.last == null ? 0 : range.last, order)
            : snapshots.between(range.between.from, range.between.to, order);
    Snapshots.table(snapshot).forEach(screen::result);
    Snapshots.files(snapshot).forEach(screen::result);
    screen.json(snapshot);
    return 0;
  }
}
