package io.spanline.bench.speed;

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
  BATCHED
}
