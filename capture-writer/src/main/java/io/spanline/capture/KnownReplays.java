package io.spanline.capture;

import io.spanline.capture.order.Refusal;
import io.spanline.captures.ReplayId;
import io.spanline.captures.folder.ManifestFile;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.replay.ReplayFolder;
import io.spanline.captures.replay.ReplayLines;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replays of a data folder, by what the ids of their traces begin with: the published ones by
 * their manifests, and those that run or were killed by the first line that they wrote; of these
 * the warm-up is not known, which has at most 50 traces. What cannot be read is left out.
 */
final class KnownReplays {
  private static final Logger LOG = LoggerFactory.getLogger(KnownReplays.class);

  private final Map<Long, String> names = new HashMap<>();
  private final Map<Long, ReplayId> published = new HashMap<>();

  /** Reads a folder as it is now; it need not be there. */
  static KnownReplays in(ReplayFolder folder) {
    KnownReplays known = new KnownReplays();
    try {
      known.addFirstLines(folder.files().strays().path(), "");
      known.addFirstLines(folder.files().path(), ReplayFolder.SENT);
      // Last, since a number says more than a prefix.
      folder.list().forEach(known::addPublished);
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("the replays cannot be read");
    }
    return known;
  }

  /** Reads the files of some names; the name of one that was set aside says little. */
  private void addFirstLines(Path folder, String names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (String name : NumberedFolder.fileNames(folder)) {
      if (name.startsWith(names)) {
        addFirstLine(folder.resolve(name));
      }
    }
  }

  private void addFirstLine(Path file) {
    try {
      ReplayLines.prefix(file)
          .ifPresent(prefix -> names.put(prefix, HexFormat.of().toHexDigits(prefix)));
    } catch (NoSuchFileException e) {
      LOG.atDebug().addKeyValue("file", file).log("a replay is published right now");
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("a replay cannot be read");
    }
  }

  private void addPublished(ManifestFile.Listed<ReplayId, ReplayManifest> listed) {
    ReplayManifest manifest = listed.manifest().orElse(null);
    if (manifest == null) {
      LOG.atWarn().addKeyValue("reason", listed.problem()).log("a replay cannot be read");
      return;
    }
    add(manifest.traceIdPrefix(), listed.id());
    ReplayManifest.WarmUp warmUp = manifest.warmUp();
    if (warmUp != null) {
      add(warmUp.traceIdPrefix(), listed.id());
    }
  }

  private void add(String prefix, ReplayId id) {
    names.put(HexFormat.fromHexDigitsToLong(prefix), id.toString());
    published.put(HexFormat.fromHexDigitsToLong(prefix), id);
  }

  /** The replay that made a trace, as a manifest names it; null if none is known that did. */
  @Nullable String of(TraceId trace) {
    return names.get(trace.high());
  }

  /**
   * A selection with the replay whose traces it takes, if that is known here.
   *
   * @throws Refusal if the selection names another
   */
  Selection named(Selection selection) {
    String prefix = selection.where().traceIdPrefix();
    ReplayId known = prefix == null ? null : published.get(HexFormat.fromHexDigitsToLong(prefix));
    if (known == null) {
      return selection;
    }
    ReplayId said = selection.replay();
    if (said != null && !said.equals(known)) {
      throw new Refusal(
          Refusal.Reason.OTHER_REPLAY,
          "traces of %s are those of %s, not of %s; leave out \"replay\""
              .formatted(prefix, known, said));
    }
    return new Selection(selection.limit(), selection.where(), known);
  }
}
