package io.spanline.capture.redaction;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names whose values are not shown: of query parameters, form fields, headers. Letters and digits
 * count, in either case, and digits at the end do not; so {@code X-Amz-Signature}, {@code
 * user[access_token]} and {@code password2} are known too.
 */
final class SensitiveNames {
  /** What makes a letter of ASCII a small one. */
  private static final int CASE = 'a' - 'A';

  /** Wherever such a name is given a value. */
  private static final Set<String> ALWAYS =
      Set.of("pw", "jsessionid", "phpsessid", "jwt", "csrf", "xsrf", "connectionstring");

  /** What is anywhere in such names. */
  private static final List<String> PARTS =
      List.of("token", "secret", "password", "passwd", "passphrase", "passcode", "credential");

  /** Words that have such a part and mean something else. */
  private static final List<String> HARMLESS = List.of("tokeniz", "tokentype", "secretary");

  /** The ends of such names. */
  private static final List<String> ENDINGS =
      List.of(
          "pwd",
          "apikey",
          "accesskey",
          "accesskeyid",
          "secretkey",
          "privatekey",
          "accesscode",
          "authcode",
          "authorizationcode",
          "verificationcode",
          "securitycode",
          "signature",
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

  /** The letters of each that is known: a name that has not all of one's is none. */
  private static final int[] LETTERS_OF_STRONG =
      Stream.of(ALWAYS, PARTS, ENDINGS)
          .flatMap(Collection::stream)
          .mapToInt(known -> letters(known, 0, known.length()))
          .toArray();

  private static final int[] LETTERS_IN_QUERIES =
      IN_QUERIES.stream().mapToInt(known -> letters(known, 0, known.length())).toArray();

  private SensitiveNames() {}

  static boolean inAnyText(String text, int begin, int end) {
    return hasLetters(text, begin, end, LETTERS_OF_STRONG) && isStrong(plain(text, begin, end));
  }

  static boolean inQuery(String text, int begin, int end) {
    return inAnyText(text, begin, end)
        || (hasLetters(text, begin, end, LETTERS_IN_QUERIES)
            && IN_QUERIES.contains(plain(text, begin, end)));
  }

  static boolean inQuery(String name) {
    return inQuery(name, 0, name.length());
  }

  static boolean takesTheLine(String text, int begin, int end) {
    return OF_A_LINE.contains(plain(text, begin, end));
  }

  /** Far cheaper than the names themselves, and enough for nearly every text. */
  private static boolean hasLetters(String text, int begin, int end, int[] ofKnown) {
    int letters = letters(text, begin, end);
    for (int known : ofKnown) {
      if ((letters & known) == known) {
        return true;
      }
    }
    return false;
  }

  /** A bit for each letter there is. */
  private static int letters(String text, int begin, int end) {
    int letters = 0;
    for (int i = begin; i < end; i++) {
      int letter = (text.charAt(i) | CASE) - 'a';
      letters |= letter >= 0 && letter < 26 ? 1 << letter : 0;
    }
    return letters;
  }

  private static boolean isStrong(String plain) {
    return ALWAYS.contains(plain) || ENDINGS.stream().anyMatch(plain::endsWith) || hasPart(plain);
  }

  private static boolean hasPart(String plain) {
    if (PARTS.stream().noneMatch(plain::contains)) {
      return false;
    }
    String rest = plain;
    for (String harmless : HARMLESS) {
      rest = rest.replace(harmless, " ");
    }
    return PARTS.stream().anyMatch(rest::contains);
  }

  /** Lower case without anything but letters and digits, and without digits at the end. */
  private static String plain(String text, int begin, int end) {
    StringBuilder plain = new StringBuilder(end - begin);
    int letters = 0;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        plain.append((char) (c + ('a' - 'A')));
        letters = plain.length();
      } else if (c >= 'a' && c <= 'z') {
        plain.append(c);
        letters = plain.length();
      } else if (c >= '0' && c <= '9') {
        plain.append(c);
      }
    }
    return plain.substring(0, letters);
  }
}
