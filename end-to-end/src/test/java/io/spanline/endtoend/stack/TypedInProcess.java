package io.spanline.endtoend.stack;

import io.spanline.cli.Spanline;
import io.spanline.harness.process.LinkedClone;
import io.spanline.harness.process.LinkedClone.Ran;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine;

/**
 * Runs verbs that only ask a running stack in this JVM, which saves a JVM for each. All others, and
 * whatever needs a shell or a folder, are for the script.
 */
final class TypedInProcess {
  private static final Pattern ASKS =
      Pattern.compile(
          "\\./spanline (snapshot|captures?|baseline|traces|spans|ledger|status|edges|toxics|replays|replay verify)( [\\w-]+)*");

  private TypedInProcess() {}

  static boolean can(String command) {
    return ASKS.matcher(command).matches();
  }

  /** What the command prints in a clone, on both streams. */
  static Ran run(LinkedClone clone, String command) {
    List<String> words = List.of(command.split(" "));
    return run(clone, Spanline::commandLine, words.subList(1, words.size()));
  }

  /** What a command line prints of some words in a clone, on both streams. */
  static Ran run(LinkedClone clone, Supplier<CommandLine> line, List<String> words) {
    String root = System.getProperty("spanline.root");
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    try {
      System.setProperty("spanline.root", clone.root().toString());
      System.setOut(both);
      System.setErr(both);
      int exit = line.get().execute(words.toArray(String[]::new));
      return new Ran(exit, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      System.setProperty("spanline.root", root);
    }
  }
}
