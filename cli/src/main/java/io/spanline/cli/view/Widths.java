package io.spanline.cli.view;

import picocli.CommandLine.Model.CommandSpec;

/** How many columns the terminal has. */
public final class Widths {
  private Widths() {}

  /** What picocli finds out for its help texts: 80 where there is no terminal. */
  public static int of(CommandSpec spec) {
    return spec.root().usageMessage().width();
  }
}
