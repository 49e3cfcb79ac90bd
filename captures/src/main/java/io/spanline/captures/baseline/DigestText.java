package io.spanline.captures.baseline;

import io.spanline.captures.Schemas;
import io.spanline.statistics.LatencyDigest;
import java.util.Base64;

/**
 * A digest of durations as text, to merge with others where the durations themselves are no longer
 * at hand: the same durations give the same text.
 *
 * @param base64 of {@link LatencyDigest#toBytes()}
 */
public record DigestText(String base64) {
  public DigestText {
    Schemas.require(base64, "a digest's text");
    opened(base64);
  }

  /**
   * Sums up durations in nanoseconds.
   *
   * @param sorted ascending, so that their order of arrival does not matter
   */
  static DigestText of(long[] sorted) {
    LatencyDigest digest = new LatencyDigest();
    for (long nanos : sorted) {
      digest.add(nanos);
    }
    return new DigestText(Base64.getEncoder().encodeToString(digest.toBytes()));
  }

  /** The digest itself, anew at each call. */
  public LatencyDigest open() {
    return opened(base64);
  }

  private static LatencyDigest opened(String base64) {
    try {
      return LatencyDigest.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a digest cannot be read: " + e.getMessage(), e);
    }
  }
}
