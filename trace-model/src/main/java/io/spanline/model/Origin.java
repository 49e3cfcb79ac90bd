package io.spanline.model;

import com.google.protobuf.Parser;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The resource that sliced spans came under and its schema: bytes that many spans share. */
public final class Origin {
  private static final Parser<ResourceSpans> PARSER = Frame.known(ResourceSpans.parser());

  private final Frame frame;
  private final int resourceHash;
  private final String service;
  private final @Nullable String namespace;
  private final @Nullable String environment;
  // Read again by whoever asks first: most are never asked.
  private volatile @Nullable ResourceSpans message;
  private volatile byte @Nullable [] json;

  private Origin(Frame frame) {
    this.frame = frame;
    Resource resource = frame.read(PARSER).getResource();
    this.resourceHash = hash(resource);
    this.service = Span.service(resource);
    this.namespace = Span.namespace(resource).orElse(null);
    this.environment = Span.environment(resource).orElse(null);
  }

  public static Origin of(ResourceSpans origin) {
    ResourceSpans bare = origin.toBuilder().clearScopeSpans().build();
    return new Origin(Frame.of(bare, bare.hasResource() ? bare.getResource() : null));
  }

  /** A hash of a resource, the same in every process. */
  static int hash(Resource resource) {
    return resource.toByteString().hashCode();
  }

  /** The message that it was made of, without fields that our schema does not have. */
  public ResourceSpans message() {
    ResourceSpans read = message;
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

  public String service() {
    return service;
  }

  public @Nullable String namespace() {
    return namespace;
  }

  @Nullable String environment() {
    return environment;
  }

  int resourceHash() {
    return resourceHash;
  }

  /**
   * The message as JSON, not to be written to.
   *
   * @param writer makes it, the first time
   */
  public byte[] json(Function<ResourceSpans, byte[]> writer) {
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
    return this == other || (other instanceof Origin origin && frame.equals(origin.frame));
  }

  @Override
  public int hashCode() {
    return frame.hashCode();
  }
}
