package io.spanline.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.spanline.model.Origin;
import io.spanline.model.Scope;
import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as {@link OtlpReader} does, but into slices: plain protobuf is walked once, and
 * only what is not plain is parsed. One for each thread; it keeps the names, resources and scopes
 * that it has met, so that spans share them.
 */
public final class SpanReader {
  private static final int RESOURCE_SPANS = 0x0a;
  private static final int PARTS = 0x12;

  private final WireCursor in = new WireCursor();
  private final SpanWalk walk = new SpanWalk(in);
  private final ByteTable<Origin> origins = new ByteTable<>();
  private final ByteTable<Scope> scopes = new ByteTable<>();
  private final ByteRange originFrame = new ByteRange();
  private final ByteRange scopeFrame = new ByteRange();
  private final List<Span> spans = new ArrayList<>();

  /** Never throws for bad input. The usable spans are {@link SlicedSpan}s. */
  public Decoded read(byte @Nullable [] value) {
    if (value != null && value.length > 0 && value[0] == RESOURCE_SPANS) {
      try {
        return plain(value);
      } catch (NotPlainException e) {
        // The parser says what it is.
      } finally {
        spans.clear();
      }
    }
    return sliced(OtlpReader.read(value));
  }

  private Decoded plain(byte[] value) throws NotPlainException {
    in.on(value);
    while (in.at() < value.length) {
      if (in.tag(value.length) != RESOURCE_SPANS) {
        throw NotPlainException.INSTANCE;
      }
      resourceSpans(in.part(value.length));
    }
    // Whether a record that shares much is too much, the parser decides.
    if (spans.isEmpty() || OtlpReader.multiplies(spans, value.length)) {
      throw NotPlainException.INSTANCE;
    }
    List<Span> read = spans.size() == 1 ? List.of(spans.get(0)) : List.copyOf(spans);
    return new Decoded.Spans(read, List.of(), 0);
  }

  private void resourceSpans(int to) throws NotPlainException {
    ByteRange frame = frame(originFrame, to);
    Origin origin = origins.find(frame);
    if (origin == null) {
      origin = newOrigin(frame);
    }
    in.at(frame.headEnd());
    while (in.at() < frame.tailFrom()) {
      in.tag(to);
      scopeSpans(origin, in.part(to));
    }
    in.at(to);
  }

  private void scopeSpans(Origin origin, int to) throws NotPlainException {
    ByteRange frame = frame(scopeFrame, to);
    Scope scope = scopes.find(frame);
    if (scope == null) {
      scope = newScope(frame);
    }
    in.at(frame.headEnd());
    while (in.at() < frame.tailFrom()) {
      in.tag(to);
      spans.add(walk.span(origin, scope, in.part(to)));
    }
    in.at(to);
  }

  /** A message without its parts, which stand next to each other. */
  private ByteRange frame(ByteRange frame, int to) throws NotPlainException {
    int from = in.at();
    int headEnd = -1;
    int tailFrom = to;
    while (in.at() < to) {
      int field = in.at();
      int tag = in.tag(to);
      in.skip(tag, to);
      if (tag == PARTS) {
        if (headEnd < 0) {
          headEnd = field;
        } else if (tailFrom != field) {
          throw NotPlainException.INSTANCE;
        }
        tailFrom = in.at();
      }
    }
    return frame.set(in.bytes(), from, to).without(headEnd < 0 ? to : headEnd, tailFrom);
  }

  private Origin newOrigin(ByteRange frame) throws NotPlainException {
    try {
      Origin origin = shared(Origin.of(ResourceSpans.parseFrom(frame.copy())));
      if (origins.find(frame) == null) {
        origins.put(frame, origin);
      }
      return origin;
    } catch (InvalidProtocolBufferException e) {
      throw NotPlainException.INSTANCE;
    }
  }

  private Scope newScope(ByteRange frame) throws NotPlainException {
    try {
      Scope scope = shared(Scope.of(ScopeSpans.parseFrom(frame.copy())));
      if (scopes.find(frame) == null) {
        scopes.put(frame, scope);
      }
      return scope;
    } catch (InvalidProtocolBufferException e) {
      throw NotPlainException.INSTANCE;
    }
  }

  /** The one that is known already, where the same message came in other bytes. */
  private Origin shared(Origin origin) {
    ByteRange bytes = ByteRange.of(origin.bytes());
    Origin known = origins.find(bytes);
    if (known == null) {
      origins.put(bytes, origin);
    }
    return known == null ? origin : known;
  }

  private Scope shared(Scope scope) {
    ByteRange bytes = ByteRange.of(scope.bytes());
    Scope known = scopes.find(bytes);
    if (known == null) {
      scopes.put(bytes, scope);
    }
    return known == null ? scope : known;
  }

  private Decoded sliced(Decoded decoded) {
    if (!(decoded instanceof Decoded.Spans read)) {
      return decoded;
    }
    List<Span> slices = new ArrayList<>(read.spans().size());
    Span before = null;
    Origin origin = null;
    Scope scope = null;
    for (Span span : read.spans()) {
      if (before == null || origin == null || !before.origin().equals(span.origin())) {
        origin = shared(Origin.of(span.origin()));
      }
      if (before == null || scope == null || !before.scope().equals(span.scope())) {
        scope = shared(Scope.of(span.scope()));
      }
      slices.add(SlicedSpan.of(span, origin, scope));
      before = span;
    }
    return new Decoded.Spans(slices, read.rejected(), read.repaired());
  }
}
