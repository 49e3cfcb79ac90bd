package io.spanline.endtoend.stack;

import io.spanline.bench.Bench;
import io.spanline.cli.Spanline;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The verbs of {@code ./spanline}, each of the program that the script runs for it. */
final class EveryVerb {
  private EveryVerb() {}

  /** All that can be typed, such as {@code traces show}. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    add(Spanline.commandLine(), "", names);
    names.removeIf(EveryVerb::isOfBench);
    add(Bench.commandLine(), "", names);
    return names;
  }

  private static void add(CommandLine line, String before, List<String> names) {
    line.getSubcommands()
        .forEach(
            (name, below) -> {
              if (below.getSubcommands().isEmpty()) {
                names.add(before + name);
              } else {
                add(below, before + name + " ", names);
              }
            });
  }

  static CommandLine program(List<String> words) {
    return isOfBench(words.get(0)) ? Bench.commandLine() : Spanline.commandLine();
  }

  private static boolean isOfBench(String verb) {
    return verb.equals("bench") || verb.equals("faults");
  }

  /** The name of the verb that some words begin with. */
  static String name(List<String> words) {
    return of(words).getCommandSpec().qualifiedName().replaceFirst("^spanline ", "");
  }

  static boolean takes(String option, List<String> words) {
    return of(words).getCommandSpec().findOption(option) != null;
  }

  private static CommandLine of(List<String> words) {
    CommandLine line = program(words);
    for (String word : words) {
      CommandLine below = line.getSubcommands().get(word);
      if (below == null) {
        return line;
      }
      line = below;
    }
    return line;
  }
}
