package io.spanline.capture.job;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a job, in text {@code job_0123456789ab}; drawn, so that one of an earlier process is
 * not taken for one of this.
 */
public record JobId(String text) {
  private static final Pattern TEXT = Pattern.compile("job_[0-9a-f]{12}");
  private static final int BYTES = 6;

  public JobId {
    if (!TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "invalid job id '%s'; expected job_ and 12 hex digits".formatted(text));
    }
  }

  static JobId draw(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new JobId("job_" + HexFormat.of().formatHex(bytes));
  }

  public static Optional<JobId> parse(String text) {
    return TEXT.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
