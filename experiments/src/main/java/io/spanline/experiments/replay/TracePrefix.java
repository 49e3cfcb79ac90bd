package io.spanline.experiments.replay;

import io.spanline.model.SpanId;
import io.spanline.model.TraceId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The first 8 bytes of the trace ids of one replay, which nothing else has: they are random and
 * never from a seed, since two replays of one seed would write into the same traces.
 */
public record TracePrefix(long high) {
  private static final SecureRandom RANDOM = new SecureRandom();

  public TracePrefix {
    if (high == 0) {
      throw new IllegalArgumentException("the prefix of trace ids must not be zero");
    }
  }

  /** A new one. */
  public static TracePrefix random() {
    return new TracePrefix(nonZero(RANDOM.nextLong()));
  }

  /** The ids of one request, which nothing else has. */
  public Ids next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new Ids(
        new TraceId(high, nonZero(random.nextLong())), new SpanId(nonZero(random.nextLong())));
  }

  private static long nonZero(long number) {
    return number == 0 ? 1 : number;
  }

  public boolean isOf(TraceId id) {
    return id.high() == high;
  }

  /** 16 hex digits. */
  public String hex() {
    return HexFormat.of().toHexDigits(high);
  }

  @Override
  public String toString() {
    return hex();
  }

  /**
   * What a request says of its trace.
   *
   * @param span the replayer's own, which is never exported: the parent of the entry span
   */
  public record Ids(TraceId trace, SpanId span) {
    /**
     * The header's value (W3C Trace Context): sampled, and no other flag, since some SDKs begin a
     * trace of their own at flags that they do not know.
     */
    public String traceparent() {
      return "00-%s-%s-01".formatted(trace.hex(), span.hex());
    }
  }
}
