package io.spanline.capture;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.captures.FileFormat;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.replay.ReplayId;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The replays of a data folder, by what the ids of their traces begin with: the published ones by
 * their manifests, and those that run or were killed by the first line that they wrote. What cannot
 * be read is logged and left out.
 */
final class KnownReplays {
  private static final Logger LOG = LoggerFactory.getLogger(KnownReplays.class);
  // A line of a replay has a few hundred bytes, a manifest a few thousand.
  private static final int LONGEST_LINE = 64 << 10;
  private static final int LONGEST_MANIFEST = 4 << 20;

  private final Map<Long, String> names = new HashMap<>();
  private final Map<Long, ReplayId> published = new HashMap<>();

  /** Reads a folder of replays as it is now; it need not be there. */
  static KnownReplays in(Path folder) {
    KnownReplays known = new KnownReplays();
    known.addAll(folder.resolve("strays"));
    known.addAll(folder);
    return known;
  }

  private void addAll(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      // By name, so that a replay's manifest comes after its lines and has the last word.
      for (Path file : files(folder)) {
        add(file);
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("folder", folder).setCause(e).log("replays cannot be read");
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private void add(Path file) {
    Optional<ReplayId> id = ReplayId.NUMBERING.ofManifestFile(String.valueOf(file.getFileName()));
    try {
      if (id.isPresent()) {
        addPublished(id.get(), FileFormat.JSON.readTree(beginning(file, LONGEST_MANIFEST)));
      } else {
        addUnpublished(beginning(file, LONGEST_LINE));
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.atLevel(id.isPresent() ? Level.WARN : Level.DEBUG)
          .addKeyValue("file", file)
          .addKeyValue("reason", e.getMessage())
          .log("a replay cannot be read");
    }
  }

  private static byte[] beginning(Path file, int bytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(bytes);
    }
  }

  /** Its own requests, and those that it sent before to warm up. */
  private void addPublished(ReplayId id, JsonNode manifest) {
    String own = manifest.path("trace_id_prefix").asText();
    JsonNode warmUp = manifest.at("/warm_up/trace_id_prefix");
    put(high(own), id);
    if (!warmUp.isMissingNode()) {
      put(high(warmUp.asText()), id);
    }
  }

  /** The first half of a trace id, of exactly 16 hex digits. */
  private static long high(String prefix) {
    return TraceId.parse(prefix + "0000000000000001").high();
  }

  private void put(long prefix, ReplayId id) {
    names.put(prefix, id.toString());
    published.put(prefix, id);
  }

  /** By its first line, once there is one. */
  private void addUnpublished(byte[] text) throws IOException {
    // Reads one value and no further.
    JsonNode line =
        FileFormat.JSON
            .reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readTree(text);
    long prefix = TraceId.parse(line.path("traceId").asText()).high();
    names.put(prefix, HexFormat.of().toHexDigits(prefix));
  }

  /** The replay that made a trace, as a manifest names it; null if none is known that did. */
  @Nullable String of(TraceId trace) {
    return names.get(trace.high());
  }

  /** A selection with the replay whose traces it takes, if that is known here. */
  Selection named(Selection selection) {
    String prefix = selection.where().traceIdPrefix();
    ReplayId known = prefix == null ? null : published.get(high(prefix));
    return known == null ? selection : new Selection(selection.limit(), selection.where(), known);
  }
}
