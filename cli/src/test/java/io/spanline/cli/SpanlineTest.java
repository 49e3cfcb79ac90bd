package io.spanline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SpanlineTest {
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
  void anUnknownVerbExitsWithTwo() {
    assertThat(line.execute("bogus")).isEqualTo(2);
    assertThat(err.toString()).contains("bogus");
  }

  @Test
  void aWrongIdIsExplainedWithoutAStackTrace() {
    int exit = line.execute("traces", "show", "xyz");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("spanline: a trace id is 4 to 32 hex digits, was 'xyz'");
  }

  @Test
  void aWrongMixNamesTheKindsThereAre() {
    line.execute("traffic", "--mix", "refund=1");

    assertThat(err.toString()).contains("'refund'").contains("place-order").doesNotContain("\tat");
  }

  @Test
  void everyVerbHasAnExampleInItsHelp() {
    for (Map.Entry<String, CommandLine> verb : line.getSubcommands().entrySet()) {
      String help = verb.getValue().getUsageMessage();
      String nested =
          verb.getValue().getSubcommands().values().stream()
              .map(CommandLine::getUsageMessage)
              .reduce("", String::concat);
      assertThat(help + nested).as(verb.getKey()).containsPattern("Examples?:");
    }
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
    assertThat(FileTrouble.words(new AccessDeniedException("x")))
        .isEqualTo("x: access is denied; see who owns it and may read and write it");
    assertThat(FileTrouble.words(new NoSuchFileException("x")))
        .isEqualTo("x: there is no such file");
    assertThat(FileTrouble.words(new FileSystemException("x", null, "Is a directory")))
        .isEqualTo("x: Is a directory");
    assertThat(FileTrouble.words(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(FileTrouble.words(new EOFException())).contains("EOFException");
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
