package io.spanline.experiments.replay.pair;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.model.HttpRequest;
import io.spanline.model.Span;
import io.spanline.model.TraceId;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What came to {@code otlp_spans} after a request was sent, while its trace did not. */
final class Seen {
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(1);
  private static final int MOST_SERVICES = 5;

  private final ReplayCase request;
  private final TraceId trace;
  private final Instant from;
  private final Instant to;
  private final SortedSet<String> services = new TreeSet<>();
  private boolean hasService;
  private long unreadable;
  private @Nullable Span own;

  Seen(ReplayCase request, TracePrefix.Ids ids, Instant asked, Instant answered) {
    this.request = request;
    this.trace = ids.trace();
    this.from = asked.minus(CLOCK_SKEW);
    this.to = answered.plus(CLOCK_SKEW);
  }

  /** Whether a record's value holds a span of the request's trace, whatever its key says. */
  boolean add(byte @Nullable [] value) {
    if (!(OtlpReader.read(value) instanceof Decoded.Spans read)) {
      unreadable++;
      return false;
    }
    if (read.spans().stream().anyMatch(span -> span.traceId().equals(trace))) {
      return true;
    }
    read.spans().forEach(this::addOther);
    return false;
  }

  private void addOther(Span span) {
    String service = span.service();
    hasService |= service.equals(request.route().service());
    if (services.size() < MOST_SERVICES) {
      services.add(service);
    }
    if (own == null && isRequest(span)) {
      own = span;
    }
  }

  /** Whether it began a trace with the request, or with one just like it at that moment. */
  private boolean isRequest(Span span) {
    if (!span.kind().isEntry() || span.parentId() != null) {
      return false;
    }
    HttpRequest http = new HttpRequest(span);
    boolean isSame =
        http.method().map(request.route().method()::equals).orElse(true)
            && http.path()
                .map(path -> path.endsWith(request.path()))
                .orElse(span.operation().equals(request.route().operation()));
    return isSame && !span.start().isBefore(from) && !span.start().isAfter(to);
  }

  /** The span with which the request began a trace of its own; null if none was seen. */
  @Nullable Span own() {
    return own;
  }

  /** Services whose spans came, not more than five. */
  SortedSet<String> services() {
    return services;
  }

  /** Whether spans came of the service that the request went to. */
  boolean hasService() {
    return hasService;
  }

  /** Records that hold no span, or none that can be read. */
  long unreadable() {
    return unreadable;
  }
}
