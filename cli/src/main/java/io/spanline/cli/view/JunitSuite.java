package io.spanline.cli.view;

import java.util.ArrayList;
import java.util.List;

/** A test suite as CI servers read it: JUnit's XML. */
final class JunitSuite {
  private final String name;
  private final List<Case> cases = new ArrayList<>();

  enum Outcome {
    PASSED(""),
    FAILED("failure"),
    SKIPPED("skipped"),
    ERROR("error");

    private final String element;

    Outcome(String element) {
      this.element = element;
    }
  }

  /**
   * One test.
   *
   * @param of what it is a test of; servers list tests below that
   * @param words what a reader is told if it did not pass
   */
  record Case(String of, String name, Outcome outcome, String words) {
    private String line() {
      String head =
          "  <testcase classname=\"%s\" name=\"%s\"".formatted(escaped(of), escaped(name));
      return outcome == Outcome.PASSED
          ? head + "/>"
          : head + "><%s message=\"%s\"/></testcase>".formatted(outcome.element, escaped(words));
    }
  }

  JunitSuite(String name) {
    this.name = name;
  }

  void add(String of, String name, Outcome outcome, String words) {
    cases.add(new Case(of, name, outcome, words));
  }

  boolean has(Outcome outcome) {
    return count(outcome) > 0;
  }

  private long count(Outcome outcome) {
    return cases.stream().filter(each -> each.outcome() == outcome).count();
  }

  /** The lines of the file, with what else there is to read. */
  List<String> lines(List<String> notes) {
    List<String> lines = new ArrayList<>();
    lines.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    lines.add(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">"
            .formatted(
                escaped(name),
                cases.size(),
                count(Outcome.FAILED),
                count(Outcome.ERROR),
                count(Outcome.SKIPPED)));
    cases.forEach(each -> lines.add(each.line()));
    lines.add("  <system-out>");
    notes.forEach(note -> lines.add(escaped(note)));
    lines.add("  </system-out>");
    lines.add("</testsuite>");
    return lines;
  }

  /** What XML does not allow at all is a question mark. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            one -> {
              switch (one) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(one) ? one : '?');
              }
            });
    return escaped.toString();
  }

  private static boolean isAllowed(int codePoint) {
    boolean isBeyond = codePoint > 0xfffd && codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT;
    return codePoint >= ' ' && Character.getType(codePoint) != Character.SURROGATE && !isBeyond;
  }
}
