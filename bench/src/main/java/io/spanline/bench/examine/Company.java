package io.spanline.bench.examine;

/** Whether a generator's spans were alone on the topic. */
public enum Company {
  /** Whatever else is found is a problem. */
  ALONE,
  /** What is not of the generator's list is left to others to judge. */
  AMONG_OTHERS
}
