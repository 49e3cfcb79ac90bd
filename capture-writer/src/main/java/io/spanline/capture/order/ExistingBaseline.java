package io.spanline.capture.order;

/** Whether a new baseline may replace one of its name. */
public enum ExistingBaseline {
  KEEP,
  REPLACE
}
