package io.spanline.capture.redaction;

/** The part of a URL before the {@code @}: a user's name, and often the password. */
final class UserInfo {
  private static final String BEFORE_AUTHORITY = "//";
  private static final int LONGEST_WORD = 512;

  private UserInfo() {}

  /** The text without it; the same where there is none. */
  static String remove(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int begin = begin(text, from, at);
      if (begin < at) {
        kept.append(text, from, begin);
        from = at + 1;
      }
    }
    return from == 0 ? text : kept.append(text, from, text.length()).toString();
  }

  /** Where the user info before an {@code @} begins; there itself where it is none. */
  private static int begin(String text, int from, int at) {
    int word = at;
    while (word > from && at - word < LONGEST_WORD && !endsWord(text.charAt(word - 1))) {
      word--;
    }
    int slashes = text.indexOf(BEFORE_AUTHORITY, word);
    while (slashes >= 0 && slashes < at) {
      int authority = slashes + BEFORE_AUTHORITY.length();
      if (isUserInfo(text, authority, at)) {
        return authority;
      }
      slashes = text.indexOf(BEFORE_AUTHORITY, authority);
    }
    return withoutScheme(text, word, at);
  }

  /** {@code user:password@host}, after the last sign that neither has. */
  private static int withoutScheme(String text, int word, int at) {
    boolean colon = false;
    int begin = at;
    while (begin > word && "/?&;=#".indexOf(text.charAt(begin - 1)) < 0) {
      begin--;
      colon |= text.charAt(begin) == ':';
    }
    return colon ? begin : at;
  }

  /**
   * Whether it is that, and not a host and a path that happens to have an {@code @}. A password
   * with a slash in it is no valid one, but is one.
   */
  private static boolean isUserInfo(String text, int begin, int at) {
    boolean colon = false;
    boolean port = true;
    for (int i = begin; i < at; i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return colon && !port;
      }
      port &= !colon || (c >= '0' && c <= '9');
      colon |= c == ':';
    }
    return at > begin;
  }

  private static boolean endsWord(char c) {
    return Character.isWhitespace(c) || c == '"' || c == '\'' || c == '<' || c == '>' || c == ',';
  }
}
