package io.spanline.bench.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes the records of a source, one after another: traces of calls from service to service, each
 * sent from its last span to its root as processes send what has ended, interleaved at random.
 */
final class TraceMill {
  private static final String[] NAMES = {
    "storefront", "catalog", "pricing", "checkout", "payments", "inventory", "shipping", "accounts"
  };
  private static final int MOST_RECORD = 1 << 20;

  private final Source source;
  private final List<ServiceTemplates> services = new ArrayList<>();
  private final SplittableRandom random;
  private final List<MadeTrace> underWay = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(MOST_RECORD);
  private long made;
  private long idSum;

  TraceMill(Source source, long seed) {
    this.source = source;
    this.random = new SplittableRandom(seed);
    for (int number = 0; number < source.services(); number++) {
      String callee = name((number + 1) % source.services());
      services.add(new ServiceTemplates(name(number), number, callee));
    }
  }

  /** A record of {@code otlp_spans}. */
  @SuppressWarnings("ArrayRecordComponent") // made once, sent once
  record Made(String key, byte[] value, int spans) {}

  private static String name(int number) {
    String name = NAMES[number % NAMES.length];
    return number < NAMES.length ? name : name + "-" + number / NAMES.length;
  }

  boolean hasNext() {
    return made < source.spans() || !underWay.isEmpty();
  }

  Made next() {
    while (made < source.spans() && underWay.size() < source.open()) {
      underWay.add(new MadeTrace(source, services, random));
      made += source.spansPerTrace();
    }
    int place = random.nextInt(underWay.size());
    MadeTrace trace = underWay.get(place);
    Made record = record(trace);
    if (trace.isSent()) {
      idSum += trace.idSum();
      int last = underWay.size() - 1;
      underWay.set(place, underWay.get(last));
      underWay.remove(last);
    }
    return record;
  }

  /** Of the span ids of all traces that are sent. */
  long idSum() {
    return idSum;
  }

  private Made record(MadeTrace trace) {
    int spans = 0;
    buffer.clear();
    while (spans < source.spansPerRecord() && !trace.isSent()) {
      spans += trace.writeGroup(source.spansPerRecord() - spans, buffer);
    }
    byte[] value = new byte[buffer.position()];
    buffer.flip().get(value);
    return new Made(trace.key(), value, spans);
  }
}
