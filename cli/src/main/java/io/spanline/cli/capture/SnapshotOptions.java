package io.spanline.cli.capture;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options that make up the body of {@code POST /v1/snapshots}. */
public final class SnapshotOptions {
  @ArgGroup(multiplicity = "1", heading = "Which time range, one of:%n")
  private When when = new When();

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      description = "with --next-traces: take what there is after this long (default: 3600)")
  private @Nullable Long within;

  @ArgGroup(
      exclusive = false,
      heading = "Which traces (with these, give --name or --capture-only):%n")
  private Where where = new Where();

  @Option(
      names = {"--name", "--baseline"},
      paramLabel = "NAME",
      description = "name of the baseline (default: normal)")
  private @Nullable String baseline;

  @Option(names = "--replace", description = "overwrite the baseline if it exists")
  private boolean replace;

  @Option(names = "--capture-only", description = "write no baseline")
  private boolean captureOnly;

  @Option(names = "--label", description = "free text for the manifest")
  private @Nullable String label;

  /** The time range, said in one of five ways. */
  static final class When {
    @Option(names = "--last", paramLabel = "SECONDS", description = "the last SECONDS seconds")
    @Nullable Long last;

    @Option(names = "--last-traces", paramLabel = "N", description = "the latest N traces")
    @Nullable Long lastTraces;

    @Option(names = "--next", paramLabel = "SECONDS", description = "the next SECONDS seconds")
    @Nullable Long next;

    @Option(names = "--next-traces", paramLabel = "N", description = "the first N traces from now")
    @Nullable Long nextTraces;

    @ArgGroup(exclusive = false)
    @Nullable Between between;

    void addTo(Map<String, Object> body) {
      if (last != null) {
        body.put("last", Map.of("seconds", last));
      } else if (lastTraces != null) {
        body.put("last", Map.of("traces", lastTraces));
      } else if (next != null) {
        body.put("next", Map.of("seconds", next));
      } else if (nextTraces != null) {
        body.put("next", Map.of("traces", nextTraces));
      } else if (between != null) {
        body.put("from", between.from.toString());
        body.put("to", between.to.toString());
      }
    }
  }

  /** A half-open time range. */
  static final class Between {
    @Option(
        names = "--from",
        required = true,
        description = "start of the range, inclusive, ISO-8601")
    Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, description = "end of the range, exclusive, ISO-8601")
    Instant to = Instant.EPOCH;
  }

  /** Which traces of the range to take. */
  static final class Where {
    @Option(
        names = "--service",
        description = "with a span of this service; namespace/name if it has a service.namespace")
    @Nullable String service;

    @Option(names = "--operation", description = "with an entry span of this name")
    @Nullable String operation;

    @Option(
        names = "--outcome",
        description =
            "complete, complete-remote-parent, evicted, truncated, no-root, unfinished-root or orphans")
    @Nullable String outcome;

    @Option(
        names = "--errors",
        negatable = true,
        description = "with an error in a span, or (--no-errors) without one")
    @Nullable Boolean errors;

    @Option(
        names = "--trace-id-prefix",
        paramLabel = "HEX",
        description = "whose ids begin with these 16 hex digits, as those of one replay do")
    @Nullable String traceIdPrefix;

    Map<String, Object> body() {
      Map<String, Object> body = new LinkedHashMap<>();
      putIfGiven(body, "service", service);
      putIfGiven(body, "operation", operation);
      putIfGiven(body, "outcome", outcome);
      putIfGiven(body, "error", errors);
      putIfGiven(body, "trace_id_prefix", traceIdPrefix);
      return body;
    }
  }

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    when.addTo(body);
    putIfGiven(body, "within_seconds", within);
    Map<String, Object> filter = where.body();
    putIfGiven(body, "where", filter.isEmpty() ? null : filter);
    putIfGiven(body, "baseline", baseline);
    putIfGiven(body, "replace", replace ? true : null);
    putIfGiven(body, "capture_only", captureOnly ? true : null);
    putIfGiven(body, "label", label);
    return body;
  }

  private static void putIfGiven(Map<String, Object> body, String field, @Nullable Object value) {
    if (value != null) {
      body.put(field, value);
    }
  }
}
