package io.spanline.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.BaselineName;
import io.spanline.captures.SmallHeap;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.Spans;
import io.spanline.settings.Catalogue.Encoding;
import java.nio.file.Files;
import java.nio.file.Path;
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
    SmallHeap.run(
        "192m",
        SmallHeapTest.class,
        data.resolve("log"),
        data.resolve("files").toString(),
        encoding.name(),
        String.valueOf(events));

    assertThat(data.resolve("files/captures/capture_001.json"))
        .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(20L * events));
  }

  /** Takes a snapshot of the one trace into a folder. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    ListedTraces topic =
        new ListedTraces()
            .with(
                Spans.entry("service-a").withEvents(Integer.parseInt(arguments[2])).trace(),
                Encoding.valueOf(arguments[1]));
    HandClock clock = new HandClock(Spans.EPOCH.plusSeconds(300));
    try (CaptureStore store = CaptureStore.open(folder);
        Snapshots snapshots = SnapshotScene.snapshots(topic, store, clock)) {
      TimeRange range = new TimeRange(Spans.EPOCH.minusSeconds(5), Spans.EPOCH.plusSeconds(5));
      snapshots.take(SnapshotScene.order(BaselineName.NORMAL, range, Selection.ALL));
    }
  }
}
