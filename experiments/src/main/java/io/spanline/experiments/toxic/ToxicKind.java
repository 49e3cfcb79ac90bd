package io.spanline.experiments.toxic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be done to an edge: the toxics of Toxiproxy, and switching its proxy off. */
@SuppressWarnings("ImmutableEnumChecker") // its list is unmodifiable
public enum ToxicKind {
  LATENCY(
      "delays data by latency ± jitter; connecting is not delayed",
      Attribute.required("latency", "ms", 0, ToxicKind.HOUR_MILLIS),
      Attribute.optional("jitter", "ms", 0, ToxicKind.HOUR_MILLIS)),
  BANDWIDTH(
      "limits each connection by itself; 0 stalls it",
      Attribute.required("rate", "KB/s", 0, 100_000_000)),
  SLOW_CLOSE(
      "delays the end of a connection; shows nothing while clients keep connections alive",
      Attribute.required("delay", "ms", 0, ToxicKind.HOUR_MILLIS)),
  TIMEOUT(
      "drops all data at once and closes the connection after the time; 0 never closes it",
      Attribute.required("timeout", "ms", 0, ToxicKind.HOUR_MILLIS)),
  RESET_PEER(
      "resets new connections after the time; pooled ones see an end instead",
      Attribute.optional("timeout", "ms", 0, ToxicKind.LONGEST_RESET_MILLIS)),
  SLICER(
      "cuts data into small pieces with a delay after each; the delay is in µs",
      Attribute.required("average_size", "bytes", 1, 1 << 30),
      Attribute.optional("size_variation", "bytes", 0, 1 << 30),
      Attribute.optional("delay", "µs", 0, ToxicKind.HOUR_MILLIS * 1000)),
  LIMIT_DATA(
      "closes each connection after n bytes of its own",
      Attribute.required("bytes", "bytes", 0, Long.MAX_VALUE)),
  DOWN("closes every connection of the proxy and refuses new ones");

  private static final long HOUR_MILLIS = 3_600_000;

  /** Toxiproxy does not let go of a connection that waits to be reset: a removal would hang. */
  private static final long LONGEST_RESET_MILLIS = 5_000;

  private final String effect;
  private final List<Attribute> attributes;

  ToxicKind(String effect, Attribute... attributes) {
    this.effect = effect;
    this.attributes = List.of(attributes);
  }

  /**
   * A number that a toxic takes; a missing optional one is 0.
   *
   * @param least the smallest value allowed
   * @param most the largest value allowed
   */
  public record Attribute(String name, String unit, boolean isRequired, long least, long most) {
    static Attribute required(String name, String unit, long least, long most) {
      return new Attribute(name, unit, true, least, most);
    }

    static Attribute optional(String name, String unit, long least, long most) {
      return new Attribute(name, unit, false, least, most);
    }
  }

  /** What it really does, in one line. */
  public String effect() {
    return effect;
  }

  /** The attributes it takes; {@code latency=200} gives the first of them. */
  public List<Attribute> attributes() {
    return attributes;
  }

  /** As Toxiproxy calls it: {@code slow_close}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a word of Toxiproxy's; none if Spanline does not know it. */
  public static Optional<ToxicKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
