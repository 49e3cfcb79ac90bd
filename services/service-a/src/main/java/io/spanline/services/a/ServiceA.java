package io.spanline.services.a;

import io.spanline.services.kit.ServiceDefinition;
import io.spanline.services.kit.ServiceProgram;
import io.spanline.services.kit.WorkProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The program service-a. */
public final class ServiceA {

  static final ServiceDefinition DEFINITION =
      new ServiceDefinition(
          "service-a",
          18081,
          Map.of(
              "service-b", URI.create("http://127.0.0.1:18182"),
              "service-c", URI.create("http://127.0.0.1:18184")),
          WorkProfile.around(Duration.ofMillis(3)));

  private ServiceA() {}

  public static void main(String[] arguments) {
    ServiceProgram.run(DEFINITION, Storefront::new);
  }
}
