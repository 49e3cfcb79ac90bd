package io.spanline.capture.redaction;

import com.google.re2j.Pattern;
import io.spanline.model.HttpRequest;
import io.spanline.model.Name;
import io.spanline.model.RedactedText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A text as a capture may show it: cut at {@value LONGEST} bytes, and {@value RedactedText#MARK} in
 * its place if it looks like a credential. A name loses only the user info, query and fragment of a
 * URL; one that no figure is kept by is treated as a text after that. A clean text stays the same
 * object, and cleaning is idempotent.
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

  private static final java.util.regex.Pattern SUSPECT =
      java.util.regex.Pattern.compile(AllowList.SHARED.suspect());
  private static final List<Cleaning> CLEANING =
      AllowList.SHARED.cleaning().stream()
          .map(each -> new Cleaning(Pattern.compile(each.find()), each.instead()))
          .toList();

  private static final int MOST_KNOWN = 4_096;
  private static final int LONGEST_KNOWN = 256;

  // Spans say the same again and again: without this, RE2 takes half the time of a capture.
  private static final Map<String, Boolean> KNOWN = recent();
  private static final Map<String, String> CLEANED = recent();

  private record Cleaning(Pattern pattern, String instead) {}

  private CleanText() {}

  /** Any text that is neither a span's name nor a request's target. */
  public static String of(String text) {
    return of(text, rule -> {});
  }

  /** A name of a span, service or callee. */
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

  /** A program wrote a name; only a URL in it may hold something else. */
  static String ofName(String name, Consumer<Rule> found) {
    return bounded(name, withoutUrl(name, found), found);
  }

  /** The name of an event or scope: no figure is kept by it, so it may go as a whole. */
  static String ofFreeName(String name, Consumer<Rule> found) {
    String clean = withoutUrl(name, found);
    if (!Name.isBounded(name) && isBlocked(clean)) {
      found.accept(Rule.BLOCKED);
      return RedactedText.MARK;
    }
    return bounded(name, clean, found);
  }

  /** Once bounded, a name is clean already: what was a ? in a longer one may seem a query's. */
  private static String withoutUrl(String name, Consumer<Rule> found) {
    if (!SUSPECT.matcher(name).find() || Name.isBounded(name)) {
      return name;
    }
    String clean = recent(CLEANED, name, CleanText::cleaned);
    if (!clean.equals(name)) {
      found.accept(Rule.IN_NAME);
    }
    return clean;
  }

  private static String bounded(String name, String clean, Consumer<Rule> found) {
    String bounded = Name.bounded(clean);
    if (!bounded.equals(clean)) {
      found.accept(Rule.LONG_NAME);
    }
    return bounded.equals(name) ? name : bounded;
  }

  private static String cleaned(String name) {
    String clean = name;
    for (Cleaning each : CLEANING) {
      clean = each.pattern().matcher(clean).replaceAll(each.instead());
    }
    return clean;
  }

  /** The target of a request: its path, without site and query; nothing if it has none. */
  static String ofTarget(String target, Consumer<Rule> found) {
    String path = HttpRequest.path(target).orElse("");
    if (path.length() < target.length()) {
      found.accept(Rule.QUERY);
    }
    return of(path, found);
  }

  private static boolean isBlocked(String text) {
    if (HARMLESS.matcher(text).matches()) {
      return false;
    }
    return recent(KNOWN, text, any -> BLOCKED.matcher(any).find());
  }

  private static <T> T recent(Map<String, T> recent, String text, Function<String, T> result) {
    if (text.length() > LONGEST_KNOWN) {
      return result.apply(text);
    }
    T known = recent.get(text);
    if (known == null) {
      known = result.apply(text);
      recent.put(text, known);
    }
    return known;
  }

  private static <T> Map<String, T> recent() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST_KNOWN;
          }
        });
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
