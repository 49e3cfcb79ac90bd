package io.spanline.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sliced spans under their resources and scopes, each in the order in which it came first. */
public final class SpanGroups {
  private final InOrder<Origin, OfOrigin> origins = new InOrder<>(4);

  private SpanGroups() {}

  /** The spans of one resource. */
  public static final class OfOrigin implements Group<Origin> {
    private final Origin origin;
    private final InOrder<Scope, OfScope> scopes = new InOrder<>(1);

    private OfOrigin(Origin origin) {
      this.origin = origin;
    }

    public Origin origin() {
      return origin;
    }

    public List<OfScope> scopes() {
      return scopes.groups;
    }

    @Override
    public Origin shared() {
      return origin;
    }
  }

  /** The spans of one scope of a resource. */
  public static final class OfScope implements Group<Scope> {
    private final Scope scope;
    private final List<SlicedSpan> spans = new ArrayList<>(2);

    private OfScope(Scope scope) {
      this.scope = scope;
    }

    public Scope scope() {
      return scope;
    }

    public List<SlicedSpan> spans() {
      return spans;
    }

    @Override
    public Scope shared() {
      return scope;
    }
  }

  /** Spans that share something. */
  private interface Group<S> {
    S shared();
  }

  /** Groups in the order in which they came first. A trace has few: no table for them. */
  private static final class InOrder<S, G extends Group<S>> {
    private static final int FEW = 8;

    private final List<G> groups;
    private @Nullable Map<S, G> many;

    InOrder(int expected) {
      groups = new ArrayList<>(expected);
    }

    G find(S shared, Function<S, G> maker) {
      G found = many == null ? among(shared) : many.get(shared);
      return found == null ? add(shared, maker.apply(shared)) : found;
    }

    private @Nullable G among(S shared) {
      for (int i = 0; i < groups.size(); i++) {
        if (groups.get(i).shared().equals(shared)) {
          return groups.get(i);
        }
      }
      return null;
    }

    private G add(S shared, G group) {
      groups.add(group);
      if (many != null) {
        many.put(shared, group);
      } else if (groups.size() == FEW) {
        many = new HashMap<>();
        groups.forEach(each -> many.put(each.shared(), each));
      }
      return group;
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
    for (int i = 0; i < sliced.size(); i++) {
      SlicedSpan span = (SlicedSpan) sliced.get(i);
      OfOrigin origin = groups.origins.find(span.sharedOrigin(), OfOrigin::new);
      origin.scopes.find(span.sharedScope(), OfScope::new).spans.add(span);
    }
    return groups;
  }

  public List<OfOrigin> origins() {
    return origins.groups;
  }
}
