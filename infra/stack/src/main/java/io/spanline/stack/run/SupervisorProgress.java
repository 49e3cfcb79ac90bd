package io.spanline.stack.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spanline.stack.StackException;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * A supervisor's progress until its stack is ready, as a file of JSON lines: written by it,
 * followed and then removed by who waits for it.
 */
public final class SupervisorProgress implements StackListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private boolean over;

  /**
   * SupervisorProgress into a file.
   *
   * @param file is there already
   */
  SupervisorProgress(Path file) {
    this.file = file;
  }

  @Override
  public void started(String step, Duration expected) {
    write(line("started").put("step", step).put("millis", expected.toMillis()));
  }

  @Override
  public void detail(String step, String text) {
    write(line("detail").put("step", step).put("text", text));
  }

  @Override
  public void finished(String step, Duration took) {
    write(line("finished").put("step", step).put("millis", took.toMillis()));
  }

  /** The last line. */
  void ready() {
    writeLast(line("ready"));
  }

  /** The last line of a stack that did not get ready. */
  void ended(StackException why) {
    writeLast(line("ended").put("text", why.getMessage()).put("exit", why.exitCode()));
  }

  private synchronized void writeLast(ObjectNode line) {
    write(line);
    over = true;
  }

  private static ObjectNode line(String event) {
    return JSON.createObjectNode().put("event", event);
  }

  private synchronized void write(ObjectNode line) {
    if (over) {
      return;
    }
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      // The stack is worth more than the account of it.
      System.out.println("no progress could be written: " + e);
    }
  }

  /** Reads on from where it stopped, and tells what it reads to a listener. */
  static final class Reader {
    private final Path file;
    private int lines;

    Reader(Path file) {
      this.file = file;
    }

    /**
     * Tells all that was written since.
     *
     * @return whether the stack is ready
     * @throws StackException as the supervisor's
     */
    boolean tell(StackListener listener) throws IOException {
      if (!Files.exists(file)) {
        return false;
      }
      String text = Files.readString(file);
      // A line without its end is still being written.
      List<String> whole = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      boolean ready = false;
      for (; lines < whole.size(); lines++) {
        ready |= tell(JSON.readTree(whole.get(lines)), listener);
      }
      return ready;
    }

    private static boolean tell(JsonNode line, StackListener listener) {
      String step = line.path("step").asText();
      String text = line.path("text").asText();
      Duration time = Duration.ofMillis(line.path("millis").asLong());
      switch (line.path("event").asText()) {
        case "started" -> listener.started(step, time);
        case "detail" -> listener.detail(step, text);
        case "finished" -> listener.finished(step, time);
        case "ended" ->
            throw line.path("exit").asInt() == 2 ? new StackRefusal(text) : new StackFailure(text);
        default -> {
          return line.path("event").asText().equals("ready");
        }
      }
      return false;
    }
  }
}
