package io.spanline.bench.capture;

import io.spanline.stack.Checkout;
import io.spanline.stack.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@link PlainCopy} as a process of its own, with the options that capture-writer has. */
final class CopyProcess implements AutoCloseable {
  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private int copies;

  private CopyProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts it.
   *
   * @param folder for its copies, none of which stays, and its log
   */
  static CopyProcess start(Checkout checkout, String bootstrap, Path folder) throws IOException {
    JavaProgram program =
        new JavaProgram(
            PlainCopy.class.getName(),
            JavaProgram.classPathOf(checkout, "bench"),
            JavaProgram.CAPTURE_WRITER_OPTIONS,
            List.of(bootstrap));
    return new CopyProcess(
        folder,
        new ProcessBuilder(program.command())
            .redirectError(folder.resolve("copy.log").toFile())
            .start());
  }

  /** Copies the topic once. */
  Run copy() throws IOException {
    Path file = folder.resolve("copy-" + ++copies);
    process.outputWriter(StandardCharsets.UTF_8).append(file.toString()).append('\n').flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the copy failed, see " + folder.resolve("copy.log"));
    }
    Files.delete(file);
    String[] figures = answer.split(" ", -1);
    return new Run(
        Long.parseLong(figures[1]),
        Duration.ofNanos(Long.parseLong(figures[0])),
        Duration.ofNanos(Long.parseLong(figures[2])));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
