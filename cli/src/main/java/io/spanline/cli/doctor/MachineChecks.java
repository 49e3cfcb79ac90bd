package io.spanline.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.spanline.captures.manifest.CaptureFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks memory, clock, disks and folders.
 *
 * @param root the clone's top folder
 * @param data the folder of captures and baselines
 * @param built when these programs were built, which a right clock is not before
 */
record MachineChecks(Path root, Path data, Path cache, Instant built, Clock clock) {
  private static final long GIB = 1L << 30;
  // 1.3 GiB for all processes of a stack, as much for the build and the command line.
  private static final long NEEDED_MEMORY = 3 * GIB;
  private static final long FREE_MEMORY = 2 * GIB;
  // A cold build of the three tools; two runs take less than one.
  private static final long NEEDED_DISK = 3 * GIB;
  private static final Duration MOST_SKEW = Duration.ofSeconds(2);
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

  List<Finding> look() throws IOException {
    List<Finding> findings = new ArrayList<>();
    findings.add(memory());
    findings.add(wallClock());
    findings.add(disk("disk of the clone", root));
    if (Files.isDirectory(cache) && !sameDisk(root, cache)) {
      findings.add(disk("disk of the tools", cache));
    }
    findings.add(output());
    findings.add(ownFolder());
    return findings;
  }

  private static Finding memory() throws IOException {
    long total =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    OptionalLong available = available();
    String found =
        "%.1f GiB%s"
            .formatted(
                (double) total / GIB,
                available.isPresent()
                    ? ", %.1f available".formatted((double) available.getAsLong() / GIB)
                    : "");
    if (total < NEEDED_MEMORY) {
      return Finding.mend(
          "memory",
          found + "; building and running take 3 GiB",
          "add memory; in Docker Desktop: Settings, Resources");
    }
    return available.isPresent() && available.getAsLong() < FREE_MEMORY
        ? Finding.note("memory", found + "; a stack takes 1.3 GiB", "close other programs")
        : Finding.ok("memory", found);
  }

  private static OptionalLong available() throws IOException {
    if (!Files.isReadable(MEMORY)) {
      return OptionalLong.empty();
    }
    Matcher line = AVAILABLE.matcher(Files.readString(MEMORY));
    return line.find()
        ? OptionalLong.of(Long.parseLong(line.group(1)) << 10)
        : OptionalLong.empty();
  }

  /** A wrong clock spoils both the search for stale files and the times of traces. */
  private Finding wallClock() {
    Instant now = clock.instant();
    String set = "set it: sudo timedatectl set-ntp true (macOS: sudo sntp -sS time.apple.com)";
    if (now.isBefore(built)) {
      return Finding.mend(
          "clock", "%s is before these programs were built, %s".formatted(now, built), set);
    }
    Duration skew = skewOfDisk();
    return skew.compareTo(MOST_SKEW) > 0
        ? Finding.mend("clock", "%s, but the clone's disk is off by %s".formatted(now, skew), set)
        : Finding.ok("clock", now.toString());
  }

  /** How far the times of new files are from the clock; zero if no file can be written. */
  private Duration skewOfDisk() {
    try {
      Path probe = Files.createTempFile(root, ".spanline-clock", "");
      Instant written = Files.getLastModifiedTime(probe).toInstant();
      Files.delete(probe);
      return Duration.between(clock.instant(), written).abs();
    } catch (IOException e) {
      // An unwritable folder is a finding of its own.
      return Duration.ZERO;
    }
  }

  private static boolean sameDisk(Path one, Path other) throws IOException {
    return Files.getFileStore(one).equals(Files.getFileStore(other));
  }

  private static Finding disk(String thing, Path folder) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    return free >= NEEDED_DISK
        ? Finding.ok(thing, (free >> 30) + " GiB free")
        : Finding.mend(
            thing,
            "%d MiB free; the first build of the tools takes 3 GiB".formatted(free >> 20),
            "make room; to see what could go: ./spanline clean --all --dry-run");
  }

  private Finding output() {
    String name = data.startsWith(root) ? root.relativize(data).toString() : data.toString();
    return new CaptureFolder(data)
        .obstacle()
        .map(obstacle -> Finding.mend(name, obstacle.what(), obstacle.mend()))
        .orElse(Finding.ok(name, "captures and baselines can be written"));
  }

  private Finding ownFolder() {
    return Files.isWritable(root)
        ? Finding.ok("clone", "writable")
        : Finding.mend(
            "clone",
            "not writable by " + System.getProperty("user.name"),
            "sudo chown -R \"$USER\" '%s'".formatted(root));
  }
}
