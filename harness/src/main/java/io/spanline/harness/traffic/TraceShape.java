package io.spanline.harness.traffic;

import io.spanline.model.SpanId;
import io.spanline.model.SpanKind;
import org.jspecify.annotations.Nullable;

/** What a trace looks like: who calls whom, what fails, what never comes. */
enum TraceShape {
  /** The first service calls the second, which calls the third. */
  CHAIN(60) {
    @Override
    void make(SpanMaker maker, Interval time) {
      chain(maker, time, null, Fate.ANSWERED);
    }
  },
  /** The same, and the third fails, so all do. */
  FAILED(10) {
    @Override
    void make(SpanMaker maker, Interval time) {
      chain(maker, time, null, Fate.FAILED);
    }
  },
  /** The second service's call is refused: nobody answers it. */
  REFUSED(8) {
    @Override
    void make(SpanMaker maker, Interval time) {
      SpanId second = request(maker, time, null, Fate.FAILED);
      maker.add(
          call(maker.newId(), second, SECOND, THIRD).failed(), time.within(6 * MILLI, 6 * MILLI));
    }
  },
  /** The first service sends a message, which the third takes a little later. */
  MESSAGE(8) {
    @Override
    void make(SpanMaker maker, Interval time) {
      SpanId root = maker.newId();
      Interval send = time.within(2 * MILLI, time.lasts() / 2);
      maker.add(entry(root, null, FIRST), time);
      SpanId sent = maker.newId();
      maker.add(
          SpanBuilder.of(FIRST, SpanKind.PRODUCER)
              .with("peer.service", THIRD)
              .named("publish")
              .withId(sent)
              .under(root),
          send);
      // Some are taken before the sender knows that they were sent.
      long taken = send.endNanos() + maker.random().nextLong(-MILLI, 20 * MILLI);
      Interval take = new Interval(taken, taken + maker.random().nextLong(30 * MILLI));
      maker.add(
          SpanBuilder.of(THIRD, SpanKind.CONSUMER)
              .named("take")
              .withId(maker.newId())
              .underRemote(sent),
          take);
    }
  },
  /** The first service calls the second twice at once. */
  TWICE(8) {
    @Override
    void make(SpanMaker maker, Interval time) {
      SpanId root = maker.newId();
      maker.add(entry(root, null, FIRST), time);
      for (int call = 0; call < 2; call++) {
        Interval part = time.within(maker.random().nextLong(5 * MILLI), 3 * MILLI);
        SpanId exit = maker.newId();
        maker.add(call(exit, root, FIRST, SECOND), part);
        maker.add(entry(maker.newId(), exit, SECOND).named("GET /more"), part.within(MILLI, MILLI));
      }
    }
  },
  /** A chain whose caller sends no spans. */
  REMOTE(3) {
    @Override
    void make(SpanMaker maker, Interval time) {
      chain(maker, time, maker.newId(), Fate.ANSWERED);
    }
  },
  /** Two services' spans of a trace whose others never come: only the inactivity gap ends it. */
  TORN(3) {
    @Override
    void make(SpanMaker maker, Interval time) {
      maker.add(entry(maker.newId(), maker.newId(), SECOND), time);
      maker.add(entry(maker.newId(), maker.newId(), THIRD), time.within(MILLI, MILLI));
    }
  };

  private static final long MILLI = 1_000_000;
  private static final String FIRST = "generated-a";
  private static final String SECOND = "generated-b";
  private static final String THIRD = "generated-c";

  /** How many of a hundred traces have this shape. */
  private final int share;

  TraceShape(int share) {
    this.share = share;
  }

  /** Adds the spans of a trace that takes this time. */
  abstract void make(SpanMaker maker, Interval time);

  /** The shape that a number from 0 to 99 stands for. */
  static TraceShape of(int number) {
    int left = number;
    for (TraceShape shape : values()) {
      left -= shape.share;
      if (left < 0) {
        return shape;
      }
    }
    throw new IllegalArgumentException("no shape has number " + number);
  }

  /** How the requests of a chain end. */
  private enum Fate {
    ANSWERED,
    FAILED;

    SpanBuilder of(SpanBuilder span) {
      return this == FAILED ? span.failed() : span;
    }
  }

  private static void chain(SpanMaker maker, Interval time, @Nullable SpanId caller, Fate fate) {
    SpanId second = request(maker, time, caller, fate);
    Interval call = time.within(6 * MILLI, 6 * MILLI);
    SpanId exit = maker.newId();
    maker.add(fate.of(call(exit, second, SECOND, THIRD)), call);
    maker.add(fate.of(entry(maker.newId(), exit, THIRD)), call.within(MILLI, 2 * MILLI));
  }

  /** The first service's request and its call of the second; the id of the second's request. */
  private static SpanId request(
      SpanMaker maker, Interval time, @Nullable SpanId caller, Fate fate) {
    SpanId first = maker.newId();
    SpanId exit = maker.newId();
    SpanId second = maker.newId();
    maker.add(fate.of(entry(first, caller, FIRST)), time);
    maker.add(fate.of(call(exit, first, FIRST, SECOND)), time.within(2 * MILLI, 2 * MILLI));
    maker.add(fate.of(entry(second, exit, SECOND)), time.within(4 * MILLI, 4 * MILLI));
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
}
