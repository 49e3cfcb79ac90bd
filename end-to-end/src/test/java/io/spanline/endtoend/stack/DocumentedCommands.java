package io.spanline.endtoend.stack;

import io.spanline.experiments.experiment.plan.Outcome;
import io.spanline.settings.Port;
import io.spanline.terminal.Complaint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The commands of the pages that people read: every line of a block marked {@code sh}. */
final class DocumentedCommands {
  private static final String BEGIN = "```sh";
  private static final String END = "```";

  private static final int FOUND_A_DIFFERENCE = 1;
  private static final int ENDED_BY_SIGPIPE = 128 + 13;
  // A machine that runs all tests at once may be late with more than 1 % of the requests, or be
  // slower than when the baseline was made.
  private static final int COULD_NOT_KEEP_UP = 13;

  private DocumentedCommands() {}

  /**
   * A command as it stands on a page.
   *
   * @param page relative to the clone
   * @param line where it begins, from 1
   * @param text without the backslashes that join its lines
   */
  record Documented(Path page, int line, String text) {}

  /** The exit codes by which a command says that it did what it is for. */
  static Set<Integer> goodExits(String command) {
    if (command.startsWith("./spanline baseline diff")
        || command.startsWith("./spanline compare ")) {
      return Set.of(0, FOUND_A_DIFFERENCE);
    }
    if (command.startsWith("./spanline experiment run ")) {
      return Set.of(
          0,
          Outcome.FAIL.exitCode(),
          Outcome.INCONCLUSIVE.exitCode(),
          Complaint.NOT_STEADY,
          COULD_NOT_KEEP_UP);
    }
    if (command.startsWith("./spanline replay ")) {
      return Set.of(0, COULD_NOT_KEEP_UP);
    }
    // What writes to a head that has seen enough ends by SIGPIPE, or has ended before.
    return command.contains("| head") ? Set.of(0, ENDED_BY_SIGPIPE) : Set.of(0);
  }

  /** The command where a page's usual ports are those of a run. */
  static String atPorts(String command, Map<String, String> environment) {
    String real = command;
    for (Port port : Port.values()) {
      real =
          real.replaceAll(
              "(127\\.0\\.0\\.1|localhost):" + port.setting().defaultText() + "\\b",
              "$1:" + environment.get(port.setting().name()));
    }
    return real;
  }

  /** README, the pages of docs/, and the one-liners of data/, in that order. */
  static List<Path> pages(Path root) {
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
      docs.filter(page -> page.toString().endsWith(".md"))
          .map(root::relativize)
          .sorted()
          .forEach(pages::add);
      pages.add(Path.of("data/README.md"));
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Documented> of(Path root, Path page) {
    List<Documented> commands = new ArrayList<>();
    boolean within = false;
    int begin = 0;
    StringBuilder text = new StringBuilder();
    List<String> lines = lines(root.resolve(page));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!within) {
        within = line.equals(BEGIN);
      } else if (line.equals(END)) {
        within = false;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        begin = text.isEmpty() ? i + 1 : begin;
        boolean goesOn = line.endsWith("\\");
        text.append(goesOn ? line.substring(0, line.length() - 1) : line);
        if (!goesOn) {
          commands.add(new Documented(page, begin, withoutComment(text.toString())));
          text.setLength(0);
        }
      }
    }
    return commands;
  }

  /** The pages set their comments off by two blanks at least. */
  private static String withoutComment(String line) {
    return line.replaceFirst("\\s{2,}#.*$", "").strip();
  }

  private static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
