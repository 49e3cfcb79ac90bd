package io.spanline.stack.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spanline.stack.StackException;
import io.spanline.stack.StackFailure;
import io.spanline.stack.StackListener;
import io.spanline.stack.StackRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A supervisor's progress until its stack is ready, as a file of JSON lines. The supervisor writes
 * it; whoever waits for the stack follows and then removes it.
 */
final class SupervisorProgress implements StackListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private boolean over;

  /** Writes into a file that exists. */
  SupervisorProgress(Path file) {
    this.file = file;
  }

  private enum Event {
    STARTED,
    DETAIL,
    FINISHED,
    READY,
    REFUSED,
    FAILED
  }

  private record Line(Event event, String step, String text, long millis) {}

  @Override
  public void started(String step, Duration expected) {
    write(new Line(Event.STARTED, step, "", expected.toMillis()));
  }

  @Override
  public void detail(String step, String text) {
    write(new Line(Event.DETAIL, step, text, 0));
  }

  @Override
  public void finished(String step, Duration took) {
    write(new Line(Event.FINISHED, step, "", took.toMillis()));
  }

  void ready() {
    writeLast(new Line(Event.READY, "", "", 0));
  }

  /** Writes the last line of a stack that did not get ready. */
  void ended(StackException why) {
    Event event = why instanceof StackRefusal ? Event.REFUSED : Event.FAILED;
    writeLast(new Line(event, "", String.valueOf(why.getMessage()), 0));
  }

  private synchronized void writeLast(Line line) {
    write(line);
    over = true;
  }

  private synchronized void write(Line line) {
    if (over) {
      if (line.event() == Event.DETAIL) {
        // Nobody follows any more; this goes to the supervisor's log.
        System.out.printf("%s %s: %s%n", Instant.now(), line.step(), line.text());
      }
      return;
    }
    try {
      Files.writeString(file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      // The stack matters more than the report of it.
      System.out.println("no progress could be written: " + e);
    }
  }

  /** Follows the file for a listener. */
  static final class Reader {
    private final Path file;
    private int lines;

    Reader(Path file) {
      this.file = file;
    }

    /** Tells the listener all that was written since the last call; whether the stack is ready. */
    boolean tell(StackListener listener) throws IOException {
      if (!Files.exists(file)) {
        return false;
      }
      String text = Files.readString(file);
      // A line without its end is still being written.
      List<String> whole = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      boolean ready = false;
      for (; lines < whole.size(); lines++) {
        ready |= tell(JSON.readValue(whole.get(lines), Line.class), listener);
      }
      return ready;
    }

    private static boolean tell(Line line, StackListener listener) {
      Duration time = Duration.ofMillis(line.millis());
      switch (line.event()) {
        case STARTED -> listener.started(line.step(), time);
        case DETAIL -> listener.detail(line.step(), line.text());
        case FINISHED -> listener.finished(line.step(), time);
        case REFUSED -> throw new StackRefusal(line.text().lines().toList());
        case FAILED -> throw new StackFailure(line.text().lines().toList());
        case READY -> {
          return true;
        }
      }
      return false;
    }
  }
}
