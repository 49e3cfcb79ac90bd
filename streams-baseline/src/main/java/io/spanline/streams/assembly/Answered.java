package io.spanline.streams.assembly;

import io.spanline.model.Linked;
import io.spanline.model.SpanKind;
import java.util.HashSet;
import java.util.Set;

/** Which calls have their answer, and which messages were consumed by which services. */
final class Answered {
  /** A message, by the place of the span that sent it, and a service that took it. */
  private record Taken(int message, String service) {}

  private final boolean[] calls;
  // Most traces have no messages: the set is made for the first.
  private Set<Taken> messages = Set.of();

  /** Nothing is answered yet of a tree with that many places at most. */
  Answered(int places) {
    this.calls = new boolean[places];
  }

  /**
   * Whether the entry span is the first that answers the call, or that its service consumed.
   *
   * @param place of the exit span in the tree
   */
  boolean isFirst(int place, Linked exit, Linked entry) {
    if (exit.kind() == SpanKind.CLIENT) {
      boolean isFirst = !calls[place];
      calls[place] = true;
      return isFirst;
    }
    messages = messages.isEmpty() ? new HashSet<>() : messages;
    return messages.add(new Taken(place, entry.service()));
  }

  /** Whether the call of the CLIENT span at a place has its answer. */
  boolean has(int place) {
    return calls[place];
  }
}
