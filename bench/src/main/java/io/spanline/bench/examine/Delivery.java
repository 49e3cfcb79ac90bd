package io.spanline.bench.examine;

import io.spanline.bench.examine.RunFinding.SpanCount;
import java.util.List;

/**
 * What became of a plan's spans.
 *
 * @param foreign emitted spans that are not on the list
 * @param traces of the list, something of which was emitted
 * @param records of those traces, each revision once
 * @param problems traces that are not as the list says, a line each
 */
record Delivery(SpanCount spans, long foreign, long traces, long records, List<String> problems) {
  Delivery {
    problems = List.copyOf(problems);
  }
}
