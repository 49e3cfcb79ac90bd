package io.spanline.stack.plan;

import io.spanline.stack.Checkout;
import io.spanline.stack.StackRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The Java programs of the pipeline in a built clone, as the local stack and the images run them.
 */
public final class Programs {
  /** The components that {@link #of} knows. */
  public static final List<Component> ALL =
      List.of(
          Component.SERVICE_A,
          Component.SERVICE_B,
          Component.SERVICE_C,
          Component.STREAMS_BASELINE,
          Component.CAPTURE_WRITER);

  /**
   * Has a service's HTTP client try once. It would send a GET again when a connection dies, and
   * connect again, within one CLIENT span. The limit counts attempts: 0 would fail every request.
   */
  public static final List<String> ONE_ATTEMPT =
      List.of(
          "-Djdk.httpclient.disableRetryConnect=true", "-Djdk.httpclient.redirects.retrylimit=1");

  private final Checkout checkout;

  public Programs(Checkout checkout) {
    this.checkout = checkout;
  }

  public JavaProgram of(Component component) {
    return switch (component) {
      case SERVICE_A, SERVICE_B, SERVICE_C -> service(component.processName());
      case STREAMS_BASELINE ->
          app(
              component,
              "io.spanline.streams.StreamsBaseline",
              JavaProgram.STREAMS_BASELINE_OPTIONS);
      case CAPTURE_WRITER ->
          app(component, "io.spanline.capture.CaptureWriter", JavaProgram.CAPTURE_WRITER_OPTIONS);
      default -> throw new IllegalArgumentException(component + " is no Java program of a module");
    };
  }

  /** The version that a service tells its agent; "unknown" if its jar names none. */
  public String versionOf(Component service) throws IOException {
    String version = JavaProgram.versionOf(checkout, module(service.processName()));
    return version == null ? "unknown" : version;
  }

  private JavaProgram service(String name) {
    Path agent = checkout.file("infra/stack/target/agent/opentelemetry-javaagent.jar");
    if (!Files.exists(agent)) {
      throw new StackRefusal("infra/stack is not built: no " + agent + "; build: mvn package");
    }
    List<String> options = new ArrayList<>(List.of("-Xmx96m"));
    options.addAll(ONE_ATTEMPT);
    options.add("-javaagent:" + agent);
    options.add("-Dotel.config.file=" + checkout.file("observability/otel-agent.yaml"));
    String letter = name.substring(name.length() - 1);
    return new JavaProgram(
        "io.spanline.services.%s.Service%s".formatted(letter, letter.toUpperCase(Locale.ROOT)),
        JavaProgram.classPathOf(checkout, module(name)),
        options,
        List.of());
  }

  private static String module(String service) {
    return "services/" + service;
  }

  private JavaProgram app(Component component, String main, List<String> options) {
    return new JavaProgram(
        main, JavaProgram.classPathOf(checkout, component.processName()), options, List.of());
  }
}
