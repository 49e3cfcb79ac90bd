package io.spanline.capture.redaction;

/** Why something was taken out. */
enum Rule {
  NOT_ALLOWED("not on the allow-list"),
  USER_INFO("user info of a URL"),
  SENSITIVE_VALUE("value of a sensitive name"),
  CREDENTIAL("looks like a credential"),
  QUERY_IN_NAME("query in a name"),
  BYTES("bytes cannot be looked into"),
  NOT_AN_ID("not of an id's length");

  private final String words;

  Rule(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
