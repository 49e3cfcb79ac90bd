package io.spanline.bench.examine;

/** Whether anybody else sent to the topic besides the plan. */
public enum OtherTraffic {
  /** Whatever else is found is a problem. */
  NONE,
  /** Spans that are not on the plan's list are left to others to judge. */
  PRESENT
}
