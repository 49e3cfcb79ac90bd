package io.spanline.bench;

import io.spanline.stack.Checkout;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Where one run works.
 *
 * @param checkout whose programs run
 * @param path of this run alone, below {@code .spanline}; not created yet
 */
record RunFolder(Checkout checkout, Path path) {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  /** A folder below that of the verb, named by time and process. */
  static RunFolder of(String verb) {
    Checkout checkout = new Checkout(Path.of(System.getProperty("spanline.root", ".")));
    String name =
        NAME.format(LocalDateTime.now(ZoneId.systemDefault()))
            + "-"
            + ProcessHandle.current().pid();
    return new RunFolder(checkout, checkout.state().toAbsolutePath().resolve(verb).resolve(name));
  }

  /** Closes a run on Ctrl-C too: no process may outlive this one. */
  static void closeAtExit(Runnable close) {
    Runtime.getRuntime().addShutdownHook(new Thread(close, "bench-stop"));
  }
}
