package io.spanline.streams.assembly;

import io.spanline.model.Outcome;
import java.util.List;

/**
 * Spans of an open trace that were cut when no more could be remembered.
 *
 * @param arrivalMillis the partition's clock when the last of them came
 * @param timestampMillis the highest timestamp among their records
 */
record Refused(Outcome.Cut cut, long arrivalMillis, long timestampMillis) {
  static final Refused NONE = new Refused(Outcome.Cut.NONE, 0, 0);

  Refused and(Arrival further) {
    long timestamp = Math.max(timestampMillis, further.timestampMillis());
    Outcome.Cut more = cut.and(Outcome.Cut.of(List.of(further.key())));
    return new Refused(more, further.arrivalMillis(), timestamp);
  }
}
