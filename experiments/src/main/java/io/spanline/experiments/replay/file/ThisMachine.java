package io.spanline.experiments.replay.file;

import io.spanline.captures.replay.SendingMachine;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The machine and the Java of this process, as a replay's manifest describes them. */
public final class ThisMachine {
  private static final Duration MEASURED = Duration.ofMillis(80);
  private static final String STOP_AT = "-XX:TieredStopAtLevel=";

  private ThisMachine() {}

  /** The machine, within a tenth of a second; its load is of the last minute: ask before. */
  public static SendingMachine machine() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    double load = system.getSystemLoadAverage();
    return new SendingMachine(
        system.getAvailableProcessors(),
        "%s %s %s".formatted(system.getName(), system.getVersion(), system.getArch()),
        load < 0 ? null : load,
        oversleep());
  }

  private static SendingMachine.Oversleep oversleep() {
    Histogram over = Oversleep.measure(MEASURED);
    return new SendingMachine.Oversleep(
        Duration.ofNanos(over.getValueAtPercentile(50)),
        Duration.ofNanos(over.getValueAtPercentile(99)));
  }

  public static SendingMachine.Jvm jvm() {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    return new SendingMachine.Jvm(
        "%s %s".formatted(runtime.getVmName(), Runtime.version()),
        compilers(System.getProperty("java.vm.info", ""), runtime.getInputArguments()),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .toList(),
        Runtime.getRuntime().maxMemory());
  }

  /**
   * Which compilers a Java has.
   *
   * @param info the property {@code java.vm.info}, such as {@code mixed mode, sharing}
   * @param arguments of its start; the last of a name holds
   */
  static String compilers(String info, List<String> arguments) {
    if (info.contains("interpreted mode")) {
      return "none";
    }
    String level =
        arguments.stream()
            .filter(argument -> argument.startsWith(STOP_AT))
            .reduce((earlier, later) -> later)
            .map(argument -> argument.substring(STOP_AT.length()))
            .orElse("4");
    if (arguments.contains("-XX:-TieredCompilation")) {
      return "C2";
    }
    return switch (level) {
      case "0" -> "none";
      case "1", "2", "3" -> "C1";
      default -> "C1 and C2";
    };
  }
}
