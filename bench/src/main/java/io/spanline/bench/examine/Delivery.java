package io.spanline.bench.examine;

import java.util.List;

/**
 * What became of a plan's spans.
 *
 * @param spans of the plan's list
 * @param lost not in any committed record of {@code traces}
 * @param doubled how many times one was in a record beyond its first
 * @param foreign emitted spans that are not of the list
 * @param traces of the list of which something was emitted
 * @param records of those traces, each revision once
 * @param problems traces that are not as the list says, a line each
 */
record Delivery(
    long spans,
    long lost,
    long doubled,
    long foreign,
    long traces,
    long records,
    List<String> problems) {
  Delivery {
    problems = List.copyOf(problems);
  }
}
