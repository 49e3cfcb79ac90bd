package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKey;
import io.spanline.streams.assembly.CallPairing.Paired;
import io.spanline.streams.assembly.Contribution.Counted;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The revisions of one trace, each remembered as a process would that reads it back. */
final class Revisions {
  private final Map<SpanKey, RememberedSpan> links = new LinkedHashMap<>();
  private @Nullable RememberedTrace skeleton;
  private int emissions;

  /** What the next revision adds. */
  Contribution emit(List<SpanFacts> spans) {
    emissions++;
    Paired paired = CallPairing.pair(skeleton, spans, at(emissions));
    spans.forEach(span -> links.put(span.key(), remembered(span)));
    List<RememberedSpan> known = List.copyOf(links.values());
    RememberedTrace next =
        new RememberedTrace(
            1, 0, known.size(), Outcome.Cut.NONE, 0, null, known, paired.unpaired());
    skeleton = RememberedTrace.of(ByteBuffer.wrap(next.toBytes()));
    return paired.contribution();
  }

  Contribution emit(SpanFacts... spans) {
    return emit(List.of(spans));
  }

  /** What is left of a span when its trace is read back. */
  static RememberedSpan remembered(SpanFacts span) {
    return new RememberedSpan(span.link(), span.service());
  }

  /** When the revision was emitted, the first being 1. */
  static Counted at(int emission) {
    return new Counted(1_700_000_000_000L + emission, 1_700_000_000_500L + 10L * emission);
  }

  List<CallEnd> remembered() {
    return skeleton == null ? List.of() : skeleton.unpaired();
  }
}
