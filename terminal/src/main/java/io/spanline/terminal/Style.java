package io.spanline.terminal;

import picocli.CommandLine.Help.Ansi;

/** How a part of a line looks on a terminal that has colour. */
public enum Style {
  PLAIN(""),
  BOLD(Ansi.Style.bold.on()),
  FAINT(Ansi.Style.faint.on()),
  RED(Ansi.Style.fg_red.on()),
  GREEN(Ansi.Style.fg_green.on()),
  YELLOW(Ansi.Style.fg_yellow.on());

  private final String begin;

  Style(String begin) {
    this.begin = begin;
  }

  String around(String text) {
    return begin.isEmpty() ? text : begin + text + Ansi.Style.reset.on();
  }
}
