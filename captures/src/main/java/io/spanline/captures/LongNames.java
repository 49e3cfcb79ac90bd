package io.spanline.captures;

import java.nio.charset.StandardCharsets;

/** Names as the keys of a file: none beyond a length, and two that differ never one. */
public final class LongNames {
  private static final int LONGEST = 1_000;
  private static final int SUM_DIGITS = 16;

  private LongNames() {}

  /**
   * The name, or if it is too long its beginning and a part of the sum of it all; that is longer
   * than any name that is kept as it is.
   */
  static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    boolean inPair = Character.isHighSurrogate(name.charAt(LONGEST - 1));
    String sum = FileSums.of(name.getBytes(StandardCharsets.UTF_16BE));
    return name.substring(0, inPair ? LONGEST - 1 : LONGEST) + "…" + sum.substring(0, SUM_DIGITS);
  }

  /** A call's key: {@code caller->callee}; what is an arrow in a name is written otherwise. */
  public static String edge(String caller, String callee) {
    return escaped(caller) + "->" + escaped(callee);
  }

  private static String escaped(String name) {
    return name.replace("%", "%25").replace(">", "%3E");
  }
}
