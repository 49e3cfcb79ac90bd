package io.spanline.stack.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Setting;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.process.ProcessMark;
import io.spanline.topic.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor of a stack writes down, so that others find the stack, and what is left of it
 * if the supervisor is killed. The file names the folder that it is written in: a copy of that
 * folder is not the stack's.
 *
 * @param settings the SPANLINE_ variables that the stack runs with
 */
public record RunRecord(
    Phase phase, ProcessMark supervisor, List<Child> children, Map<String, String> settings) {
  private static final ObjectMapper JSON =
      Json.MAPPER
          .copy()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  public RunRecord {
    Objects.requireNonNull(phase);
    Objects.requireNonNull(supervisor);
    children = List.copyOf(children);
    settings = Map.copyOf(settings);
  }

  /** The state of the stack. */
  public enum Phase {
    STARTING,
    RUNNING,
    STOPPING
  }

  /** A process of the stack. */
  public record Child(String name, @JsonUnwrapped ProcessMark mark, List<String> command) {
    public Child {
      Objects.requireNonNull(name);
      command = List.copyOf(command);
    }
  }

  /** The file: the record, and the folder that it is written in. */
  private record OnDisk(@Nullable String folder, @JsonUnwrapped RunRecord record) {}

  /** Replaces the whole file: a reader sees the old or the new one. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    String json =
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new OnDisk(folderOf(file), this));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel channel = FileChannel.open(next, WRITE, CREATE, TRUNCATE_EXISTING)) {
      ByteBuffer text = ByteBuffer.wrap((json + "\n").getBytes(UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      // Otherwise a power cut may leave an empty file under the new name.
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads the file; settings that this build does not know are left out.
   *
   * @throws NoSuchFileException if there is none, or, with a reason for people, only one that was
   *     copied from another folder
   * @throws StackRefusal if it is damaged
   */
  public static RunRecord read(Path file) throws IOException {
    byte[] text = Files.readAllBytes(file);
    try {
      OnDisk found = Objects.requireNonNull(JSON.readValue(text, OnDisk.class));
      String here = folderOf(file);
      if (found.folder != null && !found.folder.equals(here)) {
        throw new NoSuchFileException(
            file.toString(),
            null,
            "%s is a copy of the one in %s: ignored".formatted(file, found.folder));
      }
      return found.record.known();
    } catch (JsonProcessingException | NullPointerException e) {
      throw new StackRefusal(
          "the record of the last stack is damaged: %s; check that no process of it runs, then delete it"
              .formatted(file));
    }
  }

  private static String folderOf(Path file) throws IOException {
    return file.resolveSibling("").toRealPath().toString();
  }

  /** This record without settings of other builds. */
  private RunRecord known() {
    Map<String, String> known = new TreeMap<>(settings);
    known.keySet().retainAll(Catalogue.all().stream().map(Setting::name).toList());
    return new RunRecord(phase, supervisor, children, known);
  }
}
