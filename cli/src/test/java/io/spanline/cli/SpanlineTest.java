package io.spanline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.spanline.cli.invocation.Place;
import io.spanline.terminal.FileErrors;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SpanlineTest {
  /** Carried out by the script, or by a program of its own, which know their options. */
  private static final Set<String> ELSEWHERE = Set.of("faults", "bench", "test");

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final CommandLine line =
      Spanline.commandLine().setErr(new PrintWriter(err)).setOut(new PrintWriter(out));

  @Test
  void anUnknownOptionIsNamedAndExitsWithTwo() {
    int exit = line.execute("demo", "--onse");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("--onse").contains("--once");
  }

  @Test
  void helpInAContainerShowsOnlyWhatWorksThere() {
    CommandLine there = Spanline.commandLine(Place.COMPOSE);

    assertThat(there.getUsageMessage())
        .contains("docker compose run --rm spanline demo", "ledger")
        .doesNotContain("./spanline")
        .doesNotContainPattern("(?m)^ +(up|down|status|doctor|tools|test|clean|faults|bench) ");
    assertThat(there.getSubcommands().get("ledger").getUsageMessage())
        .contains("docker compose run --rm spanline ledger");
  }

  @Test
  void aWrongIdIsExplainedWithoutAStackTrace() {
    int exit = line.execute("traces", "show", "xyz");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("spanline: invalid trace id 'xyz'; expected 4 to 32 hex digits");
  }

  @Test
  void aWrongMixNamesTheKindsThereAre() {
    line.execute("traffic", "--mix", "refund=1");

    assertThat(err.toString()).contains("'refund'").contains("place-order").doesNotContain("\tat");
  }

  @Test
  void everyVerbHasAnExampleInItsHelpThatCanBeTyped() {
    List<CommandLine> verbs =
        line.getSubcommands().values().stream()
            .flatMap(
                verb ->
                    verb.getSubcommands().isEmpty()
                        ? Stream.of(verb)
                        : verb.getSubcommands().values().stream())
            .toList();

    for (CommandLine verb : verbs) {
      List<String> examples = examples(verb);
      assertThat(examples).as(verb.getCommandSpec().qualifiedName()).isNotEmpty();
      for (String example : examples) {
        if (ELSEWHERE.contains(example.split(" ")[0])) {
          continue;
        }
        assertThatCode(() -> Spanline.commandLine().parseArgs(example.split(" ")))
            .as(example)
            .doesNotThrowAnyException();
      }
    }
  }

  /** What follows "./spanline" in the examples, without the shell's own words around it. */
  private static List<String> examples(CommandLine verb) {
    verb.setUsageHelpWidth(1000);
    String help = verb.getUsageMessage(CommandLine.Help.Ansi.OFF);
    int begin = help.indexOf("Example");
    return begin < 0
        ? List.of()
        : Pattern.compile("\\./spanline ([^)\n]+)")
            .matcher(help.substring(begin))
            .results()
            .map(match -> match.group(1).strip())
            .toList();
  }

  @Test
  void completionCompletesVerbsAndOptions(@TempDir Path folder) throws Exception {
    line.execute("completion");
    Path script = Files.writeString(folder.resolve("completion.sh"), out.toString());

    assertThat(completed(script, "./spanline", "dem")).containsExactly("demo");
    assertThat(completed(script, "./spanline", "capture", "ver")).containsExactly("verify");
    assertThat(completed(script, "./spanline", "demo", "--wi"))
        .containsExactly("--without-jaeger", "--with-fault");
  }

  private static List<String> completed(Path script, String... words) throws Exception {
    String asked =
        ("source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_spanline;"
                + " printf '%%s\\n' \"${COMPREPLY[@]}\"")
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder("bash", "-c", asked)
            // Outside of a completion bash complains of what only has a meaning within.
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    bash.waitFor();
    return answer.lines().map(String::strip).toList();
  }

  @Test
  void aFileThatCannotBeReadIsSaidInWords(@TempDir Path folder) throws IOException {
    Path capture = Files.writeString(folder.resolve("capture_001.json"), "");
    Path manifest = Files.createDirectory(folder.resolve("capture_001.manifest.json"));

    assertThat(line.execute("capture", "verify", capture.toString())).isEqualTo(1);
    assertThat(line.execute("captures", "send", capture.toString(), "--to", "http://127.0.0.1:9"))
        .isEqualTo(1);
    assertThat(line.execute("baseline", "show", manifest.toString())).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void whatTheSystemSaysOfAFileIsNotAStackTrace() {
    assertThat(FileErrors.words(new AccessDeniedException("x")))
        .isEqualTo("x: access is denied; see who owns it and may read and write it");
    assertThat(FileErrors.words(new NoSuchFileException("x")))
        .isEqualTo("x: there is no such file");
    assertThat(FileErrors.words(new FileSystemException("x", null, "Is a directory")))
        .isEqualTo("x: Is a directory");
    assertThat(FileErrors.words(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileErrors.words(new EOFException())).contains("EOFException");
  }

  @Test
  void aReceiverWithAPasswordIsRefusedWithoutShowingIt(@TempDir Path folder) throws IOException {
    Path capture = Files.writeString(folder.resolve("x.json"), "");

    assertThat(
            line.execute(
                "captures", "send", capture.toString(), "--to", "http://me:secret@127.0.0.1:4318"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--to takes no user").doesNotContain("secret");
  }
}
