package io.spanline.captures.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.FileFormat;
import io.spanline.captures.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Manifests for tests: one with every field, and plain ones of a minute each. */
public final class Manifests {
  public static final String SUM =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private static final Instant FROM = Instant.parse("2026-11-22T10:14:00Z");

  private Manifests() {}

  /** As the golden file of schema 3. */
  public static Manifest full() {
    return new Manifest(
        new CaptureId(1),
        "before the release",
        new Manifest.Request("nightly-2026-11-22", SUM),
        Instant.parse("2026-11-22T10:15:30.123Z"),
        new TimeRange(FROM, FROM.plusSeconds(60)),
        new Selection(
            new Selection.Limit(Selection.Take.LAST, 200),
            new Selection.Filter("service-a", "GET /orders/{id}", "complete", false, null),
            null),
        new Manifest.Incomplete(List.of("ledger partition 2 has no watermark"), 7, 2),
        capture("capture_001.json"),
        new Manifest.Counts(
            2,
            1,
            8,
            1,
            2,
            5,
            1,
            3,
            12L,
            new TreeMap<>(Map.of("production", 2L)),
            new TreeMap<>(),
            new TreeMap<>(Map.of("complete", 1L, "no-root", 1L)),
            new TreeMap<>(
                Map.of(
                    "service-a",
                    new Manifest.ServiceCounts(
                        8, 2, 1, new TreeMap<>(Map.of("GET /orders/{id}", 2L)))))),
        new Manifest.ReplayCounts(1, 1, new TreeMap<>(Map.of("the root is not known", 1L))),
        List.of(
            new Redacted("span", "http.request.header.authorization", "not on the allow-list", 2)),
        source(Map.of("service-b", 4L)),
        conditions(),
        new Manifest.BaselineFile(BaselineName.NORMAL, "normal_baseline.yaml", SUM),
        new TreeMap<>(Map.of("SPANLINE_TRACE_GAP", "PT10S")),
        new TreeMap<>(Map.of("spanline", "0.1.0")));
  }

  /** Of the so manieth minute; nothing speaks against it. */
  public static Manifest ofMinute(int minute) {
    return with(minute, Selection.ALL, null, quiet(new TreeMap<>()));
  }

  /** A manifest with other values of some fields, by their names in the file. */
  public static Manifest edited(Manifest manifest, Map<String, ?> fields) {
    ObjectNode tree = FileFormat.JSON.valueToTree(manifest);
    fields.forEach((name, value) -> tree.set(name, FileFormat.JSON.valueToTree(value)));
    return FileFormat.read(tree, Manifest.class);
  }

  public static Manifest with(
      int minute,
      Selection selection,
      Manifest.@Nullable Incomplete incomplete,
      Manifest.@Nullable Conditions conditions) {
    CaptureId id = new CaptureId(minute);
    Instant from = FROM.plusSeconds(60L * minute);
    return new Manifest(
        id,
        null,
        null,
        from.plusSeconds(90),
        new TimeRange(from, from.plusSeconds(60)),
        selection,
        incomplete,
        capture(id.linesFile()),
        new Manifest.Counts(
            2,
            0,
            2,
            0,
            0,
            0,
            0,
            5,
            null,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>()),
        new Manifest.ReplayCounts(2, 0, new TreeMap<>()),
        List.of(),
        source(Map.of()),
        conditions,
        null,
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** Conditions in which all was watched and nothing was wrong. */
  public static Manifest.Conditions quiet(Map<String, ResourceUse> resources) {
    return new Manifest.Conditions(
        new Toxics(FROM, null, List.of()),
        new TreeMap<>(resources),
        new DeadLetters(null, new TreeMap<>()));
  }

  public static Manifest.Conditions conditions() {
    return new Manifest.Conditions(
        new Toxics(
            FROM.plusSeconds(10),
            "the proxies were not looked at before",
            List.of(
                new Toxics.Toxic(
                    "a-to-b",
                    "slow",
                    "latency",
                    "downstream",
                    BigDecimal.ONE,
                    new TreeMap<>(Map.of("latency", BigDecimal.valueOf(200))),
                    "service-a->service-b",
                    "foreign",
                    FROM.plusSeconds(20),
                    null))),
        new TreeMap<>(
            Map.of(
                "service-a",
                new ResourceUse(
                    6,
                    new BigDecimal("1.25"),
                    new BigDecimal("0.025"),
                    41_000_000L,
                    null,
                    "gone"))),
        new DeadLetters(
            "only the first 14 were looked at",
            new TreeMap<>(Map.of("not-otlp", 12L, "bad-span-id", 2L))));
  }

  private static Manifest.Capture capture(String file) {
    return new Manifest.Capture(file, Manifest.Capture.SCHEMA, SUM, 12345, 2);
  }

  private static Manifest.Source source(Map<String, Long> oddClocks) {
    return new Manifest.Source(
        "traces",
        List.of(new Manifest.Offsets(0, 0, 3), new Manifest.Offsets(1, 4, 4)),
        3,
        1,
        List.of(new Manifest.Skipped(0, 2, "not JSON")),
        new TreeMap<>(oddClocks));
  }
}
