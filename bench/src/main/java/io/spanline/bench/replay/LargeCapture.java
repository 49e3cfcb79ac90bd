package io.spanline.bench.replay;

import io.spanline.captures.CaptureId;
import io.spanline.captures.FileSums;
import io.spanline.captures.TimeRange;
import io.spanline.captures.line.CaptureLine;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.CountTally;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ManifestJson;
import io.spanline.captures.manifest.Selection;
import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.topic.Beginning;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Captures of many short traces, each of which can be replayed: {@code GET /orders/N}. A program,
 * since a million lines want the thorough compiler.
 */
public final class LargeCapture {
  /** That of the capture that the program writes. */
  static final CaptureId ID = new CaptureId(1);

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration APART = Duration.ofNanos(500_000);
  private static final Duration TOOK = Duration.ofMillis(2);

  private LargeCapture() {}

  /** FOLDER and how many lines. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), ID, Integer.parseInt(arguments[1]));
  }

  /**
   * Writes one with its manifest.
   *
   * @param folder for captures; need not exist
   */
  static Path write(Path folder, CaptureId id, int lines) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(id.linesFile());
    TimeRange range = new TimeRange(FROM, FROM.plus(APART.multipliedBy(lines)));
    CountTally counts = new CountTally(range);
    MessageDigest digest = FileSums.sha256();
    try (OutputStream out =
        new BufferedOutputStream(
            new DigestOutputStream(Files.newOutputStream(file), digest), 8 << 10)) {
      for (int n = 0; n < lines; n++) {
        Trace trace = trace(n);
        counts.add(trace, Beginning.INSIDE);
        out.write(CaptureLine.write(trace));
        out.write('\n');
      }
    }
    Manifest.Capture capture =
        new Manifest.Capture(
            id.linesFile(), Manifest.Capture.SCHEMA, FileSums.hex(digest), Files.size(file), lines);
    Files.write(
        CaptureFolder.manifestOf(file), ManifestJson.write(manifest(id, range, capture, counts)));
    return file;
  }

  private static Manifest manifest(
      CaptureId id, TimeRange range, Manifest.Capture capture, CountTally counts) {
    return new Manifest(
        id,
        null,
        null,
        range.to(),
        range,
        Selection.ALL,
        null,
        capture,
        counts.counts(),
        counts.replay(),
        List.of(),
        new Manifest.Source(
            "traces",
            List.of(new Manifest.Offsets(0, 0, capture.lines())),
            capture.lines(),
            0,
            List.of(),
            new TreeMap<>()),
        null,
        null,
        new TreeMap<>(),
        new TreeMap<>());
  }

  private static Trace trace(int n) {
    TraceId id = new TraceId(1, n + 1);
    Instant start = FROM.plus(APART.multipliedBy(n));
    SpanId root = new SpanId(n + 1);
    Span request =
        SpanBuilder.entry("shop")
            .inTrace(id)
            .withId(root)
            .from(start, TOOK)
            .named("GET /orders/{id}")
            .with("http.request.method", "GET")
            .with("http.route", "/orders/{id}")
            .with("url.path", "/orders/" + n)
            .with("url.scheme", "http")
            .with("server.address", "127.0.0.1")
            .with("http.response.status_code", 200)
            .span();
    Span call =
        SpanBuilder.call("shop", "stock")
            .inTrace(id)
            .withId(new SpanId(-n - 1))
            .under(root)
            .from(start.plusNanos(200_000), TOOK.dividedBy(2))
            .named("GET /stock/{id}")
            .with("http.request.method", "GET")
            .with("url.template", "/stock/{id}")
            .with("server.address", "127.0.0.1")
            .span();
    List<Span> spans = List.of(request, call);
    return new Trace(id, 1, Trace.judge(spans), spans);
  }
}
