package io.spanline.experiments.toxic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may have a toxic on a proxy, and until when. The toxic's name carries it, so that whoever
 * reads Toxiproxy knows when it must be gone, though its owner be dead. A lease is never renewed.
 *
 * @param owner 1 to 32 of letters, digits, {@code _} and {@code -}
 * @param end in whole seconds, rounded up
 * @param number differs between the toxics of one owner and end
 */
public record Lease(String owner, Instant end, int number) {
  public static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final String OWNER = "[A-Za-z0-9_-]{1,32}";
  private static final Pattern NAME =
      Pattern.compile("spanline\\.(" + OWNER + ")\\.(\\d{1,11})\\.(\\d{1,9})");

  public Lease {
    checkOwner(owner);
    end = end.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Throws an {@link IllegalArgumentException} that says what an owner is. */
  public static void checkOwner(String owner) {
    if (!owner.matches(OWNER)) {
      throw new IllegalArgumentException(
          "an owner is 1 to 32 of letters, digits, _ and -, was '%s'".formatted(owner));
    }
  }

  /** Throws an {@link IllegalArgumentException} that says how long a lease may be. */
  public static void checkLength(Duration length) {
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a lease lasts 1 s to %d s, was %d s".formatted(LONGEST.toSeconds(), length.toSeconds()));
    }
  }

  /**
   * The lease that a toxic's name carries; none if Spanline did not name it, as one that it would
   * have written otherwise: {@code spanline.me.0123.1}.
   */
  public static Optional<Lease> of(String toxic) {
    Matcher parts = NAME.matcher(toxic);
    return parts.matches()
        ? Optional.of(
                new Lease(
                    parts.group(1),
                    Instant.ofEpochSecond(Long.parseLong(parts.group(2))),
                    Integer.parseInt(parts.group(3))))
            .filter(lease -> lease.toxic().equals(toxic))
        : Optional.empty();
  }

  /** {@code spanline.<owner>.<end, epoch seconds>.<number>}. */
  public String toxic() {
    return "spanline.%s.%d.%d".formatted(owner, end.getEpochSecond(), number);
  }
}
