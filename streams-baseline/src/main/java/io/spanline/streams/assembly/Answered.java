package io.spanline.streams.assembly;

import io.spanline.model.Linked;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import java.util.HashSet;
import java.util.Set;

/** Which calls have their answer, and which messages were consumed by which services. */
final class Answered {
  private static final String ANY = "";

  /** An exit span and the service that took its message; of a call that has its answer any. */
  private record Taken(SpanKey exit, String service) {}

  private final Set<Taken> taken = new HashSet<>();

  /** Whether the entry span is the first that answers the call, or that its service consumed. */
  boolean isFirst(Linked exit, Linked entry) {
    String service = exit.kind() == SpanKind.CLIENT ? ANY : entry.service();
    return taken.add(new Taken(exit.key(), service));
  }

  boolean has(SpanKey call) {
    return taken.contains(new Taken(call, ANY));
  }
}
