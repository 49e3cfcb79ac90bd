package io.spanline.bench.load;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * A trace that is being sent. Its spans by number: 0 is the SERVER span at the root, then a CLIENT
 * span and the SERVER span that it calls, and so on; the first calls are a chain through three
 * services, further ones start from an earlier span.
 */
final class MadeTrace {
  private static final int CHAIN = 3;
  // One of so many requests fails.
  private static final int FAILURES = 50;

  private static final long STEP_NANOS = 50_000;
  // Tags of fields that hold a message: spans in their scope, and scope and resource around them.
  private static final byte FIELD_1 = (1 << 3) | 2;
  private static final byte FIELD_2 = (2 << 3) | 2;

  private final List<ServiceTemplates> services;
  private final SplittableRandom random;
  private final long high;
  private final long low;
  private final String key;
  private final long ids;
  private final long endNanos;
  private final double baseNanos;
  private final int firstService;
  private final int spans;
  private int left;

  MadeTrace(Source source, List<ServiceTemplates> services, SplittableRandom random) {
    this.services = services;
    this.random = random;
    this.high = random.nextLong() | 1;
    this.low = random.nextLong();
    this.key = HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    this.ids = random.nextLong();
    this.endNanos = nowNanos();
    this.baseNanos = 5e6 * Math.exp(random.nextGaussian() * 0.5);
    this.firstService = services.size() <= CHAIN ? 0 : random.nextInt(services.size());
    this.spans = source.spansPerTrace();
    this.left = spans;
  }

  boolean isSent() {
    return left == 0;
  }

  String key() {
    return key;
  }

  /**
   * Writes the next spans that one service has in a row as a message of their resource.
   *
   * @return how many, at most as many as may be
   */
  int writeGroup(int most, ByteBuffer out) {
    int service = service(left - 1);
    ServiceTemplates templates = services.get(service);
    int first = left - 1;
    int count = 0;
    int spansSize = templates.scopeField().length;
    SpanTemplate[] chosen = new SpanTemplate[Math.min(most, left)];
    while (count < chosen.length && service(first - count) == service) {
      chosen[count] = template(templates, first - count);
      spansSize += ServiceTemplates.fieldSize(chosen[count].size());
      count++;
    }
    int size =
        templates.resourceField().length
            + ServiceTemplates.fieldSize(spansSize)
            + templates.schemaField().length;
    length(out.put(FIELD_1), size).put(templates.resourceField());
    length(out.put(FIELD_2), spansSize).put(templates.scopeField());
    for (int i = 0; i < count; i++) {
      length(out.put(FIELD_2), chosen[i].size());
      chosen[i].write(span(first - i), out);
    }
    out.put(templates.schemaField());
    left -= count;
    return count;
  }

  /** Of the ids of all its spans. */
  long idSum() {
    long sum = 0;
    for (int number = 0; number < spans; number++) {
      sum += id(number);
    }
    return sum;
  }

  private static ByteBuffer length(ByteBuffer out, int length) {
    int rest = length;
    while (rest > 0x7f) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    return out.put((byte) rest);
  }

  private SpanTemplate template(ServiceTemplates templates, int number) {
    int operation = random.nextInt(ServiceTemplates.OPERATIONS);
    if (number == 0) {
      return templates.root(operation);
    }
    if (number % 2 == 1) {
      return templates.client(operation);
    }
    return random.nextInt(FAILURES) == 0
        ? templates.failure(operation)
        : templates.server(operation);
  }

  private MadeSpan span(int number) {
    int depth = depth(number);
    // The root is sent last and ends when it is sent.
    long end = number == 0 ? nowNanos() : endNanos - depth * STEP_NANOS;
    long took = (long) (baseNanos * (1 + 5.0 / (1 + depth)));
    return new MadeSpan(
        high,
        low,
        id(number),
        id(parent(number)),
        end - took,
        end,
        random.nextInt(SpanTemplate.PATH_NUMBERS));
  }

  private static long nowNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  }

  /** Unlike each other within the trace, never 0. */
  private long id(int number) {
    long mixed = ids + (number + 1) * 0x9e37_79b9_7f4a_7c15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8_feb8_6659_fd93L;
    return (mixed ^ (mixed >>> 32)) | Long.MIN_VALUE;
  }

  private static int parent(int number) {
    if (number % 2 == 0) {
      return number - 1;
    }
    int call = number / 2;
    return call < CHAIN ? number - 1 : call / CHAIN * 2;
  }

  private static int depth(int number) {
    int depth = 0;
    for (int at = number; at > 0; at = parent(at)) {
      depth++;
    }
    return depth;
  }

  /** A SERVER span is of the service after that of the CLIENT span that calls it. */
  private int service(int number) {
    int hops = (depth(number) + 1) / 2 - number % 2;
    return (firstService + hops) % services.size();
  }
}
