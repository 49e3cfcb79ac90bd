package io.spanline.harness.crash;

import io.spanline.capture.CaptureWriter;
import io.spanline.capture.store.CommitStep;
import java.io.IOException;

/** The process capture-writer, which sends itself SIGKILL before a step of its first snapshot. */
public final class KilledCaptureWriter {
  private KilledCaptureWriter() {}

  /** The step is the only argument. */
  public static void main(String[] arguments) {
    CommitStep last = CommitStep.valueOf(arguments[0]);
    CaptureWriter.run(
        step -> {
          if (step == last) {
            kill();
          }
        });
  }

  /** Nothing of this process runs afterwards: no hook, no finally, no flush. */
  private static void kill() throws IOException {
    String pid = String.valueOf(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-9", pid).inheritIO().start().onExit().join();
    throw new IOException("survived SIGKILL");
  }
}
