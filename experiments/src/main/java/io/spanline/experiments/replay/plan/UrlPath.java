package io.spanline.experiments.replay.plan;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Paths and the parts of URLs as RFC 3986 writes them. */
final class UrlPath {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED_MARKS = "-._~";
  private static final String PATH_MARKS = UNRESERVED_MARKS + "!$&'()*+,;=:@/";
  private static final String QUERY_MARKS = PATH_MARKS + "?";

  private UrlPath() {}

  /** A captured path with every character encoded that no path has; what is encoded stays. */
  static String encoded(String path) {
    return encoded(path.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), PATH_MARKS + "%");
  }

  /** A text as a part of a path, or a value of a query. */
  static String encodedWhole(String text) {
    return encoded(text, UNRESERVED_MARKS);
  }

  /** Whether a text may stand in a query as it is. */
  static boolean isQuery(String text) {
    return encoded(text, QUERY_MARKS + "%").equals(text)
        && !text.matches(".*%(?![0-9A-Fa-f]{2}).*");
  }

  /** The parts of a path between its slashes. */
  static List<String> parts(String path) {
    return Arrays.asList(path.substring(1).split("/", -1));
  }

  /** A part of a captured path as its sender meant it. */
  static String decoded(String part) {
    return URLDecoder.decode(
        part.replaceAll("%(?![0-9A-Fa-f]{2})", "%25").replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encoded(String text, String marks) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (each & 0xff);
      if (isAlphanumeric(character) || marks.indexOf(character) >= 0) {
        encoded.append(character);
      } else {
        encoded.append('%').append(HEX.toHexDigits(each));
      }
    }
    return encoded.toString();
  }

  private static boolean isAlphanumeric(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }
}
