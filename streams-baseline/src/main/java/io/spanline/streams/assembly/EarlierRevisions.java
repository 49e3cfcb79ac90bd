package io.spanline.streams.assembly;

import io.spanline.model.Linked;
import io.spanline.model.SpanKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was emitted of an open trace already, and which spans came since. */
final class EarlierRevisions {
  private final RememberedTrace trace;
  private final Map<SpanKey, Linked> spans = new HashMap<>();
  private final Set<SpanKey> since = new HashSet<>();

  EarlierRevisions(RememberedTrace trace) {
    this.trace = trace;
    trace.links().forEach(span -> spans.put(span.key(), span));
  }

  RememberedTrace trace() {
    return trace;
  }

  /** How many spans of them only their facts are known. */
  int cut() {
    return trace.links().size() - trace.spans();
  }

  /** Their spans that did not come again since. */
  List<Linked> others() {
    List<Linked> others = new ArrayList<>(spans.values());
    others.removeIf(span -> since.contains(span.key()));
    return others;
  }

  boolean had(SpanKey key) {
    return spans.containsKey(key);
  }

  /** Whether the span came since. */
  boolean isSince(SpanKey key) {
    return since.contains(key);
  }

  void came(SpanKey key) {
    since.add(key);
  }
}
