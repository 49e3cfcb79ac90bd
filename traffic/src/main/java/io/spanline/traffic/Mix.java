package io.spanline.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** How often each kind of request comes, by weight. */
public record Mix(Map<RequestKind, Integer> weights) {
  /** Every kind; through 300 requests at least 100 entry spans in each service, 10 % errors. */
  public static final Mix ALL_KINDS =
      parse(
          "catalog=15,product=20,order=25,home=15,place-order=15,"
              + "failure-a=3,failure-b=3,failure-c=4");

  public Mix {
    EnumMap<RequestKind, Integer> copy = new EnumMap<>(RequestKind.class);
    copy.putAll(weights);
    weights = Collections.unmodifiableMap(copy);
    if (weights.values().stream().anyMatch(weight -> weight < 0)
        || weights.values().stream().allMatch(weight -> weight == 0)) {
      throw new IllegalArgumentException("a mix needs a weight above zero and none below");
    }
  }

  /** Reads {@code order=3,home=1}. */
  public static Mix parse(String text) {
    Map<RequestKind, Integer> weights = new EnumMap<>(RequestKind.class);
    for (String part : text.split(",", -1)) {
      String[] sides = part.strip().split("=", -1);
      if (sides.length != 2 || !sides[1].matches("\\d{1,6}")) {
        throw new IllegalArgumentException("a mix reads like order=3,home=1, was '" + text + "'");
      }
      weights.put(kind(sides[0]), Integer.parseInt(sides[1]));
    }
    return new Mix(weights);
  }

  /**
   * Kinds of {@code count} requests in random order: each kind as often as its weight says, the
   * remainder going to the largest fractions, so that counts are known beforehand.
   */
  public List<RequestKind> deal(int count, long seed) {
    long total = weights.values().stream().mapToLong(Integer::longValue).sum();
    List<RequestKind> dealt = new ArrayList<>(count);
    weights.forEach(
        (kind, weight) ->
            dealt.addAll(Collections.nCopies((int) (count * (long) weight / total), kind)));
    weights.entrySet().stream()
        .sorted(
            (left, right) ->
                Long.compare(
                    count * (long) right.getValue() % total,
                    count * (long) left.getValue() % total))
        .limit(count - dealt.size())
        .forEach(entry -> dealt.add(entry.getKey()));
    Collections.shuffle(dealt, new Random(seed));
    return List.copyOf(dealt);
  }

  private static RequestKind kind(String word) {
    return Arrays.stream(RequestKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(noSuchKind(word)));
  }

  private static String noSuchKind(String word) {
    TreeSet<String> words = new TreeSet<>();
    for (RequestKind kind : RequestKind.values()) {
      words.add(kind.word());
    }
    return "no such kind of request: '" + word + "'; there are " + String.join(", ", words);
  }
}
