package io.spanline.services.b;

import io.spanline.services.kit.ServiceDefinition;
import io.spanline.services.kit.ServiceProgram;
import io.spanline.services.kit.WorkProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The program service-b. */
public final class ServiceB {

  /** What the program is; public because the tests of service A start it in their own process. */
  public static final ServiceDefinition DEFINITION =
      new ServiceDefinition(
          "service-b",
          18082,
          Map.of("service-c", URI.create("http://127.0.0.1:18183")),
          WorkProfile.around(Duration.ofMillis(6)));

  private ServiceB() {}

  public static void main(String[] arguments) {
    ServiceProgram.run(DEFINITION, Fulfilment::new);
  }
}
