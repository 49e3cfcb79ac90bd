package io.spanline.experiments.compare;

/**
 * The ends of an edge's key, {@code caller->callee}, in which what is an arrow in a name is written
 * otherwise.
 */
public record EdgeName(String caller, String callee) {
  private static final String ARROW = "->";

  /** Reads a key. */
  public static EdgeName of(String key) {
    int arrow = key.indexOf(ARROW);
    return arrow < 0
        ? new EdgeName(key, "")
        : new EdgeName(
            plain(key.substring(0, arrow)), plain(key.substring(arrow + ARROW.length())));
  }

  /** For people: {@code caller→callee}. */
  public String inWords() {
    return caller + "→" + callee;
  }

  private static String plain(String written) {
    return written.replace("%3E", ">").replace("%25", "%");
  }
}
