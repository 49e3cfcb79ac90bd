package io.spanline.capture;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.SnapshotOrder;
import io.spanline.capture.store.Snapshot;
import io.spanline.captures.BaselineName;
import io.spanline.captures.ReplayId;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Selection;
import io.spanline.captures.replay.ReplayFolder;
import io.spanline.captures.replay.ReplayLineJson;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.ReplayManifestJson;
import io.spanline.captures.replay.Replays;
import io.spanline.captures.verification.CaptureVerification;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots of traffic that replays made a part of. */
class ReplayedSnapshotsTest extends SnapshotScene {
  private static final long OWN = Replays.PREFIX;
  private static final long WARM_UP = 0xfedcba9876543210L;
  private static final long RUNNING = 0x1111111111111111L;
  private static final long KILLED = 0x2222222222222222L;
  private static final Selection.Filter OWN_TRACES =
      new Selection.Filter(null, null, null, null, "0123456789abcdef");
  private static final TimeRange RANGE =
      new TimeRange(Spans.EPOCH.plusSeconds(10), Spans.EPOCH.plusSeconds(20));

  @BeforeEach
  void replayAndSendOtherTraffic() throws IOException {
    manifest(new ReplayId(7));
    file("replay_007.json", ReplayLineJson.write(Replays.line(1)));
    topic
        .with(request("another", ms(11_000)))
        .with(of(WARM_UP, 1, ms(11_500)))
        .with(of(OWN, 1, ms(12_000)))
        .with(of(OWN, 2, ms(13_000)));
  }

  @Test
  void aBaselineOfAllTrafficCountsTheTracesOfAReplayAndOfItsWarmUp() throws IOException {
    Snapshot snapshot = snapshots.take(order(BaselineName.NORMAL, RANGE, Selection.ALL));

    assertThat(snapshot.manifest().counts().replayed()).isEqualTo(Map.of("replay_007", 3L));
    assertThat(snapshot.manifest().selection().replay()).isNull();
    assertThat(warnings(snapshot))
        .contains(
            "capture_001.json holds replayed traffic: 3 of 4 traces were replayed (replay_007)");
    assertSound();
  }

  @Test
  void countsTheTracesOfReplaysThatRunOrWereKilled() throws IOException {
    file(".lines-of-capture_001-20261129T110000Z.part", halfWritten(RUNNING));
    file("strays/lines-of-capture_001-20261129T100000Z.json", halfWritten(KILLED));
    topic.with(of(RUNNING, 1, ms(14_000))).with(of(KILLED, 1, ms(15_000)));

    Snapshot snapshot = snapshots.take(order(null, RANGE, Selection.ALL));

    assertThat(snapshot.manifest().counts().replayed())
        .isEqualTo(Map.of("replay_007", 3L, "1111111111111111", 1L, "2222222222222222", 1L));
  }

  @Test
  void aManifestOfExactlyAReplayNamesIt() throws IOException {
    Snapshot snapshot =
        snapshots.take(
            order(new BaselineName("again"), RANGE, new Selection(null, OWN_TRACES, null)));

    assertThat(names()).containsExactly(new TraceId(OWN, 1), new TraceId(OWN, 2));
    assertThat(snapshot.manifest().selection().replay()).isEqualTo(new ReplayId(7));
    assertThat(warnings(snapshot))
        .contains(
            "capture_001.json holds only traces whose ids begin with 0123456789abcdef, which"
                + " replay_007 made: its figures are not those of all traffic")
        .noneMatch(warning -> warning.contains("holds replayed traffic"));
    assertSound();
  }

  @Test
  void takesTheRequestsWordForTheReplayOnlyIfTheFolderKnowsNone() throws IOException {
    assertThatThrownBy(() -> snapshots.take(exactly(new ReplayId(8))))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "traces of 0123456789abcdef are those of replay_007, not of replay_008; leave out"
                + " \"replay\"");
    assertThat(data.resolve("captures/capture_001.json")).doesNotExist();
    assertThat(snapshots.take(exactly(new ReplayId(7))).manifest().selection().replay())
        .isEqualTo(new ReplayId(7));

    Files.delete(data.resolve("replays/replay_007.manifest.json"));

    assertThat(snapshots.take(exactly(new ReplayId(8))).manifest().selection().replay())
        .isEqualTo(new ReplayId(8));
  }

  @Test
  void leavesOutWhatCannotBeRead() throws IOException {
    manifest(new ReplayId(9));
    for (String text : List.of("", "{", "[]", "{\"trace_id_prefix\":\"0123\"}", "\0\0")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      file("replay_008.manifest.json", bytes);
      file(".lines-of-capture_001-20261129T110000Z.part", bytes);
      file("strays/lines-of-capture_001-20261129T100000Z.json", bytes);

      KnownReplays known = KnownReplays.in(new ReplayFolder(data));
      assertThat(known.of(new TraceId(OWN, 1))).isEqualTo("replay_009");
      assertThat(known.of(new TraceId(0, 1))).isNull();
    }
    assertThat(KnownReplays.in(new ReplayFolder(data.resolve("none"))).of(new TraceId(OWN, 1)))
        .isNull();
  }

  private void manifest(ReplayId id) throws IOException {
    ReplayManifest.Lines lines =
        new ReplayManifest.Lines(
            id.linesFile(), ReplayManifest.Lines.SCHEMA, "0".repeat(64), 100, 1);
    file(id.manifestFile(), ReplayManifestJson.write(Replays.manifest(id, lines, null)));
  }

  /** A line, and a part of the next. */
  private static byte[] halfWritten(long prefix) {
    String line = new String(ReplayLineJson.write(Replays.line(1)), StandardCharsets.UTF_8);
    String own = line.replace("0123456789abcdef", HexFormat.of().toHexDigits(prefix));
    return (own + "\n" + own.substring(0, 20)).getBytes(StandardCharsets.UTF_8);
  }

  private void file(String name, byte[] text) throws IOException {
    Path file = data.resolve("replays").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, text);
  }

  private static Trace of(long prefix, long low, Duration start) {
    return Spans.entry("a").inTrace(new TraceId(prefix, low)).startingAfter(start).trace();
  }

  private static SnapshotOrder exactly(ReplayId named) {
    return order(null, RANGE, new Selection(null, OWN_TRACES, named));
  }

  private static List<String> warnings(Snapshot snapshot) {
    return snapshot.baseline().warnings();
  }

  private void assertSound() throws IOException {
    assertThat(CaptureVerification.verify(data.resolve("captures/capture_001.json")).problems())
        .isEmpty();
  }
}
