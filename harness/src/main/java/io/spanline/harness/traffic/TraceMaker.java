package io.spanline.harness.traffic;

import io.spanline.model.Span;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import io.spanline.model.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the spans of one trace: who calls whom, what fails, what never comes. */
final class TraceMaker {
  private static final long MILLI = 1_000_000;
  private static final String FIRST = "generated-a";
  private static final String SECOND = "generated-b";
  private static final String THIRD = "generated-c";

  private final RandomGenerator random;
  private final TraceId traceId;
  private final Instant epoch;
  private final List<Span> spans = new ArrayList<>();

  /**
   * Makes an empty trace.
   *
   * @param epoch from which the spans' times count
   */
  TraceMaker(RandomGenerator random, Instant epoch) {
    this.random = random;
    this.traceId = new TraceId(random.nextLong(), random.nextLong() | 1);
    this.epoch = epoch;
  }

  /** When a span starts and ends, in nanoseconds since a common start. */
  record Interval(long startNanos, long endNanos) {
    /** A part of this, as a call within a request: so much of it is left before and after. */
    Interval within(long before, long after) {
      long start = startNanos + Math.min(before, lasts() / 3);
      return new Interval(start, Math.max(start, endNanos - Math.min(after, lasts() / 3)));
    }

    long lasts() {
      return endNanos - startNanos;
    }
  }

  /** What a trace looks like. */
  @SuppressWarnings("ImmutableEnumChecker") // what makes one has no state
  private enum Shape {
    /** The first service calls the second, which calls the third. */
    CHAIN(60, (maker, time) -> maker.chain(time, null, UnaryOperator.identity())),
    /** The same, and the third fails, so all do. */
    FAILED(10, (maker, time) -> maker.chain(time, null, SpanBuilder::failed)),
    /** The second service's call is refused: nobody answers it. */
    REFUSED(8, TraceMaker::refused),
    /** The first service sends a message, which the third takes a little later. */
    MESSAGE(8, TraceMaker::message),
    /** The first service calls the second twice at once. */
    TWICE(8, TraceMaker::twice),
    /** A chain whose caller sends no spans. */
    REMOTE(3, (maker, time) -> maker.chain(time, maker.newId(), UnaryOperator.identity())),
    /** Two services' spans of a trace whose others never come: only the inactivity gap ends it. */
    TORN(3, TraceMaker::torn);

    /** How many of a hundred traces have this shape. */
    private final int share;

    private final BiConsumer<TraceMaker, Interval> make;

    Shape(int share, BiConsumer<TraceMaker, Interval> make) {
      this.share = share;
      this.make = make;
    }
  }

  /** The spans of a trace that takes this time, of the shape that a number from 0 to 99 means. */
  List<Span> make(int number, Interval time) {
    int left = number;
    for (Shape shape : Shape.values()) {
      left -= shape.share;
      if (left < 0) {
        shape.make.accept(this, time);
        return List.copyOf(spans);
      }
    }
    throw new IllegalArgumentException("no shape has number " + number);
  }

  private void chain(Interval time, @Nullable SpanId caller, UnaryOperator<SpanBuilder> fate) {
    SpanId second = request(time, caller, fate);
    Interval call = time.within(6 * MILLI, 6 * MILLI);
    SpanId exit = newId();
    add(fate.apply(call(exit, second, SECOND, THIRD)), call);
    add(fate.apply(entry(newId(), exit, THIRD)), call.within(MILLI, 2 * MILLI));
  }

  private void refused(Interval time) {
    SpanId second = request(time, null, SpanBuilder::failed);
    add(call(newId(), second, SECOND, THIRD).failed(), time.within(6 * MILLI, 6 * MILLI));
  }

  private void message(Interval time) {
    SpanId root = newId();
    Interval send = time.within(2 * MILLI, time.lasts() / 2);
    add(entry(root, null, FIRST), time);
    SpanId sent = newId();
    add(
        SpanBuilder.of(FIRST, SpanKind.PRODUCER)
            .with("messaging.system", "kafka")
            .with("messaging.destination.name", "orders")
            .named("publish")
            .withId(sent)
            .under(root),
        send);
    // Some are taken before the sender knows that they were sent.
    long taken = send.endNanos() + random.nextLong(-MILLI, 20 * MILLI);
    Interval take = new Interval(taken, taken + random.nextLong(30 * MILLI));
    add(
        SpanBuilder.of(THIRD, SpanKind.CONSUMER).named("take").withId(newId()).underRemote(sent),
        take);
  }

  private void twice(Interval time) {
    SpanId root = newId();
    add(entry(root, null, FIRST), time);
    for (int call = 0; call < 2; call++) {
      Interval part = time.within(random.nextLong(5 * MILLI), 3 * MILLI);
      SpanId exit = newId();
      add(call(exit, root, FIRST, SECOND), part);
      add(entry(newId(), exit, SECOND).named("GET /more"), part.within(MILLI, MILLI));
    }
  }

  private void torn(Interval time) {
    add(entry(newId(), newId(), SECOND), time);
    add(entry(newId(), newId(), THIRD), time.within(MILLI, MILLI));
  }

  /** The first service's request and its call of the second; the id of the second's request. */
  private SpanId request(Interval time, @Nullable SpanId caller, UnaryOperator<SpanBuilder> fate) {
    SpanId first = newId();
    SpanId exit = newId();
    SpanId second = newId();
    add(fate.apply(entry(first, caller, FIRST)), time);
    add(fate.apply(call(exit, first, FIRST, SECOND)), time.within(2 * MILLI, 2 * MILLI));
    add(fate.apply(entry(second, exit, SECOND)), time.within(4 * MILLI, 4 * MILLI));
    return second;
  }

  private static SpanBuilder entry(SpanId id, @Nullable SpanId parent, String service) {
    String operation = "GET /" + service.substring(service.length() - 1);
    SpanBuilder span = SpanBuilder.entry(service).named(operation).withId(id);
    return parent == null ? span : span.underRemote(parent);
  }

  private static SpanBuilder call(SpanId id, SpanId parent, String service, String peer) {
    return SpanBuilder.call(service, peer).named("GET").withId(id).under(parent);
  }

  private SpanId newId() {
    return new SpanId(random.nextLong() | 1);
  }

  private void add(SpanBuilder span, Interval time) {
    Instant start = epoch.plusNanos(time.startNanos());
    spans.add(span.inTrace(traceId).from(start, Duration.ofNanos(time.lasts())).span());
  }
}
