package io.spanline.bench.replay;

/** How the replayer's code is compiled. */
public enum Compiler {
  /** C1 alone, as {@code ./spanline} runs its verbs. */
  QUICK(1),
  /** C2 as well: better code, and seconds of both processors to make it. */
  THOROUGH(4);

  private final int level;

  Compiler(int level) {
    this.level = level;
  }

  String option() {
    return "-XX:TieredStopAtLevel=" + level;
  }
}
