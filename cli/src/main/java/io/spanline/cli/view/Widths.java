package io.spanline.cli.view;

import picocli.CommandLine.Model.CommandSpec;

/** How many columns the terminal has. */
public final class Widths {
  private Widths() {}

  /** The width that picocli uses for help texts: 80 without a terminal. */
  public static int of(CommandSpec spec) {
    return spec.root().usageMessage().width();
  }
}
