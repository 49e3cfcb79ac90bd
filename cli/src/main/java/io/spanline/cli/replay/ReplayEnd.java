package io.spanline.cli.replay;

import io.spanline.captures.FileFormat;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.cli.invocation.Place;
import io.spanline.cli.view.SnapshotView;
import io.spanline.experiments.replay.file.ReplayDraft.Published;
import io.spanline.experiments.replay.run.ReplayResult;
import io.spanline.experiments.replay.run.ReplayResult.NotSent;
import io.spanline.experiments.replay.run.ReplayResult.Written;
import io.spanline.settings.Settings;
import io.spanline.stack.Checkout;
import io.spanline.terminal.Screen;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what came of a replay, and by which exit code. */
record ReplayEnd(
    Screen screen, AfterwardsWords afterwards, @Nullable Settings stack, Checkout checkout) {
  private static final int NOTHING_SENT = 12;
  private static final int DOES_NOT_HOLD = 13;
  private static final int INTERRUPTED = 130;

  int say(ReplayResult result, boolean interrupted) {
    if (result instanceof NotSent notSent) {
      screen.warn("spanline: " + (interrupted ? "" : "nothing was sent: ") + notSent.why());
      return interrupted ? INTERRUPTED : NOTHING_SENT;
    }
    Published published = ((Written) result).published();
    ReplayManifest replay = published.manifest();
    ReplayView.lines(replay).forEach(screen::result);
    files(published);
    SnapshotAnswer snapshot = interrupted ? null : snapshot(replay);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("replay", FileFormat.JSON.valueToTree(replay));
    if (snapshot != null) {
      SnapshotView.table(snapshot).forEach(screen::result);
      SnapshotView.files(snapshot).forEach(screen::result);
      json.put("snapshot", SnapshotView.json(snapshot));
    }
    screen.json(json);
    if (interrupted) {
      return INTERRUPTED;
    }
    return replay.result().holds() ? 0 : DOES_NOT_HOLD;
  }

  private void files(Published published) {
    Path file = published.file();
    screen.result("replay     " + shown(file));
    screen.result(
        "manifest   " + shown(file.resolveSibling(published.manifest().id().manifestFile())));
    String warning = published.warning();
    if (warning != null) {
      screen.warn("spanline: " + warning);
    }
  }

  /** From the clone's folder, if it is below. */
  private String shown(Path file) {
    Path root = checkout.root().toAbsolutePath();
    Path path = file.toAbsolutePath();
    return path.startsWith(root)
        ? root.relativize(path).toString()
        : Place.ofThisProcess().shown(path.toString());
  }

  private @Nullable SnapshotAnswer snapshot(ReplayManifest replay) {
    Settings settings = stack;
    return settings == null ? null : afterwards.snapshot(replay, settings, screen);
  }
}
