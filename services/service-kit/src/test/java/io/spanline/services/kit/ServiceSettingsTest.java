package io.spanline.services.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spanline.services.kit.ServiceSettings.ListenAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSettingsTest {

  private static final ServiceDefinition DEFINITION =
      new ServiceDefinition(
          "service-b",
          18082,
          Map.of("service-c", URI.create("http://127.0.0.1:18183")),
          WorkProfile.around(Duration.ofMillis(6)));

  @Test
  void takesTheDefaultsOfTheDefinition() {
    ServiceSettings settings = ServiceSettings.from(Map.of("PATH", "/bin"), DEFINITION);

    assertThat(settings)
        .isEqualTo(
            new ServiceSettings(
                new ListenAddress("127.0.0.1", 18082),
                Map.of("service-c", URI.create("http://127.0.0.1:18183")),
                1,
                Duration.ofSeconds(5)));
  }

  @Test
  void readsEverySetting() {
    ServiceSettings settings =
        ServiceSettings.from(
            Map.of(
                "SHOP_PORT", "0",
                "SHOP_HOST", "localhost",
                "SHOP_SERVICE_B_URL", "http://127.0.0.1:1",
                "SHOP_SERVICE_C_URL", "http://127.0.0.1:28183",
                "SHOP_SEED", "-9",
                "SHOP_CLIENT_TIMEOUT", "PT0.5S"),
            DEFINITION);

    assertThat(settings)
        .isEqualTo(
            new ServiceSettings(
                new ListenAddress("localhost", 0),
                Map.of("service-c", URI.create("http://127.0.0.1:28183/")),
                -9,
                Duration.ofMillis(500)));
  }

  @Test
  void namesEveryProblemAtOnce() {
    Map<String, String> environment =
        Map.of(
            "SHOP_PORT", "70000",
            "SHOP_HOST", " ",
            "SHOP_SERVICE_C_URL", "service-c",
            "SHOP_SEED", "many",
            "SHOP_CLIENT_TIMEOUT", "2s",
            "SHOP_PRT", "1");

    InvalidSettings invalid =
        catchThrowableOfType(
            InvalidSettings.class, () -> ServiceSettings.from(environment, DEFINITION));

    assertThat(invalid.problems())
        .hasSize(6)
        .anyMatch(problem -> problem.startsWith("SHOP_PRT is not a setting; known are [SHOP_"))
        .anyMatch(problem -> problem.startsWith("SHOP_PORT is \"70000\", wanted a port from 0"))
        .anyMatch(problem -> problem.startsWith("SHOP_HOST is \" \""))
        .anyMatch(problem -> problem.startsWith("SHOP_SERVICE_C_URL is \"service-c\""))
        .anyMatch(problem -> problem.startsWith("SHOP_SEED is \"many\", wanted a whole number"))
        .anyMatch(problem -> problem.startsWith("SHOP_CLIENT_TIMEOUT is \"2s\""));
  }

  @ParameterizedTest
  @CsvSource({
    "SHOP_CLIENT_TIMEOUT, PT0S", "SHOP_CLIENT_TIMEOUT, PT-1S",
    "SHOP_CLIENT_TIMEOUT, PT6M", "SHOP_CLIENT_TIMEOUT, PT9999999999999H",
    "SHOP_SERVICE_C_URL, https://127.0.0.1:1", "SHOP_SERVICE_C_URL, http://127.0.0.1:1/path",
    "SHOP_SERVICE_C_URL, http://127.0.0.1:1?q=1", "SHOP_PORT, -1",
    "SHOP_SEED, 99999999999999999999"
  })
  void refuses(String key, String value) {
    assertThatThrownBy(() -> ServiceSettings.from(Map.of(key, value), DEFINITION))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }
}
