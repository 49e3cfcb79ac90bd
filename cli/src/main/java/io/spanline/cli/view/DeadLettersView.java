package io.spanline.cli.view;

import io.spanline.cli.invocation.Place;
import io.spanline.clients.DeadLetters;
import io.spanline.clients.Ledgers;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.terminal.Line;
import io.spanline.terminal.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dead letters of a stack, if there are any, as people and programs read them. */
public record DeadLettersView(long records, long spans, DeadLetters newest) {
  // It prints a record as it is, and may hold what writes to a terminal: cat -v shows that.
  private static final String LOOK =
      " kafka console-consumer --topic dead-letters --from-beginning --max-messages 1"
          + " --isolation-level read_committed --formatter-property print.headers=true | cat -v";

  /** Those that the ledger counts; the topic is asked only if there are any. */
  public static DeadLettersView of(Ledgers.Account account, Settings stack) {
    boolean any = account.dead() + account.rejected() > 0;
    return new DeadLettersView(
        account.dead(),
        account.rejected(),
        any
            ? DeadLetters.newest(stack.address(Port.KAFKA))
            : new DeadLetters(new TreeMap<>(), null));
  }

  /** None if there are no dead letters. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    if (records + spans > 0) {
      lines.add(
          Line.of(
              Style.YELLOW,
              "dead letters",
              "%s could not be read%s".formatted(counts(), reasons())));
      DeadLetters.Newest last = newest.newest();
      if (last != null) {
        String detail = last.detail() == null ? "" : ": " + last.detail();
        lines.add(
            Line.of("  the last one: %s, %s%s".formatted(last.source(), last.reason(), detail)));
      }
      lines.add(Line.of("  look at one: " + Place.ofThisProcess().command() + LOOK));
    }
    return lines;
  }

  private String counts() {
    return Stream.of(counted(records, "record"), counted(spans, "single span"))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(" and "));
  }

  private static String counted(long count, String noun) {
    return count == 0 ? "" : "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
  }

  private String reasons() {
    String words = newest.words();
    if (words.isEmpty()) {
      return "; the topic no longer holds them";
    }
    long read = newest.reasons().values().stream().mapToLong(Long::longValue).sum();
    return read < records + spans ? "; the newest %d: %s".formatted(read, words) : ": " + words;
  }

  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("records", records);
    json.put("spans", spans);
    json.put("newest_by_reason", newest.reasons());
    json.put("newest", newest.newest());
    return json;
  }
}
