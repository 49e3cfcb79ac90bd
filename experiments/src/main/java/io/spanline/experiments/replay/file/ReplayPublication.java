package io.spanline.experiments.replay.file;

import io.spanline.captures.ReplayId;
import io.spanline.captures.folder.Draft;
import io.spanline.captures.folder.Durably;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.replay.ReplayLineJson;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.ReplayManifestJson;
import io.spanline.captures.replay.ReplayTally;
import io.spanline.experiments.replay.pair.Pairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The publishing of one replay: it exists from the moment its manifest gets its name. Whatever
 * fails before is undone and thrown; whatever fails after is a warning.
 */
final class ReplayPublication {
  private final List<Path> made = new ArrayList<>();
  private final NumberedFolder<ReplayId> folder;
  private final SentLines sent;
  private final PublishStep.Watch watch;

  ReplayPublication(NumberedFolder<ReplayId> folder, SentLines sent, PublishStep.Watch watch) {
    this.folder = folder;
    this.sent = sent;
    this.watch = watch;
  }

  ReplayDraft.Published publish(@Nullable Pairs pairs, ReplayContents contents) throws IOException {
    ReplayManifest manifest;
    try {
      watch.before(PublishStep.CLOSE_SENT);
      sent.close();
      manifest = prepare(pairs, contents);
      commit(manifest.id());
    } catch (IOException | RuntimeException e) {
      undo(e);
      throw e;
    }
    return new ReplayDraft.Published(folder.lines(manifest.id()), manifest, finish(manifest.id()));
  }

  /** Everything but the commit: the manifest waits under an unfinished name. */
  private ReplayManifest prepare(@Nullable Pairs pairs, ReplayContents contents)
      throws IOException {
    ReplayTally tally = new ReplayTally();
    ReplayId id;
    Draft.Lines lines;
    try (Draft ordered = new Draft(folder.unfinished("ordered", 1))) {
      watch.before(PublishStep.ORDER_LINES);
      order(ordered, pairs, tally);
      watch.before(PublishStep.SYNC_LINES);
      lines = ordered.sync();
      watch.before(PublishStep.LINK_REPLAY);
      id = folder.link(ordered, folder.nextFree());
      made.add(folder.lines(id));
      watch.before(PublishStep.REMOVE_ORDERED);
      ordered.remove();
    }
    ReplayManifest manifest =
        contents.manifest(id, lines(id, lines), pairs == null ? null : tally.pairs());
    watch.before(PublishStep.WRITE_MANIFEST);
    made.add(folder.unfinishedManifest(id));
    Durably.write(folder.unfinishedManifest(id), ReplayManifestJson.write(manifest));
    return manifest;
  }

  private void order(Draft ordered, @Nullable Pairs pairs, ReplayTally tally) throws IOException {
    new OrderedLines(sent.file())
        .forEach(
            line -> {
              var paired = pairs != null && line.isSent() ? line.with(pairs.of(line)) : line;
              tally.add(paired);
              ordered.write(ReplayLineJson.write(paired));
            });
  }

  private static ReplayManifest.Lines lines(ReplayId id, Draft.Lines lines) {
    return new ReplayManifest.Lines(
        id.linesFile(), ReplayManifest.Lines.SCHEMA, lines.sha256(), lines.bytes(), lines.lines());
  }

  /** The manifest gets its name: from here on the replay exists. */
  private void commit(ReplayId id) throws IOException {
    // The lines' name must be durable before the manifest's, in whatever order they are flushed.
    Durably.syncFolderOf(folder.lines(id));
    watch.before(PublishStep.NAME_MANIFEST);
    Files.move(folder.unfinishedManifest(id), folder.manifest(id), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes the commit durable, and removes what was sent, which the replay holds. */
  private @Nullable String finish(ReplayId id) {
    try {
      watch.before(PublishStep.SYNC_COMMIT);
      Durably.syncFolderOf(folder.manifest(id));
      watch.before(PublishStep.REMOVE_SENT);
      Files.delete(sent.file());
      watch.before(PublishStep.TELL_CALLER);
      return null;
    } catch (IOException | RuntimeException e) {
      return "%s was written, but its files may not survive a power cut (%s); check the disk"
          .formatted(id, e.getMessage());
    }
  }

  private void undo(Exception cause) {
    for (int i = made.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(made.get(i));
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
