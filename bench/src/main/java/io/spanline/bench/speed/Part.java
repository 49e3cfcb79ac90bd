package io.spanline.bench.speed;

import java.util.EnumSet;
import java.util.Set;

/** What can be measured on its own. */
public enum Part {
  /** What merely reading the topic costs. */
  FLOORS,
  /** The Collector. */
  PEER,
  /** streams-baseline, traces as protobuf. */
  ENGINE,
  /** The same, traces as JSON. */
  JSON,
  /** The no-op, the Collector and streams-baseline with five spans a record. */
  BATCHED,
  /** Topics of other shapes: more traces open, larger traces, more services. */
  FLAT,
  /** Memory at a steady rate. */
  MEMORY,
  /** How late a reader sees a trace, at half the rate. */
  DELAY,
  /** A kill at a steady rate. */
  RESTART;

  /** The table that is printed if nothing else is asked for. */
  public static Set<Part> table() {
    return EnumSet.range(FLOORS, BATCHED);
  }
}
