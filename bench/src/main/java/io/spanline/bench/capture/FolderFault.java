package io.spanline.bench.capture;

import io.spanline.harness.crash.CrashTopic;
import io.spanline.harness.crash.FolderExamination;
import io.spanline.harness.crash.WriterProcess;
import io.spanline.harness.crash.WriterProcess.Answer;
import io.spanline.harness.crash.WriterProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Utils;

/** Takes snapshots into a faulty folder, by a real process on a real broker. */
public final class FolderFault {
  private final List<String> problems = new ArrayList<>();
  private final List<String> happened = new ArrayList<>();
  private final WriterProgram program;
  private final CrashTopic topic;
  private final Path data;
  private final Path log;
  private int requests;

  public FolderFault(WriterProgram program, CrashTopic topic, Path folder) throws IOException {
    this.program = program;
    this.topic = topic;
    this.data = Files.createDirectories(folder).resolve("data");
    this.log = folder.resolve("capture-writer.log");
  }

  /**
   * A line of the table.
   *
   * @param problems what should not be; empty if all is well
   */
  public record Row(String name, String happened, List<String> problems) {
    public Row {
      problems = List.copyOf(problems);
    }
  }

  /** One kind of it. */
  @SuppressWarnings("ImmutableEnumChecker") // an action has no state
  public enum Kind {
    DISK_FULL("disk full", true, FolderFault::diskFull),
    READ_ONLY("read-only folder", true, FolderFault::readOnly),
    OTHER_MOUNT("captures on another disk", true, FolderFault::otherMount),
    DELETED("folder deleted under it", false, FolderFault::deleted),
    LINKED("captures is a symbolic link", false, FolderFault::linked),
    AT_ONCE("two snapshots at once", false, FolderFault::atOnce),
    TWO_WRITERS("two writers on one folder", false, FolderFault::twoWriters);

    private final String words;
    private final boolean mounts;
    private final Action action;

    Kind(String words, boolean mounts, Action action) {
      this.words = words;
      this.mounts = mounts;
      this.action = action;
    }

    private interface Action {
      void run(FolderFault fault) throws IOException;
    }
  }

  /** Does it and tells what happened, in order. */
  public Row of(Kind kind) throws IOException {
    if (kind.mounts && !MemoryDisk.isPossible()) {
      happened.add("skipped: only root can mount a disk");
    } else {
      kind.action.run(this);
    }
    return new Row(kind.words, String.join(" · ", happened), problems);
  }

  private void diskFull() throws IOException {
    try (MemoryDisk disk = MemoryDisk.mount(data, "200m");
        WriterProcess writer = start()) {
      disk.remount("size=2m");
      expect(500, writer);
      check();
      disk.remount("size=200m");
      takeWhole(writer);
    }
  }

  private void readOnly() throws IOException {
    try (WriterProcess writer = start()) {
      expect(201, writer);
      MemoryDisk readOnly = MemoryDisk.readOnly(data);
      try {
        expect(500, writer);
        check();
      } finally {
        readOnly.close();
      }
      takeWhole(writer);
    }
  }

  private void otherMount() throws IOException {
    MemoryDisk disk = MemoryDisk.mount(data.resolve("captures"), "200m");
    try (WriterProcess writer = start()) {
      takeWhole(writer);
    } finally {
      disk.close();
    }
  }

  private void deleted() throws IOException {
    try (WriterProcess writer = start()) {
      expect(201, writer);
      Utils.delete(data.toFile());
      expect(500, writer);
    }
    try (WriterProcess writer = start()) {
      takeWhole(writer);
    }
  }

  private void linked() throws IOException {
    Path elsewhere = Files.createDirectories(data.resolveSibling("elsewhere"));
    Files.createDirectories(data);
    Files.createSymbolicLink(data.resolve("captures"), elsewhere);
    try (WriterProcess writer = start()) {
      takeWhole(writer);
    }
  }

  private void atOnce() throws IOException {
    try (WriterProcess writer = start()) {
      CompletableFuture<Answer> first = post(writer);
      CompletableFuture<Answer> second = post(writer);
      String one = expect(201, first.join());
      String other = expect(201, second.join());
      if (one.equals(other)) {
        problems.add("both are " + one);
      }
      check();
    }
  }

  private void twoWriters() throws IOException {
    try (WriterProcess first = start();
        WriterProcess second = WriterProcess.start(program, data, log)) {
      int exit = second.awaitEnd();
      happened.add("second: exit " + exit);
      if (exit != 2 || !Files.readString(log).contains("process " + first.pid())) {
        problems.add("the second was not told of the first");
      }
      expect(201, first);
      check();
    }
  }

  private WriterProcess start() throws IOException {
    return WriterProcess.start(program, data, log).awaitReady();
  }

  private void takeWhole(WriterProcess writer) throws IOException {
    expect(201, writer);
    check();
  }

  private CompletableFuture<Answer> post(WriterProcess writer) {
    return writer.post(topic.request(), "trouble-" + requests++);
  }

  private void expect(int status, WriterProcess writer) {
    String unused = expect(status, post(writer).join());
  }

  /** Returns what it says. */
  private String expect(int status, Answer answer) {
    happened.add(answer.status() + " " + answer.said());
    if (answer.status() != status) {
      problems.add("should be " + status);
    }
    return answer.said();
  }

  private void check() throws IOException {
    problems.addAll(FolderExamination.of(data).problems());
  }

  /** A small file system in memory, mounted on a folder: a disk that can be full or read-only. */
  private static final class MemoryDisk implements AutoCloseable {
    private final Path folder;

    private MemoryDisk(Path folder) {
      this.folder = folder;
    }

    /** Whether this user may mount one: only root on Linux. */
    static boolean isPossible() {
      return System.getProperty("os.name").equals("Linux")
          && System.getProperty("user.name").equals("root");
    }

    static MemoryDisk mount(Path folder, String size) throws IOException {
      Files.createDirectories(folder);
      run(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()));
      return new MemoryDisk(folder);
    }

    /** Mounts the same folder on top, read-only; whoever has a file open keeps it. */
    static MemoryDisk readOnly(Path folder) throws IOException {
      run(List.of("mount", "--bind", folder.toString(), folder.toString()));
      MemoryDisk disk = new MemoryDisk(folder);
      disk.remount("bind,ro");
      return disk;
    }

    /** Changes how it is mounted, such as {@code size=1m}. */
    void remount(String options) throws IOException {
      run(List.of("mount", "-o", "remount," + options, folder.toString()));
    }

    private static void run(List<String> command) throws IOException {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.onExit().join().exitValue() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said.strip());
      }
    }

    @Override
    public void close() throws IOException {
      // Lazily: a process that has just been killed may still be letting go.
      run(List.of("umount", "-l", folder.toString()));
    }
  }
}
