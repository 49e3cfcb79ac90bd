package io.spanline.model;

import java.util.Arrays;
import java.util.regex.Pattern;

/** What samplers write into a span's W3C tracestate, in its member {@code ot}. */
public final class Sampling {
  private static final String MEMBER = "ot=";
  // th is the share that was dropped, as hex digits after the point (OTEP 235); the share that was
  // kept is 2^-p, and nothing at p 63 (OTEP 170).
  private static final Pattern BELOW_ALL =
      Pattern.compile("th:(?!0+\\z)[0-9a-f]{1,14}|p:(?:[1-9]|[1-5][0-9]|6[0-3])");

  private Sampling() {}

  /** Whether a sampler says that it kept less than all; what is malformed says nothing. */
  public static boolean isSample(String traceState) {
    return traceState.contains(MEMBER) && isSampleOf(traceState);
  }

  private static boolean isSampleOf(String traceState) {
    return Arrays.stream(traceState.split(","))
        .map(String::strip)
        .filter(member -> member.startsWith(MEMBER))
        .limit(1)
        .flatMap(member -> Arrays.stream(member.substring(MEMBER.length()).split(";")))
        .anyMatch(BELOW_ALL.asMatchPredicate());
  }
}
