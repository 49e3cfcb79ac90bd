package io.spanline.capture.redaction;

/**
 * The cheap first look at a text: which of the dear ones are worth it. Nearly every text of a span
 * is a word or a path, and rouses none.
 */
final class Suspicion {
  /** A name may be given a value: there is {@code =} or {@code :}. */
  static final int PAIR = 1;

  /** There is an {@code @}, as behind user info. */
  static final int AT = 2;

  /** Something is percent-encoded. */
  static final int PERCENT = 4;

  /** Something begins as credentials do. */
  static final int SHAPE = 8;

  private static final int ASCII = 128;
  private static final boolean[] LOOKED_AT = new boolean[ASCII];

  static {
    for (char c : "=:@%eAbBgxsrynS-".toCharArray()) {
      LOOKED_AT[c] = true;
    }
  }

  private Suspicion() {}

  /** The sum of what a text rouses; 0 for most. */
  static int of(String text) {
    int roused = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ASCII && LOOKED_AT[c]) {
        roused |= roused(text, i, c);
      }
    }
    return roused;
  }

  private static int roused(String text, int at, char c) {
    return switch (c) {
      case '=', ':' -> PAIR;
      case '@' -> AT;
      case '%' -> PERCENT;
      default -> beginsAsCredentialsDo(text, at, c) ? SHAPE : 0;
    };
  }

  private static boolean beginsAsCredentialsDo(String text, int at, char c) {
    return switch (c) {
      case 'e' -> text.startsWith("eyJ", at);
      case 'A' ->
          text.startsWith("AKIA", at) || text.startsWith("ASIA", at) || text.startsWith("AIza", at);
      case 'b', 'B' ->
          text.regionMatches(true, at, "bearer", 0, 6)
              || text.regionMatches(true, at, "basic", 0, 5);
      case '-' -> text.startsWith("-----BEGIN", at);
      case 'g' ->
          text.startsWith("gh", at)
              || text.startsWith("github_pat_", at)
              || text.startsWith("glpat-", at);
      case 'x' -> text.startsWith("xox", at);
      case 's', 'r' ->
          text.startsWith("k_live_", at + 1)
              || text.startsWith("k_test_", at + 1)
              || text.startsWith("k-", at + 1);
      case 'y' -> text.startsWith("ya29.", at);
      case 'n' -> text.startsWith("npm_", at);
      case 'S' -> text.startsWith("SG.", at);
      default -> false;
    };
  }
}
