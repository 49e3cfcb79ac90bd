package io.spanline.topic;

/** Whether what was captured of a trace has its beginning. */
public enum Beginning {
  INSIDE,
  /** It began before the capture's range, or its first record was not read. */
  BEFORE
}
