package io.spanline.capture.redaction;

import io.spanline.topic.Replay;
import java.util.function.Consumer;

/**
 * A text without what must not be shown: user info of URLs is removed; values of sensitive names
 * and what looks like a credential become {@value Replay#REDACTED}. What is clean stays the same
 * object, and what was made clean is clean.
 */
public final class CleanText {
  /**
   * Twice and more of what a sender's text should have; such a one is not worth looking through.
   */
  private static final int LONGEST = 16 << 10;

  private static final int MOST_ROUNDS = 5;

  private CleanText() {}

  public static String of(String text) {
    return of(text, rule -> {});
  }

  /** Whether nothing of a text has to be taken out. */
  public static boolean isClean(String text) {
    return Suspicion.of(text) == 0 || of(text).equals(text);
  }

  /**
   * The clean text.
   *
   * @param found hears of each rule that changed it
   */
  static String of(String text, Consumer<Rule> found) {
    String clean = text;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      String cleaner = onceOver(clean, found);
      if (cleaner.equals(clean)) {
        return clean;
      }
      clean = cleaner;
    }
    // Made so that each round bares something more.
    return Replay.REDACTED;
  }

  /** A name of a span, event or scope. */
  public static String ofName(String name) {
    return ofName(name, rule -> {});
  }

  /** A name of a span, event or scope: a program wrote it, unless it put a whole URL there. */
  static String ofName(String name, Consumer<Rule> found) {
    int query = queryBegin(name);
    if (query < 0) {
      return of(name, found);
    }
    found.accept(Rule.QUERY_IN_NAME);
    return of(name.substring(0, query), found);
  }

  static boolean isCleanName(String name) {
    return queryBegin(name) < 0 && isClean(name);
  }

  private static int queryBegin(String name) {
    int slash = name.indexOf('/');
    for (int i = slash < 0 ? name.length() : slash; i < name.length(); i++) {
      if (name.charAt(i) == '?' || name.charAt(i) == '#') {
        return i;
      }
    }
    return -1;
  }

  private static String onceOver(String text, Consumer<Rule> found) {
    int roused = Suspicion.of(text);
    if (roused == 0) {
      return text;
    }
    if (text.length() > LONGEST) {
      found.accept(Rule.CREDENTIAL);
      return Replay.REDACTED;
    }
    String clean = ofPlain(text, found);
    if ((roused & Suspicion.PERCENT) == 0) {
      return clean;
    }
    return changed(clean, EncodedParts.blank(clean), Rule.SENSITIVE_VALUE, found);
  }

  /** The text as it is, without a look at what it may decode to. */
  static String ofPlain(String text, Consumer<Rule> found) {
    int roused = Suspicion.of(text);
    String clean = text;
    if ((roused & Suspicion.AT) != 0) {
      clean = changed(clean, UserInfo.remove(clean), Rule.USER_INFO, found);
    }
    if ((roused & Suspicion.PAIR) != 0) {
      clean = changed(clean, NamedValues.blank(clean), Rule.SENSITIVE_VALUE, found);
    }
    if ((roused & Suspicion.SHAPE) != 0) {
      clean = changed(clean, Credentials.blank(clean), Rule.CREDENTIAL, found);
    }
    return clean;
  }

  private static String changed(String before, String after, Rule rule, Consumer<Rule> found) {
    if (!after.equals(before)) {
      found.accept(rule);
    }
    return after;
  }
}
