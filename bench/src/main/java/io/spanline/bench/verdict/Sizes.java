package io.spanline.bench.verdict;

/** How many requests each service has on each side. */
record Sizes(int before, int after) {
  static Sizes equal(int each) {
    return new Sizes(each, each);
  }

  /** Different for different sizes. */
  long salt() {
    return before + 31L * (after - before);
  }
}
