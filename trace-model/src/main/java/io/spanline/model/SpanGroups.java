package io.spanline.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sliced spans under their resources and scopes, each in the order in which it came first. */
public final class SpanGroups {
  private final Map<Origin, OfOrigin> origins = new LinkedHashMap<>();

  private SpanGroups() {}

  /** The spans of one resource. */
  public static final class OfOrigin {
    private final Origin origin;
    private final Map<Scope, OfScope> scopes = new LinkedHashMap<>(4);

    private OfOrigin(Origin origin) {
      this.origin = origin;
    }

    public Origin origin() {
      return origin;
    }

    public Collection<OfScope> scopes() {
      return scopes.values();
    }
  }

  /** The spans of one scope of a resource. */
  public static final class OfScope {
    private final Scope scope;
    private final List<SlicedSpan> spans = new ArrayList<>(4);

    private OfScope(Scope scope) {
      this.scope = scope;
    }

    public Scope scope() {
      return scope;
    }

    public List<SlicedSpan> spans() {
      return spans;
    }
  }

  /** Whether spans can be grouped as they are: all of them are slices. */
  public static boolean areSliced(List<Span> spans) {
    for (Span span : spans) {
      if (!(span instanceof SlicedSpan)) {
        return false;
      }
    }
    return true;
  }

  public static SpanGroups of(List<Span> sliced) {
    SpanGroups groups = new SpanGroups();
    OfOrigin origin = null;
    OfScope scope = null;
    for (Span span : sliced) {
      SlicedSpan slice = (SlicedSpan) span;
      // Spans of one service often stand next to each other.
      if (origin == null || !origin.origin.equals(slice.sharedOrigin())) {
        origin = groups.origins.computeIfAbsent(slice.sharedOrigin(), OfOrigin::new);
        scope = null;
      }
      if (scope == null || !scope.scope.equals(slice.sharedScope())) {
        scope = origin.scopes.computeIfAbsent(slice.sharedScope(), OfScope::new);
      }
      scope.spans.add(slice);
    }
    return groups;
  }

  public Collection<OfOrigin> origins() {
    return origins.values();
  }
}
