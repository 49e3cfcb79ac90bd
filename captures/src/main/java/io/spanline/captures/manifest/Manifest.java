package io.spanline.captures.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.spanline.captures.BaselineName;
import io.spanline.captures.CaptureId;
import io.spanline.captures.Schemas;
import io.spanline.captures.TimeRange;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a capture holds and where it came from. A capture exists if and only if its manifest does.
 *
 * @param request what the caller may repeat the request by; null if it named nothing
 * @param range every trace of the capture began in it, or made or answered a call that did
 * @param incomplete why traces of the range may be missing; null if none is
 * @param redactions most frequent first
 * @param conditions what else was the case in the range; null if nobody looked
 * @param baseline the one computed from the capture; null if none was asked for
 * @param settings the assembly settings that this process ran with
 * @param versions of the programs that wrote the file
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
// The others follow in the order of the record.
@JsonPropertyOrder({
  "schema",
  "id",
  "label",
  "request",
  "created",
  "range",
  "selection",
  "complete"
})
public record Manifest(
    CaptureId id,
    @Nullable String label,
    @Nullable Request request,
    Instant created,
    TimeRange range,
    Selection selection,
    @Nullable Incomplete incomplete,
    Capture capture,
    Counts counts,
    ReplayCounts replay,
    List<Redacted> redactions,
    Source source,
    @Nullable Conditions conditions,
    @Nullable BaselineFile baseline,
    SortedMap<String, String> settings,
    SortedMap<String, String> versions) {
  public static final String SCHEMA = "spanline.manifest/3";

  public Manifest {
    Schemas.require(id, "id");
    Schemas.require(created, "created");
    Schemas.require(range, "range");
    Schemas.require(capture, "capture");
    Schemas.require(counts, "counts");
    Schemas.require(replay, "replay");
    Schemas.require(source, "source");
    Schemas.require(settings, "settings");
    Schemas.require(versions, "versions");
    selection = selection == null ? Selection.ALL : selection;
    redactions = redactions == null ? List.of() : List.copyOf(redactions);
    Schemas.requireText(capture.file(), id.linesFile(), "capture.file");
    settings = sorted(settings);
    versions = sorted(versions);
  }

  /** This manifest with the baseline that was computed from it; null for none. */
  public Manifest with(@Nullable BaselineFile computed) {
    return new Manifest(
        id,
        label,
        request,
        created,
        range,
        selection,
        incomplete,
        capture,
        counts,
        replay,
        redactions,
        source,
        conditions,
        computed,
        settings,
        versions);
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String schema() {
    return SCHEMA;
  }

  /** Whether all of the range is in the capture, as far as can be known. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean complete() {
    return incomplete == null;
  }

  /**
   * The request that a capture answers, so that the same one gives no second capture.
   *
   * @param idempotencyKey the caller's name for it
   * @param sha256 of what was asked, so that a key is not used for two things
   */
  public record Request(String idempotencyKey, String sha256) {
    public Request {
      Schemas.require(idempotencyKey, "request.idempotency_key");
      Schemas.require(sha256, "request.sha256");
    }
  }

  /**
   * What else was the case in a capture's range.
   *
   * @param resources by service
   * @param deadLetters null in manifests that were written before these were counted
   */
  public record Conditions(
      Toxics toxics,
      SortedMap<String, ResourceUse> resources,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DeadLetters deadLetters) {
    public Conditions {
      Schemas.require(toxics, "conditions.toxics");
      resources = sorted(resources);
    }
  }

  /**
   * Why a capture may lack traces of its range.
   *
   * @param openSpans spans that assembly still held open when the topic was read
   * @param openTraces the traces that they belong to
   */
  public record Incomplete(List<String> reasons, long openSpans, long openTraces) {
    public Incomplete {
      reasons = List.copyOf(reasons);
    }
  }

  /** The capture's file: one trace a line. */
  public record Capture(String file, String schema, String sha256, long bytes, long lines) {
    public static final String SCHEMA = "spanline.capture/3";

    public Capture {
      Schemas.require(file, "capture.file");
      Schemas.require(sha256, "capture.sha256");
      Schemas.requireSchema(String.valueOf(schema), SCHEMA, "capture.schema");
    }
  }

  /**
   * What is in the capture; outcomes count traces by {@code Outcome.word()}.
   *
   * @param sampled traces with a span that says that a sampler kept less than all
   * @param beganBefore traces whose beginning is not in the capture
   * @param untimed spans whose times say no duration
   * @param truncated spans that a cap cut
   * @param truncatedEntrySpans how many of them were entry spans
   * @param leftOut traces of the range that the selection did not take
   * @param droppedAttributes of spans, by whoever dropped them; null in what earlier versions wrote
   * @param environments requests that began in the range, by their deployment environment if they
   *     name one
   * @param replayed traces of replays, by replay, or by the prefix of its trace ids if it has no
   *     number
   */
  public record Counts(
      long traces,
      long beganBefore,
      long spans,
      long sampled,
      @JsonProperty("untimed_spans") long untimed,
      @JsonProperty("truncated_spans") long truncated,
      long truncatedEntrySpans,
      long leftOut,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long droppedAttributes,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Long> environments,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Long> replayed,
      SortedMap<String, Long> outcomes,
      SortedMap<String, ServiceCounts> services) {
    public Counts {
      environments = environments == null ? new TreeMap<>() : sorted(environments);
      environments.values().forEach(count -> Schemas.require(count, "a count of environments"));
      replayed = replayed == null ? new TreeMap<>() : sorted(replayed);
      replayed.values().forEach(count -> Schemas.require(count, "a count of replayed"));
      outcomes = sorted(outcomes);
      services = sorted(services);
    }
  }

  /** One service's part; requests, also by operation, are those that began in the range. */
  public record ServiceCounts(
      long spans, long requests, long errors, SortedMap<String, Long> operations) {
    public ServiceCounts {
      operations = sorted(operations);
    }
  }

  /**
   * The part of the topic that was read. The capture is a function of it and the range.
   *
   * @param records that were read, those outside the range included
   * @param malformed records that are no trace; the first ones are named in {@code skipped}
   * @param oddClocks by service, entry spans that began longer before their record's timestamp than
   *     a trace lives, or more than a second after it
   */
  public record Source(
      String topic,
      List<Offsets> partitions,
      long records,
      long malformed,
      List<Skipped> skipped,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Long> oddClocks) {
    public Source {
      partitions = List.copyOf(partitions);
      skipped = List.copyOf(skipped);
      oddClocks = oddClocks == null ? new TreeMap<>() : sorted(oddClocks);
      oddClocks.values().forEach(count -> Schemas.require(count, "a count of source.odd_clocks"));
    }
  }

  /**
   * How many of a capture's requests can be sent again.
   *
   * @param reasons why the others cannot, and of how many traces; a trace may have several
   */
  public record ReplayCounts(long able, long unable, SortedMap<String, Long> reasons) {
    public ReplayCounts {
      reasons = sorted(reasons);
    }
  }

  /** The offsets read of one partition; {@code to} was not read any more. */
  public record Offsets(int partition, long from, long to) {}

  /** A record that was left out, and why. */
  public record Skipped(int partition, long offset, String reason) {}

  /** The baseline that was computed from the capture, as it was written. */
  public record BaselineFile(BaselineName name, String file, String sha256) {
    public BaselineFile {
      Schemas.require(name, "baseline.name");
      Schemas.require(sha256, "baseline.sha256");
      // A path would lead out of the folder.
      Schemas.requireText(file, name.file(), "baseline.file");
    }
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
