package io.spanline.model;

import com.google.protobuf.Parser;
import io.opentelemetry.proto.trace.v1.ScopeSpans;

/** The scope that sliced spans came under and its schema. */
public final class Scope extends SharedPart<ScopeSpans> {
  private static final Parser<ScopeSpans> PARSER = Frame.known(ScopeSpans.parser());

  private Scope(Frame frame) {
    super(frame, PARSER);
  }

  public static Scope of(ScopeSpans scope) {
    ScopeSpans bare = scope.toBuilder().clearSpans().build();
    return new Scope(Frame.of(bare, bare.hasScope() ? bare.getScope() : null));
  }
}
