package io.spanline.streams.assembly;

import io.spanline.model.Linked;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a trace by their places in its tree: first those that earlier revisions had, then
 * those that only this emission has; with the {@linkplain CallEnd ends} that earlier ones left.
 */
final class PairedSpans {
  private static final @Nullable CallEnd[] NO_ENDS = {};

  private final SpanTree<? extends Linked> tree;
  private final SpanTree<SpanFacts> own;
  private final Answered answered;
  private final int earlier;
  private final List<CallEnd> ends;
  private final @Nullable CallEnd[] endsByPlace;
  private final List<CallEnd> waiting;
  private final List<CallEnd> counted;

  /** The spans of a first emission. */
  PairedSpans(SpanTree<SpanFacts> spans) {
    this.tree = spans;
    this.own = spans;
    this.answered = new Answered(spans.size());
    this.earlier = 0;
    this.ends = List.of();
    this.endsByPlace = NO_ENDS;
    this.waiting = List.of();
    this.counted = List.of();
  }

  /** The spans of an emission and those that are remembered. */
  PairedSpans(RememberedTrace before, SpanTree<SpanFacts> spans) {
    SpanTree<Linked> all = new SpanTree<>(before.links());
    this.tree = all;
    this.own = spans;
    this.answered = new Answered(all.size() + spans.size());
    this.earlier = all.size();
    this.ends = before.unpaired();
    this.endsByPlace = new @Nullable CallEnd[earlier];
    this.waiting = new ArrayList<>();
    this.counted = new ArrayList<>();
    // Before the tree knows of this emission: whose caller it does not know was not counted.
    before.links().forEach(this::markAnswered);
    ends.forEach(this::take);
    for (int place = 0; place < spans.size(); place++) {
      all.add(spans.get(place));
    }
  }

  private void markAnswered(Linked entry) {
    int caller = entry.kind().isEntry() ? tree.callerPlace(entry) : SpanTree.NONE;
    if (caller != SpanTree.NONE && tree.get(caller).kind().isExit()) {
      answered.isFirst(caller, tree.get(caller), entry);
    }
  }

  private void take(CallEnd end) {
    SpanFacts span = end.facts();
    boolean waits = span.kind().isEntry() && span.parentIdValue() != 0 && tree.caller(span) == null;
    (waits ? waiting : counted).add(end);
    endsByPlace[tree.place(span)] = end;
  }

  SpanTree<? extends Linked> tree() {
    return tree;
  }

  Answered answered() {
    return answered;
  }

  /** All ends that earlier revisions left. */
  List<CallEnd> ends() {
    return ends;
  }

  /** Entry spans among them whose caller those did not know. */
  List<CallEnd> waiting() {
    return waiting;
  }

  /** The others: their requests and calls are counted. */
  List<CallEnd> counted() {
    return counted;
  }

  /** Those that no earlier revision had. */
  List<SpanFacts> fresh() {
    List<SpanFacts> fresh = new ArrayList<>(tree.size() - earlier);
    for (int place = earlier; place < tree.size(); place++) {
      fresh.add((SpanFacts) tree.get(place));
    }
    return fresh;
  }

  /** What this emission says of the span of an end; null if it does not have it. */
  @Nullable SpanFacts copy(CallEnd end) {
    return own(end.facts());
  }

  /** What this emission says of the span at a place; null if it does not have it. */
  @Nullable SpanFacts facts(int place) {
    return own(tree.get(place));
  }

  private @Nullable SpanFacts own(Linked span) {
    int place = own.place(span);
    return place == SpanTree.NONE ? null : own.get(place);
  }

  /** The end that earlier revisions left of the span at a place; null if there is none. */
  @Nullable CallEnd end(int place) {
    return place < earlier ? endsByPlace[place] : null;
  }

  /** The exit span at a place as it was counted, or is now; null if no more is said of it. */
  @Nullable SpanFacts exit(int place) {
    if (!tree.get(place).kind().isExit()) {
      return null;
    }
    CallEnd end = end(place);
    if (end != null) {
      return end.facts();
    }
    return place < earlier ? null : facts(place);
  }
}
