package io.spanline.harness.crash;

import io.spanline.stack.Checkout;
import io.spanline.stack.plan.JavaProgram;
import java.io.File;

/**
 * What a process of capture-writer is started with.
 *
 * @param kafka host and port of its broker
 * @param classPath its classes and these
 */
public record WriterProgram(String kafka, String classPath) {

  /** On capture-writer's own class path: the broker's would give it other libraries. */
  public static WriterProgram of(Checkout checkout, String kafka) {
    return new WriterProgram(
        kafka,
        JavaProgram.classPathOf(checkout, "capture-writer")
            + File.pathSeparator
            + checkout.file("harness/target/harness.jar"));
  }
}
