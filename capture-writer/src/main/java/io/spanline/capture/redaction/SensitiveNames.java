package io.spanline.capture.redaction;

import java.util.List;
import java.util.Set;

/**
 * Names whose values are not shown: of query parameters, form fields, headers. Letters and digits
 * count, in either case; so {@code X-Amz-Signature} and {@code user[access_token]} are known too.
 */
final class SensitiveNames {
  private static final int LONGEST = 64;

  /** Wherever such a name is given a value. */
  private static final Set<String> ALWAYS =
      Set.of(
          "passwd",
          "pwd",
          "passphrase",
          "jsessionid",
          "phpsessid",
          "authorization",
          "cookie",
          "jwt",
          "csrf",
          "xsrf",
          "connectionstring");

  /** The ends of such names. */
  private static final List<String> ENDINGS =
      List.of(
          "token",
          "secret",
          "password",
          "apikey",
          "accesskey",
          "accesskeyid",
          "secretkey",
          "privatekey",
          "signature",
          "credential",
          "credentials",
          "sessionid",
          "authorization",
          "cookie");

  /** Only as parameters of a URL; in other texts these words say little. */
  private static final Set<String> IN_QUERIES =
      Set.of(
          "sig",
          "key",
          "auth",
          "session",
          "sid",
          "code",
          "pass",
          "otp",
          "pin",
          "ticket",
          "state",
          "nonce",
          "assertion",
          "samlresponse",
          "samlrequest",
          "hmac",
          "salt",
          "sas");

  /** What follows these is a secret to the end of the line, blanks and all. */
  private static final Set<String> OF_A_LINE =
      Set.of("authorization", "proxyauthorization", "cookie", "setcookie");

  private SensitiveNames() {}

  static boolean inAnyText(String name) {
    return isStrong(plain(name));
  }

  static boolean inQuery(String name) {
    String plain = plain(name);
    return isStrong(plain) || IN_QUERIES.contains(plain);
  }

  static boolean takesTheLine(String name) {
    return OF_A_LINE.contains(plain(name));
  }

  private static boolean isStrong(String plain) {
    if (ALWAYS.contains(plain)) {
      return true;
    }
    for (String ending : ENDINGS) {
      if (plain.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** Lower case without anything but letters and digits; the end of it where it is very long. */
  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(Math.min(LONGEST, name.length()));
    for (int i = Math.max(0, name.length() - LONGEST); i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        plain.append((char) (c + ('a' - 'A')));
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
