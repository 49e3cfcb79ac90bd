package io.spanline.experiments.replay.plan;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a template stands, which says how a value is written there. */
enum Place {
  /** Only what is printable ASCII stays; a header has nothing else. */
  HEADER {
    @Override
    String written(String value) {
      StringBuilder written = new StringBuilder();
      value
          .codePoints()
          .mapToObj(Character::toString)
          .forEach(each -> written.append(isOfHeader(each) ? each : UrlPath.encodedWhole(each)));
      return written.toString();
    }
  },
  QUERY {
    @Override
    String written(String value) {
      return UrlPath.encodedWhole(value);
    }
  },
  /** For between the quotes of a text; a number is the same without. */
  JSON {
    @Override
    String written(String value) {
      return String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value));
    }
  },
  FORM {
    @Override
    String written(String value) {
      return UrlPath.encodedWhole(value);
    }
  },
  TEXT {
    @Override
    String written(String value) {
      return value;
    }
  };

  abstract String written(String value);

  /**
   * The place of a body.
   *
   * @param contentType null if nothing says it
   */
  static Place ofBody(String body, @Nullable String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.contains("json") || (type.isEmpty() && body.stripLeading().matches("(?s)[{\\[].*"))) {
      return JSON;
    }
    return type.startsWith("application/x-www-form-urlencoded") ? FORM : TEXT;
  }

  /** Whether a header's value may have it. */
  static boolean isOfHeader(String text) {
    return text.chars().allMatch(each -> (each >= ' ' && each < 0x7f) || each == '\t');
  }
}
