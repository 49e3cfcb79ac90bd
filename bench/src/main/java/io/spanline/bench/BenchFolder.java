package io.spanline.bench;

import io.spanline.bench.fault.FolderRemoval;
import io.spanline.stack.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of one measurement's own, which is removed when that is over. */
final class BenchFolder {
  /** A measurement. */
  @FunctionalInterface
  interface Measurement<R> {
    R in(Checkout checkout, Path folder) throws Exception;
  }

  <R> R use(String name, Measurement<R> measurement) throws Exception {
    Checkout checkout = new Checkout(Path.of(System.getProperty("spanline.root", ".")));
    Path folder =
        checkout
            .state()
            .resolve("bench")
            .resolve(name + "-" + ProcessHandle.current().pid())
            .toAbsolutePath();
    Files.createDirectories(folder);
    R result = measurement.in(checkout, folder);
    String left = FolderRemoval.delete(folder);
    if (!left.isEmpty()) {
      System.err.println("spanline: " + left);
    }
    return result;
  }

  /** Also on Ctrl-C no process may outlive this one. */
  void closeAtExit(Runnable close) {
    Runtime.getRuntime().addShutdownHook(new Thread(close, "bench-stop"));
  }
}
