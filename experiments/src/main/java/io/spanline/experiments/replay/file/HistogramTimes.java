package io.spanline.experiments.replay.file;

import io.spanline.captures.replay.ReplayTimes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/** The figures of a histogram of nanoseconds, as manifests have them. */
public final class HistogramTimes {
  private HistogramTimes() {}

  public static ReplayTimes of(Histogram nanos) {
    long count = nanos.getTotalCount();
    String text = base64(nanos);
    return count == 0
        ? new ReplayTimes(0, null, null, null, null, null, text)
        : new ReplayTimes(
            count,
            percentile(nanos, 50),
            percentile(nanos, 90),
            percentile(nanos, 99),
            percentile(nanos, 99.9),
            Duration.ofNanos(nanos.getMaxValue()),
            text);
  }

  private static Duration percentile(Histogram nanos, double percent) {
    return Duration.ofNanos(nanos.getValueAtPercentile(percent));
  }

  /** HdrHistogram's V2, compressed, as its own tools read it. */
  private static String base64(Histogram nanos) {
    ByteBuffer buffer = ByteBuffer.allocate(nanos.getNeededByteBufferCapacity());
    int length = nanos.encodeIntoCompressedByteBuffer(buffer, Deflater.DEFAULT_COMPRESSION);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
