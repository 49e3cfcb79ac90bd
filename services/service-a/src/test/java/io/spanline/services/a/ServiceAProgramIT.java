package io.spanline.services.a;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceAProgramIT {

  @Test
  void listsEveryBadSettingAndExitsWith2() throws Exception {
    Process program = run(Map.of("SHOP_PORT", "http", "SHOP_SEED", "x", "SHOP_COLOUR", "red"));

    String errors = errorsOf(program);

    assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isEqualTo(2);
    assertThat(errors.lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("service-a: SHOP_PORT is \"http\""))
        .anyMatch(line -> line.startsWith("service-a: SHOP_SEED is \"x\""))
        .anyMatch(line -> line.startsWith("service-a: SHOP_COLOUR is not a setting"));
  }

  @Test
  void saysThatThePortIsTakenAndExitsWith1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Process program = run(Map.of("SHOP_PORT", Integer.toString(taken.getLocalPort())));

      String errors = errorsOf(program);

      assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isEqualTo(1);
      assertThat(errors)
          .startsWith("service-a: cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .hasLineCount(1);
    }
  }

  @Test
  void stopsWithinTwoSecondsOfBeingTold() throws Exception {
    Process program = run(Map.of("SHOP_PORT", "0"));
    String firstLine = program.inputReader().readLine();

    program.destroy();

    assertThat(firstLine).contains("listening", "service=\"service-a\"");
    assertThat(program.waitFor(2, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isIn(0, 143);
  }

  private static Process run(Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ServiceA.class.getName());
    builder.environment().putAll(settings);
    return builder.start();
  }

  private static String errorsOf(Process program) throws IOException {
    return new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
