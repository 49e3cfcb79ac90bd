package io.spanline.captures.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.TimeRange;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of what is on disk; {@code next} is the path of the page after, null on the last one. */
public final class FileLists {
  private FileLists() {}

  /** A page of {@code GET /v1/snapshots}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Snapshots(List<SnapshotItem> snapshots, @Nullable String next) {
    public Snapshots {
      snapshots = List.copyOf(snapshots);
    }
  }

  /** A snapshot, in short. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SnapshotItem(
      CaptureId id,
      @Nullable String label,
      Instant created,
      TimeRange range,
      boolean complete,
      long traces,
      String capture,
      @Nullable BaselineName baseline) {
    public static SnapshotItem of(Manifest manifest) {
      return new SnapshotItem(
          manifest.id(),
          manifest.label(),
          manifest.created(),
          manifest.range(),
          manifest.complete(),
          manifest.counts().traces(),
          manifest.capture().file(),
          manifest.baseline() == null ? null : manifest.baseline().name());
    }
  }

  /** A page of {@code GET /v1/captures}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Captures(List<Manifest.Capture> captures, @Nullable String next) {
    public Captures {
      captures = List.copyOf(captures);
    }
  }

  /** A page of {@code GET /v1/baselines}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Baselines(List<BaselineItem> baselines, @Nullable String next) {
    public Baselines {
      baselines = List.copyOf(baselines);
    }
  }

  /** A baseline, in short. */
  public record BaselineItem(
      BaselineName name, String file, Instant created, List<Baseline.Source> captures) {
    public BaselineItem {
      captures = List.copyOf(captures);
    }

    public static BaselineItem of(Baseline baseline) {
      return new BaselineItem(
          baseline.name(), baseline.name().file(), baseline.created(), baseline.captures());
    }
  }
}
