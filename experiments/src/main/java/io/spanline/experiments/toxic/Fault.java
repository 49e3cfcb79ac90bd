package io.spanline.experiments.toxic;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxic.Stream;
import io.spanline.experiments.toxic.ToxicKind.Attribute;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What to do to an edge: checked, with every attribute, but on no proxy yet.
 *
 * @param toxicity the share of connections that it acts on, above 0 to 1; of {@code DOWN} 1
 * @param attributes all that the kind takes
 */
public record Fault(
    ToxicKind kind, Stream stream, double toxicity, SortedMap<String, Long> attributes) {
  private static final String MARK = "latency";
  private static final SortedMap<String, Long> MARKED =
      Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("latency", 0L, "jitter", 0L)));

  public Fault {
    // Toxiproxy keeps 32 bits of it.
    if (!((float) toxicity > 0 && toxicity <= 1)) {
      throw new IllegalArgumentException("toxicity is above 0 to 1, was " + toxicity);
    }
    if (kind == ToxicKind.DOWN && (toxicity != 1 || stream != Stream.DOWNSTREAM)) {
      throw new IllegalArgumentException(
          "down closes every connection, both ways; it takes no toxicity and no stream");
    }
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /**
   * Reads what was typed, such as {@code latency=200 jitter=20}.
   *
   * @param words the kind, which may be given its first attribute's value, then attribute=value
   * @throws IllegalArgumentException in words for the user, with what there is instead
   */
  public static Fault of(List<String> words, Stream stream, double toxicity) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("which toxic? There are: " + kinds());
    }
    String first = words.get(0);
    String[] parts = first.split("=", 2);
    ToxicKind kind =
        ToxicKind.of(parts[0])
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unknown toxic '%s'; there are: %s".formatted(parts[0], kinds())));
    SortedMap<String, Long> given = new TreeMap<>();
    if (parts.length > 1) {
      if (kind.attributes().isEmpty()) {
        throw new IllegalArgumentException(kind.word() + " takes no value");
      }
      put(given, kind, kind.attributes().get(0).name(), parts[1]);
    }
    for (String word : words.subList(1, words.size())) {
      String[] pair = word.split("=", 2);
      if (pair.length < 2) {
        throw new IllegalArgumentException(
            "'%s' is no attribute=value such as %s".formatted(word, example(kind)));
      }
      put(given, kind, pair[0], pair[1]);
    }
    return new Fault(kind, stream, toxicity, complete(kind, given));
  }

  private static void put(
      SortedMap<String, Long> given, ToxicKind kind, String name, String value) {
    Attribute attribute =
        kind.attributes().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s has no attribute '%s'; it has: %s"
                            .formatted(kind.word(), name, names(kind))));
    if (given.put(name, number(attribute, value)) != null) {
      throw new IllegalArgumentException("%s is given twice".formatted(name));
    }
  }

  private static long number(Attribute attribute, String value) {
    try {
      long number = Long.parseLong(value);
      if (number >= attribute.least() && number <= attribute.most()) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "%s is a whole number of %s, %d to %d, was '%s'"
            .formatted(
                attribute.name(), attribute.unit(), attribute.least(), attribute.most(), value));
  }

  private static SortedMap<String, Long> complete(ToxicKind kind, SortedMap<String, Long> given) {
    for (Attribute attribute : kind.attributes()) {
      if (attribute.isRequired() && !given.containsKey(attribute.name())) {
        throw new IllegalArgumentException(
            "%s needs %s in %s, such as %s"
                .formatted(kind.word(), attribute.name(), attribute.unit(), example(kind)));
      }
      given.putIfAbsent(attribute.name(), 0L);
    }
    if (kind == ToxicKind.LATENCY) {
      checkLatency(given);
    } else if (kind == ToxicKind.SLICER) {
      checkSlicer(given);
    }
    return given;
  }

  private static void checkLatency(SortedMap<String, Long> given) {
    long latency = given.getOrDefault("latency", 0L);
    long jitter = given.getOrDefault("jitter", 0L);
    if (latency == 0) {
      throw new IllegalArgumentException("a latency of 0 ms does nothing");
    }
    if (jitter > latency) {
      throw new IllegalArgumentException(
          "jitter is at most the latency, %d ms, was %d".formatted(latency, jitter));
    }
  }

  /** Toxiproxy dies of a variation that is larger: it cuts before the start of the data. */
  private static void checkSlicer(SortedMap<String, Long> given) {
    long size = given.getOrDefault("average_size", 0L);
    long variation = given.getOrDefault("size_variation", 0L);
    if (variation >= size) {
      throw new IllegalArgumentException(
          "size_variation is less than average_size, %d bytes, was %d".formatted(size, variation));
    }
  }

  private static String kinds() {
    return Arrays.stream(ToxicKind.values()).map(ToxicKind::word).collect(Collectors.joining(", "));
  }

  private static String names(ToxicKind kind) {
    return kind.attributes().isEmpty()
        ? "none"
        : kind.attributes().stream()
            .map(each -> "%s (%s)".formatted(each.name(), each.unit()))
            .collect(Collectors.joining(", "));
  }

  private static String example(ToxicKind kind) {
    return kind.attributes().stream()
        .map(each -> each.name() + "=" + Math.max(each.least(), 100))
        .findFirst()
        .orElse(kind.word());
  }

  /**
   * The toxic that holds the lease: of {@code DOWN} one that does nothing but to carry its name.
   */
  Toxic toxic(Lease lease) {
    return kind == ToxicKind.DOWN
        ? new Toxic(lease.toxic(), MARK, Stream.DOWNSTREAM, 0, new TreeMap<>(MARKED))
        : new Toxic(lease.toxic(), kind.word(), stream, toxicity, attributes);
  }

  /** Whether a toxic only marks that its proxy is switched off. */
  static boolean isMark(Toxic toxic) {
    return toxic.type().equals(MARK) && toxic.toxicity() == 0 && toxic.attributes().equals(MARKED);
  }
}
