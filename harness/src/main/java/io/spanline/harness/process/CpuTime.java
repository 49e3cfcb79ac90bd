package io.spanline.harness.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time that a process has used, in seconds.
 *
 * @param all of all its threads
 * @param collecting of those that collect a JVM's garbage, whichever collector it has
 * @param compiling of those that compile its methods: it gets less, the longer a JVM runs
 */
public record CpuTime(
    @JsonProperty("all_seconds") double all,
    @JsonProperty("collecting_seconds") double collecting,
    @JsonProperty("compiling_seconds") double compiling) {
  public static final CpuTime NONE = new CpuTime(0, 0, 0);

  // What Linux counts in, on each architecture that a JDK is built for.
  private static final double TICKS_A_SECOND = 100;

  /** Of a process that has used so much; its threads are told apart where there is /proc. */
  static CpuTime of(long pid, double all) {
    double collecting = 0;
    double compiling = 0;
    Path threads = Path.of("/proc", String.valueOf(pid), "task");
    try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
      for (Path thread : each) {
        String stat = Files.readString(thread.resolve("stat"));
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        if (name.equals("VM Thread") || name.startsWith("GC ") || name.startsWith("G1 ")) {
          collecting += seconds(stat);
        } else if (name.matches("C[12] Compiler.*")) {
          compiling += seconds(stat);
        }
      }
    } catch (IOException e) {
      // No /proc, or a thread that ended meanwhile: what was found is all that is known.
    }
    return new CpuTime(all, collecting, compiling);
  }

  /** User and system time stand 12 and 13 fields after the name. */
  private static double seconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  public CpuTime and(CpuTime other) {
    return new CpuTime(all + other.all, collecting + other.collecting, compiling + other.compiling);
  }

  public CpuTime since(CpuTime before) {
    return new CpuTime(
        all - before.all, collecting - before.collecting, compiling - before.compiling);
  }

  /** Shares for people; empty of a process without threads of either kind. */
  public String shares() {
    return collecting + compiling == 0
        ? ""
        : "%.0f + %.0f %%".formatted(100 * collecting / all, 100 * compiling / all);
  }
}
