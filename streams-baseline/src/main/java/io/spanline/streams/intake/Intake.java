package io.spanline.streams.intake;

import com.google.protobuf.ByteString;
import io.spanline.model.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What decoding made of a record of {@code otlp_spans}, or of one span in it. */
public sealed interface Intake {

  /** What goes to the dead letters as it is; null if that is nothing. */
  default byte @Nullable [] deadLetter() {
    return null;
  }

  /**
   * A record that could be read.
   *
   * @param rejected how many more spans it held that cannot be used
   * @param unkeyed whether its key is missing or not the trace id of every span
   * @param repaired how many of its spans had text that was not UTF-8
   */
  record DecodedRecord(List<Span> spans, int rejected, boolean unkeyed, int repaired)
      implements Intake {
    public DecodedRecord {
      spans = List.copyOf(spans);
    }
  }

  /** A record that is not OTLP, as it came. */
  record Undecodable(@Nullable ByteString value) implements Intake {
    @Override
    public byte @Nullable [] deadLetter() {
      return value == null ? null : value.toByteArray();
    }
  }

  /** What a readable record holds that cannot be used: a span with its resource, or all of it. */
  record Rejected(ByteString otlp) implements Intake {
    @Override
    public byte[] deadLetter() {
      return otlp.toByteArray();
    }
  }
}
