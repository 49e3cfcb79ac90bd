package io.spanline.capture.crash;

/**
 * What a process of capture-writer is started with.
 *
 * @param kafka host and port of its broker
 * @param classPath its classes and these
 */
public record Program(String kafka, String classPath) {

  /** On the class path of this process. */
  public static Program ofThisProcess(String kafka) {
    return new Program(kafka, System.getProperty("java.class.path"));
  }
}
