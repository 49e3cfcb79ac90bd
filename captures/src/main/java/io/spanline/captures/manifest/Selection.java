package io.spanline.captures.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.captures.ReplayId;
import io.spanline.captures.Schemas;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which traces of its range a capture takes.
 *
 * @param limit how many of those that match; null for all
 * @param replay whose trace ids have the prefix that was asked for; null if none was, or no replay
 *     is known to have it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Selection(@Nullable Limit limit, Filter where, @Nullable ReplayId replay) {
  /** Every trace of the range. */
  public static final Selection ALL = new Selection(null, Filter.NONE, null);

  public Selection {
    // A text that says nothing of a filter has none.
    where = where == null ? Filter.NONE : where;
    if (replay != null && where.traceIdPrefix() == null) {
      throw new IllegalArgumentException("replay works only with where.trace_id_prefix");
    }
  }

  /** The first or the last n traces, by start and then by id. */
  public record Limit(Take take, long traces) {
    public Limit {
      Schemas.require(take, "selection.limit.take");
      if (traces < 1) {
        throw new IllegalArgumentException("a limit is at least 1 trace, was " + traces);
      }
    }
  }

  /** Which end of the range a limit counts from. */
  public enum Take {
    @JsonProperty("first")
    FIRST,
    @JsonProperty("last")
    LAST
  }

  /**
   * What a trace must be like; null asks for nothing.
   *
   * @param service made a span of the trace
   * @param operation name of an entry span; of {@code service}'s if that is given too
   * @param outcome word of the trace's outcome
   * @param error whether a span of the trace has status ERROR
   * @param traceIdPrefix the first 16 hex digits of the trace's id, lower-case: the traces of one
   *     replay have them in common
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Filter(
      @Nullable String service,
      @Nullable String operation,
      @Nullable String outcome,
      @Nullable Boolean error,
      @Nullable String traceIdPrefix) {
    public static final Filter NONE = new Filter(null, null, null, null, null);

    private static final Pattern PREFIX = Pattern.compile("[0-9a-fA-F]{16}");

    public Filter {
      if (traceIdPrefix != null) {
        if (!PREFIX.matcher(traceIdPrefix).matches()) {
          throw new IllegalArgumentException(
              "trace_id_prefix must be 16 hex digits, was '" + traceIdPrefix + "'");
        }
        traceIdPrefix = traceIdPrefix.toLowerCase(Locale.ROOT);
      }
    }

    /** Whether a trace of this id may match, whatever else it is like. */
    public boolean mayTake(TraceId id) {
      return traceIdPrefix == null || id.hex().startsWith(traceIdPrefix);
    }

    public boolean matches(Trace trace) {
      return mayTake(trace.traceId())
          && (outcome == null || trace.outcome().word().equals(outcome))
          && (error == null || error == trace.errorCount() > 0)
          && (service == null || trace.spans().stream().anyMatch(this::isOfService))
          && (operation == null || trace.spans().stream().anyMatch(this::isOperation));
    }

    private boolean isOfService(Span span) {
      return span.service().equals(service);
    }

    private boolean isOperation(Span span) {
      return span.kind().isEntry()
          && span.operation().equals(operation)
          && (service == null || isOfService(span));
    }
  }
}
