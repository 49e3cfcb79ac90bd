package io.spanline.capture;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.folder.ManifestFile;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.replay.ReplayFolder;
import io.spanline.captures.replay.ReplayId;
import io.spanline.captures.replay.ReplayLine;
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
 * their manifests, and those that run or were killed by the first line that they wrote. What cannot
 * be read is left out.
 */
final class KnownReplays {
  private static final Logger LOG = LoggerFactory.getLogger(KnownReplays.class);

  private final Map<Long, String> names = new HashMap<>();
  private final Map<Long, ReplayId> published = new HashMap<>();

  /** Reads a folder as it is now; it need not be there. */
  static KnownReplays in(ReplayFolder folder) {
    KnownReplays known = new KnownReplays();
    try {
      known.addFirstLines(folder.files().strays().path());
      known.addFirstLines(folder.files().path());
      // Last, since a number says more than a prefix.
      folder.list().forEach(known::addPublished);
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("the replays cannot be read");
    }
    return known;
  }

  /** Of all files, since the name of one that was set aside says little. */
  private void addFirstLines(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (String name : NumberedFolder.fileNames(folder)) {
      try (ReplayLines lines = ReplayLines.of(folder.resolve(name))) {
        ReplayLine first = lines.next();
        if (first != null) {
          long prefix = first.traceId().high();
          names.put(prefix, HexFormat.of().toHexDigits(prefix));
        }
      } catch (DamagedFileException | NoSuchFileException e) {
        // Another file than one of lines, or one that is published right now.
        LOG.atDebug().addKeyValue("file", name).log("not the lines of a replay");
      }
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

  /** A selection with the replay whose traces it takes, if that is known here. */
  Selection named(Selection selection) {
    String prefix = selection.where().traceIdPrefix();
    ReplayId known = prefix == null ? null : published.get(HexFormat.fromHexDigitsToLong(prefix));
    return known == null ? selection : new Selection(selection.limit(), selection.where(), known);
  }
}
