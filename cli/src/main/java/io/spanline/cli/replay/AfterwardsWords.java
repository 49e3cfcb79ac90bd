package io.spanline.cli.replay;

import io.spanline.captures.BaselineName;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.clients.Snapshots;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Screen;
import java.nio.file.Files;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is done with the traces of a replay. */
final class AfterwardsWords {
  @Option(
      names = "--capture",
      paramLabel = "NAME",
      description =
          "then take a snapshot of exactly these traces: a capture, and the baseline NAME of it")
  private @Nullable String baseline;

  @Option(names = "--replace", description = "with --capture: overwrite the baseline if it exists")
  private boolean replace;

  /** Says what cannot be done before anything is sent. */
  void check(boolean unpaired, CaptureFolder captures) {
    String name = baseline;
    if (name == null) {
      if (replace) {
        throw Complaint.refused("--replace is for --capture NAME");
      }
      return;
    }
    BaselineName parsed =
        BaselineName.parse(name)
            .orElseThrow(
                () ->
                    Complaint.refused(
                        "invalid baseline name '%s'; expected %s"
                            .formatted(name, BaselineName.RULE)));
    if (!replace && Files.exists(captures.baselines().resolve(parsed.file()))) {
      throw Complaint.refused(
          "baseline '%s' exists; give --replace or another name".formatted(name));
    }
    if (unpaired) {
      throw Complaint.refused("--capture needs traces that arrive; leave out --unpaired");
    }
  }

  boolean isWanted() {
    return baseline != null;
  }

  /** Takes the snapshot. */
  SnapshotAnswer snapshot(ReplayManifest replay, Settings stack, Screen screen) {
    String name = Objects.requireNonNull(baseline);
    Snapshots.Replayed replayed =
        new Snapshots.Replayed(replay.id(), replay.traceIdPrefix(), replay.began(), replay.ended());
    try (Screen.Bar bar = screen.bar("snapshot", "s")) {
      return new Snapshots(stack).of(replayed, new Snapshots.Order(name, null, replace), bar::step);
    }
  }
}
