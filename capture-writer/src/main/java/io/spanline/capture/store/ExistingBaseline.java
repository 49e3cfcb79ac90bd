package io.spanline.capture.store;

/** What becomes of a baseline that has the name of a new one. */
public enum ExistingBaseline {
  KEEP,
  REPLACE
}
