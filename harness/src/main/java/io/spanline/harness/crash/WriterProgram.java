package io.spanline.harness.crash;

import io.spanline.settings.Port;
import io.spanline.stack.Checkout;
import io.spanline.stack.plan.JavaProgram;
import java.io.File;
import java.util.List;
import java.util.Map;

/**
 * What a process of capture-writer is started with.
 *
 * @param classPath its classes and these
 * @param options of its JVM
 * @param settings over the defaults, its broker's port among them
 */
public record WriterProgram(String classPath, List<String> options, Map<String, String> settings) {
  public WriterProgram {
    options = List.copyOf(options);
    settings = Map.copyOf(settings);
  }

  /**
   * A writer with a small heap.
   *
   * @param kafka host and port of its broker
   */
  public static WriterProgram of(Checkout checkout, String kafka) {
    // On capture-writer's own class path: the broker's would give it other libraries.
    return new WriterProgram(
        JavaProgram.classPathOf(checkout, "capture-writer")
            + File.pathSeparator
            + checkout.file("harness/target/harness.jar"),
        List.of("-Xmx192m"),
        Map.of(Port.KAFKA.setting().name(), kafka.substring(kafka.indexOf(':') + 1)));
  }
}
