package io.spanline.experiments.experiment.verdict;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A made-up trace: service-a calls service-b, which may call service-c. */
final class MadeUpTrace {
  enum Option {
    /** Failed calls do not say whom they called, but for the address. */
    UNNAMED,
    /** Service-b calls a database, which makes no spans, before each call of service-c. */
    WITH_DATABASE,
    /** Service-b does something else meanwhile, for 107 ms. */
    IN_PARALLEL
  }

  private static final double SPREAD = 0.1;
  private static final double MILLI = 1e6;

  private final TraceId id;
  private final Duration start;
  private final Random random;
  private final Set<Option> options;

  MadeUpTrace(TraceId id, Duration start, Random random, Set<Option> options) {
    this.options = options;
    this.id = id;
    this.start = start;
    this.random = random;
  }

  List<Span> spans(boolean callsC, double more, boolean isFailed) {
    double c = noisy(5);
    double callOfC = isFailed ? 1 : c + noisy(2) + more;
    double meanwhile = options.contains(Option.IN_PARALLEL) ? 107 : 0;
    double b = noisy(5) + (callsC ? Math.max(callOfC, meanwhile) : 0);
    double callOfB = b + noisy(2);
    double a = callOfB + noisy(5);
    List<Spans> spans = new ArrayList<>();
    spans.add(span(Spans.entry("service-a").withId("a"), 0, a, isFailed));
    spans.add(
        span(Spans.exit("service-a").withId("a-b").under("a"), 1, callOfB, isFailed)
            .with("peer.service", "service-b"));
    spans.add(span(Spans.entry("service-b").withId("b").underRemote("a-b"), 2, b, isFailed));
    if (callsC && options.contains(Option.WITH_DATABASE)) {
      Spans call = span(Spans.exit("service-b").withId("b-db").under("b"), 2, 0.5, false);
      spans.add(call.with("server.address", "db.internal"));
    }
    if (callsC) {
      Spans exit = span(Spans.exit("service-b").withId("b-c").under("b"), 3, callOfC, isFailed);
      spans.add(
          options.contains(Option.UNNAMED)
              ? dialled(exit)
              : exit.with("peer.service", "service-c"));
      if (!isFailed) {
        spans.add(span(Spans.entry("service-c").withId("c").underRemote("b-c"), 4, c, false));
      }
    }
    return spans.stream().map(Spans::span).toList();
  }

  private Spans span(Spans of, double after, double millis, boolean isFailed) {
    Spans made = of.inTrace(id).startingAfter(start.plusNanos((long) (after * MILLI)));
    made.took(Duration.ofNanos((long) (millis * MILLI)));
    return isFailed ? made.failed() : made;
  }

  private Spans dialled(Spans exit) {
    return exit.with("server.address", "127.0.0.1").edited(span -> span.addAttributes(port(8203)));
  }

  private double noisy(double millis) {
    return millis * StrictMath.exp(SPREAD * random.nextGaussian());
  }

  private static KeyValue port(long port) {
    return KeyValue.newBuilder()
        .setKey("server.port")
        .setValue(AnyValue.newBuilder().setIntValue(port))
        .build();
  }
}
