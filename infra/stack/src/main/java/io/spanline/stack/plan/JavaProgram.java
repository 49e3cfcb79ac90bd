package io.spanline.stack.plan;

import io.spanline.clients.Toxiproxy;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackRefusal;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * A Java program of ours, run by the same Java as this process.
 *
 * @param classPath as {@code -cp} takes it
 */
public record JavaProgram(
    String main, String classPath, List<String> options, List<String> arguments) {
  /** Megabytes of streams-baseline's heap, in the stack and wherever else it is started. */
  public static final int STREAMS_BASELINE_HEAP = 312;

  private static final String THOROUGH_COMPILER = "-XX:TieredStopAtLevel=4";

  /**
   * Of a long-running program, whose C library would keep the memory that one thread freed from the
   * others.
   */
  public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

  /**
   * Its heap, of which little is young, since an open span outlives many collections, but room for
   * all that outlives one; the thorough compiler, which is to keep up with any traffic; large pages
   * for the heap, where the system has them; and what the compiler freed given back to the system
   * every other second (by a JDK that can).
   */
  public static final List<String> STREAMS_BASELINE_OPTIONS =
      List.of(
          "-Xmx" + STREAMS_BASELINE_HEAP + "m",
          "-Xmn48m",
          "-XX:SurvivorRatio=4",
          THOROUGH_COMPILER,
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UseTransparentHugePages",
          "-XX:TrimNativeHeapInterval=2000");

  /**
   * The heap of capture-writer, and the thorough compiler: a large capture is worth it. It looks at
   * Toxiproxy.
   */
  public static final List<String> CAPTURE_WRITER_OPTIONS =
      Stream.concat(Stream.of("-Xmx256m", THOROUGH_COMPILER), Toxiproxy.OPTIONS.stream()).toList();

  /**
   * Shared by all: a small collector and only the quick compiler, because start-up is what counts.
   */
  private static final List<String> QUICK = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  public JavaProgram {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(java().toString());
    command.addAll(QUICK);
    command.addAll(options);
    command.add("-cp");
    command.add(classPath);
    command.add(main);
    command.addAll(arguments);
    return command;
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The class path of a module of the clone: its jar, and what its build wrote down. */
  public static String classPathOf(Checkout checkout, String module) {
    Path jar = jar(checkout, module);
    Path list = jar.resolveSibling("runtime.classpath");
    try {
      if (!Files.exists(jar)) {
        throw new StackRefusal(module + " is not built: no " + jar + "; build: mvn package");
      }
      return jar + File.pathSeparator + Files.readString(list).strip();
    } catch (IOException e) {
      throw new StackRefusal(module + " is not built: no " + list + "; build: mvn package");
    }
  }

  /**
   * The version that Maven wrote into a module's jar, without {@code -SNAPSHOT}, as the services
   * report it; null if there is none.
   */
  static @Nullable String versionOf(Checkout checkout, String module) throws IOException {
    String name = Path.of(module).getFileName().toString();
    try (JarFile jar = new JarFile(jar(checkout, module).toFile())) {
      ZipEntry entry = jar.getEntry("META-INF/maven/io.spanline/" + name + "/pom.properties");
      if (entry == null) {
        return null;
      }
      Properties properties = new Properties();
      properties.load(jar.getInputStream(entry));
      String version = properties.getProperty("version");
      return version == null ? null : version.replaceFirst("-SNAPSHOT$", "");
    }
  }

  private static Path jar(Checkout checkout, String module) {
    return checkout.file(module).resolve("target").resolve(Path.of(module).getFileName() + ".jar");
  }

  /** The class path of this module's own programs, built as a jar or, in its tests, a folder. */
  public static String ownClassPath() {
    try {
      Path code =
          Path.of(JavaProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path list = code.resolveSibling("runtime.classpath");
      if (Files.isRegularFile(code) && Files.exists(list)) {
        return code + File.pathSeparator + Files.readString(list).strip();
      }
    } catch (URISyntaxException | IOException e) {
      // The class path of this process has all of it, too.
    }
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
