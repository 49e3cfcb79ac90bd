package io.spanline.cli;

import picocli.CommandLine.Model.CommandSpec;

/** How many columns the terminal has. */
final class Widths {
  private Widths() {}

  /** What picocli finds out for its help texts: 80 where there is no terminal. */
  static int of(CommandSpec spec) {
    return spec.root().usageMessage().width();
  }
}
