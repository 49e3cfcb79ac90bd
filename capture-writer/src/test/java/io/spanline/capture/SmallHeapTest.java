package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process with the heap that capture-writer has, and a span that JSON makes ten times as long.
 */
class SmallHeapTest {
  private static final int EVENTS = 500_000;
  // As JSON, of nearly the 8 MiB that a record has at most.
  private static final int EVENTS_OF_A_RECORD = 380_000;

  @TempDir private Path data;

  @ParameterizedTest
  @CsvSource({"OTLP_PROTO, " + EVENTS, "JSON, " + EVENTS_OF_A_RECORD})
  void takesASpanOfMillionsOfParts(Encoding encoding, int events) throws Exception {
    Path log = data.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapTest.class.getName(),
                data.resolve("files").toString(),
                encoding.name(),
                String.valueOf(events))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("%s", Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(data.resolve("files/captures/capture_001.json"))
        .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(20L * events));
  }

  /** Takes a snapshot of the one trace into a folder. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    ListedTraces topic =
        new ListedTraces()
            .with(large(Integer.parseInt(arguments[2])), Encoding.valueOf(arguments[1]));
    HandClock clock = new HandClock(Spans.EPOCH.plusSeconds(300));
    try (CaptureStore store = CaptureStore.open(folder);
        Snapshots snapshots = SnapshotScene.snapshots(folder, topic, store, clock)) {
      TimeRange range = new TimeRange(Spans.EPOCH.minusSeconds(5), Spans.EPOCH.plusSeconds(5));
      snapshots.take(SnapshotScene.order(BaselineName.NORMAL, range, Selection.ALL));
    }
  }

  private static Trace large(int events) {
    Span span = Spans.entry("service-a").span();
    var grown = span.otlp().toBuilder();
    for (int i = 0; i < events; i++) {
      grown.addEvents(io.opentelemetry.proto.trace.v1.Span.Event.getDefaultInstance());
    }
    return new Trace(
        span.traceId(),
        1,
        Outcome.COMPLETE,
        List.of(new Span(span.origin(), span.scope(), grown.build())));
  }
}
