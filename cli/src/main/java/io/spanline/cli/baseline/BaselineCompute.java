package io.spanline.cli.baseline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.captures.BaselineName;
import io.spanline.captures.FileSums;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineComputation;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.cli.capture.CaptureFiles;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.BaselineView;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.FileErrors;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.ReadingBar;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spanline baseline compute}. */
@Command(
    name = "compute",
    description = {
      "Compute a baseline from captures and their manifests on disk. One capture gives the bytes"
          + " that were written when it was taken; several give one baseline if their time ranges do"
          + " not overlap.",
      "Refuses a capture that does not match its manifest, and names the line.",
      "Prints a table on a terminal and the YAML elsewhere. Exit 1 if the result differs from the"
          + " baseline that the manifest records.",
      "",
      "Example: ./spanline baseline compute capture_001 capture_002 --name week --out week.yaml"
    },
    mixinStandardHelpOptions = true)
public final class BaselineCompute implements Callable<Integer> {

  @Parameters(
      paramLabel = "CAPTURE",
      arity = "1..*",
      description = "capture in the data folder, such as capture_001, or a file")
  private List<String> captures = new ArrayList<>();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "name of the baseline (default: that of a single capture's manifest, or normal)")
  private @Nullable String name;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write the YAML to FILE, all or nothing")
  private @Nullable Path out;

  @Option(names = "--yaml", description = "print the YAML on a terminal as well")
  private boolean yaml;

  @Mixin private OutputOptions output = new OutputOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    BaselineComputation computation = computation(invocation.captures());
    BaselineName named = named(computation.manifests());
    Baseline baseline = compute(computation, named, screen);
    byte[] bytes = BaselineYaml.write(baseline);
    Origin origin = Origin.of(computation.manifests(), named, FileSums.of(bytes));
    if (out != null) {
      write(out, bytes);
    }
    if (!output.isJson() && (yaml || (out == null && !invocation.terminal()))) {
      // The YAML alone, to the byte; what else there is to say goes beside it.
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
      screen.warn(origin.words());
    } else {
      new BaselineView(BaselineCommand.width(spec)).lines(baseline).forEach(screen::result);
      screen.result(origin.words());
    }
    screen.json(json(baseline, origin));
    return Boolean.FALSE.equals(origin.same()) ? 1 : 0;
  }

  private BaselineComputation computation(CaptureFolder folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String capture : captures) {
      files.add(CaptureFiles.find(folder, capture));
    }
    try {
      return BaselineComputation.of(files);
    } catch (IllegalArgumentException e) {
      throw Complaint.refused(String.valueOf(e.getMessage()));
    }
  }

  private BaselineName named(List<Manifest> manifests) {
    if (name != null) {
      String wanted = name;
      return BaselineName.parse(wanted)
          .orElseThrow(
              () ->
                  Complaint.refused(
                      "invalid baseline name '%s'; expected %s"
                          .formatted(wanted, BaselineName.RULE)));
    }
    Manifest.BaselineFile written = manifests.size() == 1 ? manifests.get(0).baseline() : null;
    return written == null ? BaselineName.NORMAL : written.name();
  }

  private static Baseline compute(
      BaselineComputation computation, BaselineName named, Screen screen) throws IOException {
    try (ReadingBar bar = new ReadingBar(screen, computation.bytes())) {
      return computation.compute(named, bar::stepTo);
    }
  }

  /** The file is then either whole or as it was before. */
  private static void write(Path file, byte[] bytes) {
    String name = ".%s.%d.part".formatted(file.getFileName(), ProcessHandle.current().pid());
    Path part = file.resolveSibling(name);
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (NoSuchFileException e) {
      throw Complaint.refused("%s cannot be written: there is no such folder".formatted(file));
    } catch (FileSystemException e) {
      throw Complaint.failed("%s cannot be written: %s".formatted(file, FileErrors.reason(e)));
    } catch (IOException e) {
      throw Complaint.failed("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }

  private ObjectNode json(Baseline baseline, Origin origin) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sha256", origin.sha256());
    json.put("same_as_written", origin.same());
    json.put("out", out == null ? null : out.toString());
    json.set("baseline", BaselineYaml.tree(baseline));
    return json;
  }

  /**
   * The computed bytes against those that were written with the capture.
   *
   * @param same null if there is nothing to compare with
   */
  private record Origin(String sha256, @Nullable Boolean same, String words) {
    static Origin of(List<Manifest> manifests, BaselineName named, String sha256) {
      Manifest.BaselineFile written = manifests.size() == 1 ? manifests.get(0).baseline() : null;
      if (written == null) {
        return new Origin(sha256, null, "sha256 " + sha256);
      }
      if (!written.name().equals(named)) {
        String words =
            "sha256 %s; capture-writer wrote it as '%s'".formatted(sha256, written.name());
        return new Origin(sha256, null, words);
      }
      boolean same = written.sha256().equals(sha256);
      return new Origin(
          sha256,
          same,
          same
              ? "same bytes as capture-writer wrote: sha256 " + sha256
              : "not the bytes that capture-writer wrote: sha256 %s, the manifest says %s"
                  .formatted(sha256, written.sha256()));
    }
  }
}
