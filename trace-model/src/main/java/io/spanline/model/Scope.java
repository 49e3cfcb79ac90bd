package io.spanline.model;

import com.google.protobuf.Parser;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The scope that sliced spans came under and its schema: bytes that many spans share. */
public final class Scope {
  private static final Parser<ScopeSpans> PARSER = Frame.known(ScopeSpans.parser());

  private final Frame frame;
  private volatile @Nullable ScopeSpans message;
  private volatile byte @Nullable [] json;

  private Scope(Frame frame) {
    this.frame = frame;
  }

  public static Scope of(ScopeSpans scope) {
    ScopeSpans bare = scope.toBuilder().clearSpans().build();
    return new Scope(Frame.of(bare, bare.hasScope() ? bare.getScope() : null));
  }

  /** The message that it was made of, without fields that our schema does not have. */
  public ScopeSpans message() {
    ScopeSpans read = message;
    if (read == null) {
      read = frame.read(PARSER);
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
  public byte[] json(Function<ScopeSpans, byte[]> writer) {
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
    return this == other || (other instanceof Scope scope && frame.equals(scope.frame));
  }

  @Override
  public int hashCode() {
    return frame.hashCode();
  }
}
