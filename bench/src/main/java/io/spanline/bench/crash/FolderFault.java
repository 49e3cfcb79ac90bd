package io.spanline.bench.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.harness.crash.CrashTopic;
import io.spanline.harness.crash.FolderExamination;
import io.spanline.harness.crash.WriterProcess;
import io.spanline.harness.crash.WriterProgram;
import io.spanline.stack.process.Folders;
import io.spanline.topic.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes snapshots into a faulty folder, by a real process on a real broker. */
final class FolderFault {
  private final List<String> problems = new ArrayList<>();
  private final List<String> happened = new ArrayList<>();
  private final WriterProgram program;
  private final CrashTopic topic;
  private final Path data;
  private final Path log;
  private int requests;

  FolderFault(WriterProgram program, CrashTopic topic, Path folder) throws IOException {
    this.program = program;
    this.topic = topic;
    this.data = Files.createDirectories(folder).resolve("data");
    this.log = folder.resolve("capture-writer.log");
  }

  /** One kind of it. */
  @SuppressWarnings("ImmutableEnumChecker") // an action has no state
  enum Kind {
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
  CrashRun.Row of(Kind kind) throws IOException {
    if (kind.mounts && !MemoryDisk.isPossible()) {
      happened.add("skipped: only root can mount a disk");
    } else {
      kind.action.run(this);
    }
    return new CrashRun.Row(kind.words, String.join(" · ", happened), problems);
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
      Folders.remove(data);
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
      CompletableFuture<HttpResponse<byte[]>> first = post(writer);
      CompletableFuture<HttpResponse<byte[]>> second = post(writer);
      String one = id(expect(201, first.join()));
      String other = id(expect(201, second.join()));
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

  private CompletableFuture<HttpResponse<byte[]>> post(WriterProcess writer) {
    return writer.post(topic.request(), "trouble-" + requests++);
  }

  private void expect(int status, WriterProcess writer) throws IOException {
    expect(status, post(writer).join());
  }

  private HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> answer) throws IOException {
    JsonNode body = Json.MAPPER.readTree(answer.body());
    String said =
        answer.statusCode() == 201 ? body.path("id").asText() : body.path("detail").asText();
    happened.add(answer.statusCode() + " " + said);
    if (answer.statusCode() != status) {
      problems.add("should be " + status);
    }
    return answer;
  }

  private static String id(HttpResponse<byte[]> answer) throws IOException {
    return Json.MAPPER.readTree(answer.body()).path("id").asText();
  }

  private void check() throws IOException {
    problems.addAll(FolderExamination.of(data).problems());
  }
}
