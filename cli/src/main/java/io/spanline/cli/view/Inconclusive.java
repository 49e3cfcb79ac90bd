package io.spanline.cli.view;

/** What a CI takes a verdict for that is neither pass nor fail. */
public enum Inconclusive {
  PASS,
  FAIL
}
