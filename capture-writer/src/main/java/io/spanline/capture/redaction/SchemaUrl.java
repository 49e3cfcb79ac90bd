package io.spanline.capture.redaction;

/** The address of a schema: host and path of plain words, nothing else. */
final class SchemaUrl {
  private static final int LONGEST = 256;
  private static final String USUAL = "https://opentelemetry.io/schemas/";

  private SchemaUrl() {}

  static boolean isClean(String url) {
    if (url.isEmpty()) {
      return true;
    }
    if (url.startsWith(USUAL) && isVersion(url, USUAL.length())) {
      return true;
    }
    return url.length() <= LONGEST
        && url.matches("https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._-]+)*/?")
        && CleanText.isClean(url);
  }

  private static boolean isVersion(String url, int begin) {
    for (int i = begin; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return url.length() <= LONGEST;
  }
}
