package io.spanline.services.c;

import io.spanline.services.kit.ServiceDefinition;
import io.spanline.services.kit.ServiceProgram;
import io.spanline.services.kit.WorkProfile;
import java.time.Duration;
import java.util.Map;

/** The program service-c. */
public final class ServiceC {

  /** What the program is; public because the tests of its callers start it in their own process. */
  public static final ServiceDefinition DEFINITION =
      new ServiceDefinition("service-c", 18083, Map.of(), WorkProfile.around(Duration.ofMillis(9)));

  private ServiceC() {}

  public static void main(String[] arguments) {
    ServiceProgram.run(DEFINITION, Payments::new);
  }
}
