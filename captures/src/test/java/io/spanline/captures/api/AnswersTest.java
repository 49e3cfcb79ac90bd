package io.spanline.captures.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.FileFormat;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client reads what the server wrote. */
final class AnswersTest {
  private static final Instant START = Instant.parse("2026-11-23T00:34:59.155Z");
  private static final TimeRange RANGE = new TimeRange(START, START.plusSeconds(60));
  private static final CaptureId ID = CaptureId.parse("capture_001").orElseThrow();
  private static final SnapshotAnswer SNAPSHOT =
      new SnapshotAnswer(
          ID,
          "data/captures/capture_001.json",
          "data/captures/capture_001.manifest.json",
          "data/baselines/normal_baseline.yaml",
          RANGE,
          100,
          300,
          false,
          new Manifest.Incomplete(List.of("57 of 200 traces"), 3),
          "not in place yet",
          new TreeMap<>(
              Map.of(
                  "service-a",
                  new SnapshotAnswer.Figures(
                      100,
                      10,
                      new BigDecimal("0.1"),
                      Duration.ofNanos(25_970_313),
                      Duration.ofNanos(47_289_310),
                      null,
                      Duration.ofNanos(1_138_075),
                      Duration.ofNanos(50_037_437)))));

  static List<Record> answers() {
    JobAnswer job =
        new JobAnswer(
            "job_0123456789ab",
            JobState.FAILED,
            START,
            "a label",
            BaselineName.NORMAL,
            new JobAnswer.Wanted(
                200L, null, new Selection.Filter("service-a", null, "complete", true)),
            new JobAnswer.Progress(7, 60),
            START.plusSeconds(3600),
            START.plusSeconds(61),
            "/v1/snapshots/capture_001",
            SNAPSHOT,
            new JobAnswer.Problem("Unprocessable Content", 422, "no trace began"));
    return List.of(
        SNAPSHOT,
        job,
        new JobAnswer.Page(List.of(job), "/v1/jobs?after=job_0123456789ab"),
        new FileLists.Snapshots(
            List.of(
                new FileLists.SnapshotItem(
                    ID, null, START, RANGE, true, 100, "capture_001.json", BaselineName.NORMAL)),
            null),
        new FileLists.Captures(
            List.of(
                new Manifest.Capture(
                    "capture_001.json", Manifest.Capture.SCHEMA, "ab".repeat(32), 166_322, 100)),
            null),
        new FileLists.Baselines(
            List.of(
                new FileLists.BaselineItem(
                    BaselineName.NORMAL, "normal_baseline.yaml", START, List.of())),
            null));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isReadAsItWasWritten(Record answer) throws JsonProcessingException {
    String json = FileFormat.JSON.writeValueAsString(answer);

    assertThat(FileFormat.JSON.readValue(json, answer.getClass())).isEqualTo(answer);
  }
}
