package io.spanline.model;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What sliced spans came under: bytes that many spans share.
 *
 * @param <M> the message that they are of
 */
abstract class SharedPart<M extends Message> {
  private final Frame frame;
  private final Parser<M> parser;
  // Read again by whoever asks first: most are never asked.
  private volatile @Nullable M message;
  private volatile byte @Nullable [] json;

  SharedPart(Frame frame, Parser<M> parser) {
    this.frame = frame;
    this.parser = parser;
  }

  /** The message that it was made of, without fields that our schema does not have. */
  public M message() {
    M read = message;
    if (read == null) {
      read = frame.read(parser);
      message = read;
    }
    return read;
  }

  /** The message's bytes, not to be written to. */
  public byte[] bytes() {
    return frame.bytes();
  }

  /**
   * The message as JSON, not to be written to.
   *
   * @param writer makes it, the first time
   */
  public byte[] json(Function<M, byte[]> writer) {
    byte[] written = json;
    if (written == null) {
      written = writer.apply(message());
      json = written;
    }
    return written;
  }

  Frame frame() {
    return frame;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof SharedPart<?> part
            && getClass() == part.getClass()
            && frame.equals(part.frame));
  }

  @Override
  public int hashCode() {
    return frame.hashCode();
  }
}
