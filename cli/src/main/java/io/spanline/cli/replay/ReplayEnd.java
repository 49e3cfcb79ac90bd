package io.spanline.cli.replay;

import io.spanline.captures.FileFormat;
import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.ReplayManifest.PairCounts;
import io.spanline.captures.replay.ReplayManifest.Word;
import io.spanline.cli.invocation.Failure;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.SnapshotView;
import io.spanline.experiments.replay.file.ReplayDraft.Published;
import io.spanline.experiments.replay.run.ReplayResult;
import io.spanline.experiments.replay.run.ReplayResult.NotSent;
import io.spanline.experiments.replay.run.ReplayResult.Written;
import io.spanline.terminal.Screen;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what came of a replay, and by which exit code. */
final class ReplayEnd {
  private static final int NOTHING_SENT = 12;
  private static final int DOES_NOT_HOLD = 13;

  private final Screen screen;
  private final Invocation invocation;
  private final Map<String, Object> json = new LinkedHashMap<>();
  private @Nullable ReplayManifest replay;

  ReplayEnd(Screen screen, Invocation invocation) {
    this.screen = screen;
    this.invocation = invocation;
  }

  /** Says it, but for what a snapshot may still add; returns the exit code. */
  int say(ReplayResult result) {
    if (result instanceof NotSent notSent) {
      screen.warn("spanline: nothing of the plan was sent: " + notSent.why());
      return NOTHING_SENT;
    }
    if (!(result instanceof Written written)) {
      screen.warn("spanline: interrupted before anything of the plan was sent");
      return Failure.INTERRUPTED;
    }
    Published published = written.published();
    ReplayManifest manifest = published.manifest();
    replay = manifest;
    ReplayView.lines(manifest).forEach(screen::result);
    files(published);
    json.put("replay", FileFormat.JSON.valueToTree(manifest));
    if (manifest.result().word() == Word.INTERRUPTED) {
      screen.json(json);
      return Failure.INTERRUPTED;
    }
    return manifest.result().holds() ? 0 : DOES_NOT_HOLD;
  }

  private void files(Published published) {
    String file = invocation.shown(published.file());
    String manifest =
        invocation.shown(published.file().resolveSibling(published.manifest().id().manifestFile()));
    screen.result("replay     " + file);
    screen.result("manifest   " + manifest);
    json.put("file", file);
    json.put("manifest", manifest);
    String warning = published.warning();
    if (warning != null) {
      screen.warn("spanline: " + warning);
    }
  }

  /** The replay, if its traces are worth a snapshot: it ran to its end. */
  @Nullable ReplayManifest wholeReplay() {
    ReplayManifest of = replay;
    return of == null || of.result().word() == Word.STOPPED ? null : of;
  }

  void say(SnapshotAnswer snapshot) {
    PairCounts pairs = replay == null ? null : replay.pairs();
    long found = pairs == null ? 0 : pairs.found() + pairs.incomplete() + pairs.twice();
    if (snapshot.traces() < found) {
      screen.warn(
          "spanline: the snapshot has %d of %d traces of the replay; the target's clock may differ"
              .formatted(snapshot.traces(), found));
    }
    SnapshotView.table(snapshot).forEach(screen::result);
    SnapshotView.files(snapshot).forEach(screen::result);
    json.put("snapshot", SnapshotView.json(snapshot));
  }

  /** There is no snapshot; the replay's files are there all the same. */
  void noSnapshot(String why) {
    screen.warn("spanline: no snapshot was taken: " + why);
    json.put("snapshot_problem", why);
  }

  void sayJson() {
    screen.json(json);
  }
}
