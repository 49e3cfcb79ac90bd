package io.spanline.stack.record;

import io.spanline.settings.Settings;
import io.spanline.stack.plan.Component;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A process of a running stack.
 *
 * @param port the one that people ask for first; 0 if this build knows no process of that name
 * @param residentBytes memory it holds; 0 if the system does not say
 */
public record StackProcess(String name, long pid, int port, long residentBytes) {
  public static StackProcess of(String name, long pid, Settings settings) {
    int port =
        Arrays.stream(Component.values())
            .filter(component -> component.processName().equals(name))
            .findFirst()
            .map(component -> settings.port(component.ports().get(0)))
            .orElse(0);
    return new StackProcess(name, pid, port, residentBytes(pid));
  }

  private static long residentBytes(long pid) {
    try {
      Path status = Path.of("/proc", String.valueOf(pid), "status");
      if (Files.exists(status)) {
        return kibibytes(
            Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElse("0"));
      }
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
      return kibibytes(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return 0;
    }
  }

  private static long kibibytes(String text) {
    String digits = text.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits) * 1024;
  }
}
