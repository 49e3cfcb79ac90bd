package io.spanline.stack.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Setting;
import io.spanline.stack.StackRefusal;
import io.spanline.stack.process.ProcessMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the supervisor of a stack writes down, so that others find the stack, and what is left of it
 * if the supervisor is killed. The file names the folder that it is written in: a copy of that
 * folder is not the stack's.
 *
 * @param settings the SPANLINE_ variables that the stack runs with
 */
public record RunRecord(
    Phase phase, ProcessMark supervisor, List<Child> children, Map<String, String> settings) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public RunRecord {
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
  public record Child(String name, ProcessMark mark, List<String> command) {
    public Child {
      command = List.copyOf(command);
    }
  }

  /** Replaces the whole file: a reader sees the old or the new one. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    ObjectNode json = JSON.createObjectNode();
    json.put("folder", folderOf(file));
    json.put("phase", phase.name());
    put(json.putObject("supervisor"), supervisor);
    ArrayNode list = json.putArray("children");
    for (Child child : children) {
      ObjectNode item = list.addObject().put("name", child.name());
      put(item, child.mark());
      child.command().forEach(item.putArray("command")::add);
    }
    new TreeMap<>(settings).forEach(json.putObject("settings")::put);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (FileChannel channel = FileChannel.open(next, WRITE, CREATE, TRUNCATE_EXISTING)) {
      ByteBuffer text = ByteBuffer.wrap((json.toPrettyString() + "\n").getBytes(UTF_8));
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
      JsonNode json = JSON.readTree(text);
      String here = folderOf(file);
      String folder = json.path("folder").asText(here);
      if (!folder.equals(here)) {
        throw new NoSuchFileException(
            file.toString(),
            null,
            "%s is a copy of the one in %s: ignored".formatted(file, folder));
      }
      return of(json);
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeParseException e) {
      throw new StackRefusal(
          "the record of the last stack is damaged: %s; check that no process of it runs, then delete it"
              .formatted(file));
    }
  }

  private static String folderOf(Path file) throws IOException {
    return file.resolveSibling("").toRealPath().toString();
  }

  private static RunRecord of(JsonNode json) {
    List<Child> children = new ArrayList<>();
    for (var item : json.required("children")) {
      List<String> command = new ArrayList<>();
      item.required("command").forEach(word -> command.add(word.asText()));
      children.add(new Child(item.required("name").asText(), mark(item), command));
    }
    JsonNode set = json.required("settings");
    Map<String, String> settings = new TreeMap<>();
    for (Setting<?> setting : Catalogue.all()) {
      if (set.has(setting.name())) {
        settings.put(setting.name(), set.required(setting.name()).asText());
      }
    }
    return new RunRecord(
        Phase.valueOf(json.required("phase").asText()),
        mark(json.required("supervisor")),
        children,
        settings);
  }

  private static void put(ObjectNode json, ProcessMark mark) {
    json.put("pid", mark.pid()).put("started", mark.started().toString());
  }

  private static ProcessMark mark(JsonNode json) {
    return new ProcessMark(
        json.required("pid").asLong(), Instant.parse(json.required("started").asText()));
  }
}
