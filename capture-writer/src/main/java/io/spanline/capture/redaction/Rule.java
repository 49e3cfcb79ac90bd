package io.spanline.capture.redaction;

/** Why something was taken out. */
enum Rule {
  NOT_ALLOWED("not on the allow-list"),
  QUERY("cut down to its path"),
  TOO_LONG("cut at 2048 bytes"),
  BLOCKED("looks like a credential"),
  IN_NAME("URL or token in a name cut"),
  LONG_NAME("cut at 256 bytes, with a hash"),
  NOT_A_NAME("a list, a map or bytes where a name should be"),
  OPAQUE("bytes or a map, which are not looked into"),
  NOT_AN_ID("wrong length for an id");

  private final String words;

  Rule(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
