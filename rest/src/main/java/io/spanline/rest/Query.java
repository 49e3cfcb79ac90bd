package io.spanline.rest;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The query parameters of a request, read strictly: refuses an unknown, repeated or malformed one
 * by name, so that a misspelt filter does not answer with everything.
 */
public final class Query {
  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the parameters of one request.
   *
   * @throws ProblemException 400 for a parameter that is unknown or given twice
   */
  public static Query of(Context context, Set<String> known) {
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, List<String>> given : context.queryParamMap().entrySet()) {
      if (!known.contains(given.getKey())) {
        throw Problem.of(
            400, "unknown parameter '%s'; %s".formatted(given.getKey(), listed(known)));
      }
      // This is how Javalin reports a text that is not properly encoded.
      if (given.getValue().isEmpty()) {
        throw Problem.of(
            400,
            "parameter '%s' cannot be decoded; each %% needs two hexadecimal digits after it"
                .formatted(given.getKey()));
      }
      if (given.getValue().size() != 1) {
        throw Problem.of(400, "parameter '%s' must be given once".formatted(given.getKey()));
      }
      values.put(given.getKey(), given.getValue().get(0));
    }
    return new Query(values);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A time in ISO-8601, such as 2026-11-23T00:40:30Z. */
  public Optional<Instant> instant(String name) {
    return text(name)
        .map(
            value -> {
              try {
                return Instant.parse(value);
              } catch (DateTimeException e) {
                throw wrong(name, "an ISO-8601 time such as 2026-11-23T00:40:30Z", value);
              }
            });
  }

  /** A duration above 0 in ISO-8601, such as PT1M. */
  public Optional<Duration> duration(String name) {
    return text(name)
        .map(
            value -> {
              try {
                Duration duration = Duration.parse(value);
                if (duration.compareTo(Duration.ZERO) > 0) {
                  return duration;
                }
              } catch (DateTimeException e) {
                // Refused below like one that is not above 0.
              }
              throw wrong(name, "an ISO-8601 duration above 0 such as PT1M", value);
            });
  }

  /** A whole number from 1 to {@code most}. */
  public Optional<Integer> number(String name, int most) {
    return text(name)
        .map(
            value -> {
              // At most nine digits, so that it is an int.
              if (value.matches("[0-9]{1,9}")) {
                int number = Integer.parseInt(value);
                if (number >= 1 && number <= most) {
                  return number;
                }
              }
              throw wrong(name, "a whole number from 1 to %s".formatted(most), value);
            });
  }

  private static ProblemException wrong(String name, String rule, String value) {
    return Problem.of(400, "parameter '%s' must be %s, was '%s'".formatted(name, rule, value));
  }

  private static String listed(Set<String> known) {
    return known.isEmpty()
        ? "this path takes none"
        : "known are " + String.join(", ", new TreeSet<>(known));
  }
}
