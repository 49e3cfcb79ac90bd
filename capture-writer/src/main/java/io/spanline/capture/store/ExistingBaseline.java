package io.spanline.capture.store;

/** Whether a new baseline may replace one of its name. */
public enum ExistingBaseline {
  KEEP,
  REPLACE
}
