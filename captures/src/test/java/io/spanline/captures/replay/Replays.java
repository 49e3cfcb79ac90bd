package io.spanline.captures.replay;

import io.spanline.captures.ReplayId;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Replays for tests: a request each millisecond, of which some fail. */
public final class Replays {
  public static final long PREFIX = 0x0123456789abcdefL;
  public static final Instant BEGAN = Instant.parse("2026-01-31T12:00:00.000000001Z");

  private static final long MILLI = 1_000_000;

  private Replays() {}

  /** When the n-th request, from 1, was to be sent. */
  public static long intended(int n) {
    return BEGAN.getEpochSecond() * 1_000_000_000 + BEGAN.getNano() + (n - 1) * MILLI;
  }

  /** The n-th request: each tenth of no answer, each hundredth not sent, each fiftieth late. */
  public static ReplayLine line(int n) {
    boolean dropped = n % 100 == 0;
    boolean failed = n % 10 == 0;
    long intended = intended(n);
    long handed = intended + (n % 50 == 1 ? 20 * MILLI : 70_000);
    return new ReplayLine(
        n,
        1,
        new TraceId(n, n),
        new TraceId(PREFIX, n),
        new SpanId(n),
        "service-a",
        "GET /orders/{id}",
        new ReplayLine.Moments(
            intended,
            dropped ? null : Long.valueOf(handed),
            failed ? null : Long.valueOf(handed + 2 * MILLI),
            dropped ? null : Long.valueOf(handed + 3 * MILLI)),
        failed ? null : Integer.valueOf(n % 7 == 0 ? 302 : 200),
        dropped ? ReplayLine.DROPPED : failed ? "timed out" : null,
        failed ? 0 : 100,
        null);
  }

  /** The n-th request, as found. */
  public static ReplayLine paired(int n) {
    ReplayLine line = line(n);
    return line.isSent() ? line.with(n % 20 == 0 ? Pair.NOT_RECORDED : Pair.FOUND) : line;
  }

  /** The manifest of lines that were written. */
  public static ReplayManifest manifest(
      ReplayId id, ReplayManifest.Lines lines, ReplayManifest.@Nullable PairCounts pairs) {
    ReplayTally tally = new ReplayTally();
    List<ReplayLine> all =
        IntStream.rangeClosed(1, (int) lines.lines()).mapToObj(Replays::paired).toList();
    all.forEach(tally::add);
    List<ReplayLine> answered = all.stream().filter(line -> line.status() != null).toList();
    return new ReplayManifest(
        id,
        Instant.parse("2026-01-31T12:01:00Z"),
        new ReplayManifest.Result(
            ReplayManifest.Word.STOPPED, List.of("GET /orders/{id}: 200 then, 400 now")),
        new ReplayManifest.CaptureSource("capture_001.json", "5".repeat(64), 300),
        new ReplayManifest.RequestsFile("requests.yaml", "6".repeat(64)),
        new ReplayManifest.Plan(
            lines.lines(), 1, lines.lines(), 1.0, null, Duration.ofMillis(lines.lines())),
        new ReplaySettings(
            new TreeMap<>(Map.of("service-a", "http://127.0.0.1:8081")),
            "shop.example",
            256,
            Duration.ofSeconds(15),
            new Selection.Filter("service-a", null, null, null, null),
            500,
            true,
            true,
            false),
        "0123456789abcdef",
        new ReplayManifest.WarmUp(50, "fedcba9876543210"),
        BEGAN,
        BEGAN.plusSeconds(1),
        lines,
        tally.counts(),
        times(all.stream().map(line -> line.moments().latenessNanos()).filter(Objects::nonNull)),
        times(answered.stream().map(line -> line.moments().done() - line.moments().intended())),
        times(answered.stream().map(line -> line.moments().done() - line.moments().handed())),
        new TreeMap<>(Map.of("no body for POST /orders", 12L)),
        pairs,
        pairs == null ? "--unpaired" : null,
        new SendingMachine(
            2,
            "Linux 6.1 amd64",
            0.25,
            new SendingMachine.Oversleep(Duration.ofNanos(52_000), Duration.ofNanos(110_000))),
        new SendingMachine.Jvm("OpenJDK 17", "C1 and C2", List.of("G1 Young Generation"), 1 << 28),
        versions());
  }

  /** The manifest of lines that were written, with all that may be in one. */
  public static ReplayManifest full() {
    return manifest(
        new ReplayId(1),
        new ReplayManifest.Lines(
            "replay_001.json", ReplayManifest.Lines.SCHEMA, "7".repeat(64), 60_000, 300),
        new ReplayManifest.PairCounts(285, 0, 12, 0, 0));
  }

  /** A manifest with as little in it as there may be. */
  public static ReplayManifest least() {
    ReplayManifest of = full();
    ReplayTimes none = times(Stream.of());
    return new ReplayManifest(
        of.id(),
        of.created(),
        new ReplayManifest.Result(ReplayManifest.Word.COMPLETE, List.of()),
        of.capture(),
        null,
        new ReplayManifest.Plan(0, 1, 0, null, 10.5, Duration.ZERO),
        new ReplaySettings(
            new TreeMap<>(),
            null,
            1,
            Duration.ofMillis(1),
            Selection.Filter.NONE,
            null,
            false,
            false,
            true),
        of.traceIdPrefix(),
        null,
        of.began(),
        of.ended(),
        of.replay(),
        new ReplayTally().counts(),
        none,
        none,
        none,
        new TreeMap<>(),
        null,
        "--unpaired",
        new SendingMachine(1, "Linux", null, null),
        of.jvm(),
        of.versions());
  }

  /** The figures by nearest rank. */
  private static ReplayTimes times(Stream<Long> nanos) {
    List<Long> sorted = nanos.sorted().toList();
    return sorted.isEmpty()
        ? new ReplayTimes(0, null, null, null, null, null, "HISTFAAA")
        : new ReplayTimes(
            sorted.size(),
            rank(sorted, 0.5),
            rank(sorted, 0.9),
            rank(sorted, 0.99),
            rank(sorted, 0.999),
            rank(sorted, 1),
            "HISTFAAA");
  }

  private static Duration rank(List<Long> sorted, double share) {
    return Duration.ofNanos(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
  }

  private static SortedMap<String, String> versions() {
    return new TreeMap<>(Map.of("spanline", "development", "java", "17"));
  }
}
