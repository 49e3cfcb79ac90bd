package io.spanline.capture.redaction;

/**
 * The part of a URL before the {@code @}: a user's name, and often the password. A password may
 * have any sign in it but a blank; what looks like one too many is taken for one.
 */
final class UserInfo {
  private static final String BEFORE_AUTHORITY = "//";
  private static final String BEHIND_SCHEME = "://";
  private static final String ENDS_BOTH = "/?&;=#\"<>";
  private static final int NONE = -1;

  private UserInfo() {}

  /** The text without it; the same where there is none. */
  static String remove(String text) {
    StringBuilder kept = null;
    int from = 0;
    for (int begin = 0; begin < text.length(); begin++) {
      int end = wordEnd(text, begin);
      int at = text.lastIndexOf('@', end - 1);
      if (at >= begin) {
        String clean = withoutScheme(withScheme(text.substring(begin, end)));
        if (clean.length() < end - begin) {
          kept = kept == null ? new StringBuilder(text.length()) : kept;
          kept.append(text, from, begin).append(clean);
          from = end;
        }
      }
      begin = end;
    }
    return kept == null ? text : kept.append(text, from, text.length()).toString();
  }

  private static int wordEnd(String text, int begin) {
    int end = begin;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** What follows a {@code //}. */
  private static String withScheme(String word) {
    StringBuilder kept = new StringBuilder(word.length());
    int last = word.lastIndexOf('@');
    int from = 0;
    int slashes = word.indexOf(BEFORE_AUTHORITY);
    while (slashes >= 0 && slashes < last) {
      int authority = slashes + BEFORE_AUTHORITY.length();
      int at = lastOf(word, authority, last);
      if (at != NONE) {
        kept.append(word, from, authority);
        from = at + 1;
      }
      slashes = word.indexOf(BEFORE_AUTHORITY, Math.max(slashes + 1, from));
    }
    return kept.append(word, from, word.length()).toString();
  }

  /** The {@code @} that ends the user info of an authority. */
  private static int lastOf(String word, int authority, int last) {
    int end = firstOf(word, "/?#", authority, word.length());
    int at = lastAt(word, authority, end);
    if (at != NONE) {
      // Where there is a password, an @ of the path may be its own.
      return firstOf(word, ":", authority, at) < at ? Math.max(at, behindSlash(word, end)) : at;
    }
    int colon = firstOf(word, ":", afterAddress(word, authority, end), end);
    if (colon == end) {
      return NONE;
    }
    // A password with a slash in it is no valid one, but is one.
    return isNumber(word, colon + 1, end) ? behindSlash(word, end) : last;
  }

  /** An address of version 6 has colons of its own. */
  private static int afterAddress(String word, int authority, int end) {
    return authority < end && word.charAt(authority) == '['
        ? firstOf(word, "]", authority, end)
        : authority;
  }

  /** {@code u:12/word@host}: a port is all digits, and so may be what a password begins with. */
  private static int behindSlash(String word, int slash) {
    int next = word.indexOf(BEHIND_SCHEME, slash);
    int end = firstOf(word, "?#", slash, next < 0 ? word.length() : next);
    int at = lastAt(word, slash, end);
    // Hardly a password ends with a slash; but there are paths such as /@jane.
    return at != NONE && word.charAt(at - 1) != '/' ? at : NONE;
  }

  /** {@code user:password@host}, after the last sign that neither has. */
  private static String withoutScheme(String word) {
    StringBuilder kept = new StringBuilder(word.length());
    int from = hasSlashInPassword(word) ? word.lastIndexOf('@') + 1 : 0;
    for (int begin = from; begin < word.length(); begin++) {
      int end = firstOf(word, ENDS_BOTH, begin, word.length());
      int at = lastAt(word, begin, end);
      if (at != NONE && firstOf(word, ":", begin, at) < at) {
        kept.append(word, from, begin);
        from = at + 1;
      }
      begin = end;
    }
    return kept.append(word, from, word.length()).toString();
  }

  /** {@code user:pass/word@host}, and {@code jdbc:oracle:thin:user/password@host}. */
  private static boolean hasSlashInPassword(String word) {
    int slash = firstOf(word, ENDS_BOTH, 0, word.length());
    int colon = firstOf(word, ":", 0, slash);
    return word.startsWith("/", slash)
        && !word.startsWith(BEFORE_AUTHORITY, slash)
        && colon < slash
        && !isNumber(word, colon + 1, slash)
        && word.lastIndexOf('@') > slash;
  }

  /** The end where there is none. */
  private static int firstOf(String word, String signs, int begin, int end) {
    int at = begin;
    while (at < end && signs.indexOf(word.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static int lastAt(String word, int begin, int end) {
    int at = end - 1;
    while (at >= begin && word.charAt(at) != '@') {
      at--;
    }
    return at >= begin ? at : NONE;
  }

  private static boolean isNumber(String word, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return begin < end;
  }
}
