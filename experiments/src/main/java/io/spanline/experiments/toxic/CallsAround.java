package io.spanline.experiments.toxic;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.EdgeSums;
import io.spanline.model.Call;
import io.spanline.model.Span;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls through an edge before, during and after a toxic, by their own starts and ends. A call that
 * was under way when the toxic came is of no period; one that it held up when it went is of the
 * toxic's. Mutable, not thread-safe.
 */
public final class CallsAround {
  private final ToxicTime time;
  private final Map<Period, EdgeSums> sums = new EnumMap<>(Period.class);

  /** When a call was under way. */
  public enum Period {
    BEFORE,
    DURING,
    AFTER
  }

  /**
   * When a toxic was on.
   *
   * @param from since when calls count, and no other toxic of the proxy came or went
   * @param asked when it may have begun to act
   * @param confirmed when it acted for certain
   * @param gone when it acted no more
   * @param until up to when calls count
   * @param next when another toxic of the proxy came or went after it; {@link Instant#MAX} if none
   */
  public record ToxicTime(
      Instant from, Instant asked, Instant confirmed, Instant gone, Instant until, Instant next) {}

  /** Calls that are not counted yet. */
  public CallsAround(ToxicTime time) {
    this.time = time;
    for (Period period : Period.values()) {
      sums.put(period, new EdgeSums());
    }
  }

  /** Counts a call of a trace, if it is of a period. */
  public void add(Call call) {
    Instant start = Span.instant(call.startNanos());
    Long client = call.clientNanos();
    Instant end = client == null ? start : start.plusNanos(client);
    Period period = period(start, end);
    if (period != null) {
      sums(period).add(call);
    }
  }

  private @Nullable Period period(Instant start, Instant end) {
    if (end.isBefore(time.asked())) {
      return start.isBefore(time.from()) ? null : Period.BEFORE;
    }
    if (start.isBefore(time.confirmed())) {
      return null;
    }
    if (start.isBefore(time.gone())) {
      return Period.DURING;
    }
    return start.isBefore(time.until()) && end.isBefore(time.next()) ? Period.AFTER : null;
  }

  /** The calls of a period; none if there were none. */
  public Optional<Baseline.Edge> of(Period period) {
    EdgeSums of = sums(period);
    return of.isEmpty() ? Optional.empty() : Optional.of(of.summary(callee -> true));
  }

  private EdgeSums sums(Period period) {
    return Objects.requireNonNull(sums.get(period));
  }
}
