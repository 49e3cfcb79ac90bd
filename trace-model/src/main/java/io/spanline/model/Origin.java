package io.spanline.model;

import com.google.protobuf.Parser;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import org.jspecify.annotations.Nullable;

/** The resource that sliced spans came under and its schema. */
public final class Origin extends SharedPart<ResourceSpans> {
  private static final Parser<ResourceSpans> PARSER = Frame.known(ResourceSpans.parser());

  // Boxed once: the facts of each span have it.
  private final Integer resourceHash;
  private final String service;
  private final @Nullable String namespace;
  private final @Nullable String environment;

  private Origin(Frame frame) {
    super(frame, PARSER);
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

  public String service() {
    return service;
  }

  public @Nullable String namespace() {
    return namespace;
  }

  @Nullable String environment() {
    return environment;
  }

  Integer resourceHash() {
    return resourceHash;
  }
}
