package io.spanline.stack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The answer of a program to a question such as its version. */
public final class ProgramOutput {
  private static final int SECONDS = 10;

  private ProgramOutput() {}

  /** Runs the program, ten seconds at most; empty if it cannot be run or takes longer. */
  public static String of(Path program, String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("spanline-tool", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          return "";
        }
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return "";
    }
  }
}
