package io.spanline.capture.redaction;

import com.google.re2j.Pattern;
import io.spanline.model.RedactedText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A text as a capture may show it: cut at {@value LONGEST} bytes, and {@value RedactedText#MARK} in
 * its place if it looks like a credential. Whole, never in part: half a name is another name. A
 * clean text stays the same object, and cleaning is idempotent.
 */
public final class CleanText {
  /** The Collector cuts attributes at the same length. */
  static final int LONGEST = 2_048;

  // More than is kept: half a password has lost the @ that tells it.
  private static final int MOST_SEEN = 2 * LONGEST;

  private static final int MOST_BYTES_PER_CHAR = 3;

  // RE2 takes time in proportion to the text, whatever its sender made it of, and never recurses.
  private static final Pattern BLOCKED =
      Pattern.compile(String.join("|", AllowList.SHARED.blocked()));
  // A single run of signs: here java.util.regex does not go back either, and is ten times as fast.
  private static final java.util.regex.Pattern HARMLESS =
      java.util.regex.Pattern.compile(AllowList.SHARED.harmless());

  private static final int MOST_KNOWN = 4_096;
  private static final int LONGEST_KNOWN = 256;

  // Spans say the same again and again: without this, RE2 takes half the time of a capture.
  private static final Map<String, Boolean> KNOWN =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST_KNOWN;
            }
          });

  private CleanText() {}

  /** Any text that is neither a span's name nor a request's target. */
  public static String of(String text) {
    return of(text, rule -> {});
  }

  /** A name of a span, event or scope. */
  public static String ofName(String name) {
    return ofName(name, rule -> {});
  }

  /** Whether {@link #of} leaves a text as it is. */
  @SuppressWarnings("ReferenceEquality") // what is clean is the same object
  public static boolean isClean(String text) {
    return of(text) == text;
  }

  /**
   * The clean text.
   *
   * @param found told of each rule that changed it
   */
  static String of(String text, Consumer<Rule> found) {
    String cut = cut(text, found);
    if (isBlocked(cut.length() == text.length() ? cut : start(text))) {
      found.accept(Rule.BLOCKED);
      return RedactedText.MARK;
    }
    return cut;
  }

  /** A program wrote a name, unless it put a whole URL there: that loses its query. */
  static String ofName(String name, Consumer<Rule> found) {
    int slash = name.indexOf('/');
    return of(slash < 0 ? name : withoutQuery(name, slash, found), found);
  }

  /** The target of a request: a path without its query. */
  static String ofTarget(String target, Consumer<Rule> found) {
    return of(withoutQuery(target, 0, found), found);
  }

  private static String withoutQuery(String text, int path, Consumer<Rule> found) {
    for (int i = path; i < text.length(); i++) {
      if (text.charAt(i) == '?' || text.charAt(i) == '#') {
        found.accept(Rule.QUERY);
        return text.substring(0, i);
      }
    }
    return text;
  }

  private static boolean isBlocked(String text) {
    if (HARMLESS.matcher(text).matches()) {
      return false;
    }
    if (text.length() > LONGEST_KNOWN) {
      return BLOCKED.matcher(text).find();
    }
    Boolean known = KNOWN.get(text);
    if (known == null) {
      known = BLOCKED.matcher(text).find();
      KNOWN.put(text, known);
    }
    return known;
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), MOST_SEEN));
  }

  private static String cut(String text, Consumer<Rule> found) {
    if (text.length() <= LONGEST / MOST_BYTES_PER_CHAR) {
      return text;
    }
    CharBuffer rest = CharBuffer.wrap(text);
    // It stops before a character that no longer fits as a whole.
    boolean fits =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .encode(rest, ByteBuffer.allocate(LONGEST), true)
            .isUnderflow();
    if (fits) {
      return text;
    }
    found.accept(Rule.TOO_LONG);
    return text.substring(0, rest.position());
  }
}
