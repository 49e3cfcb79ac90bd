package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.Deadline;
import io.spanline.topic.Json;
import io.spanline.topic.ToxicChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The topic {@code toxics} as a journal. A change that Kafka does not take waits in a file for
 * whoever writes next, in this process or another.
 */
public final class TopicJournal implements Journal {
  private static final Duration NEXT_TRY = Duration.ofSeconds(10);

  private final ToxicTopic topic;
  private final WaitingChanges waiting;
  private final Path file;
  private final Consumer<String> warnings;
  private Deadline away = Deadline.in(Duration.ZERO);
  private String lastReason = "";

  /**
   * A journal; connects when it is first used.
   *
   * @param kafka host and port of a broker
   * @param file where changes wait; its folder need not be there
   * @param warnings takes a line of words when a change is not in the topic
   */
  public TopicJournal(String kafka, Path file, Consumer<String> warnings) {
    this.topic = new ToxicTopic(kafka);
    this.waiting = new WaitingChanges(file, warnings);
    this.file = file;
    this.warnings = warnings;
  }

  @Override
  public synchronized void mustBeReady() {
    topic.mustBeThere();
    away = Deadline.in(Duration.ZERO);
    deliver();
  }

  /**
   * Waits 3 s for a Kafka that is away, and not again within 10 s. Not hurried by an interrupt:
   * whoever removes a toxic may be about to end.
   */
  @Override
  public synchronized void write(ToxicChange change) {
    boolean interrupted = Thread.interrupted();
    try {
      if (!away.isOver()) {
        keep(change, lastReason);
        return;
      }
      deliver();
      topic.write(change);
    } catch (ClientException e) {
      away = Deadline.in(NEXT_TRY);
      lastReason = String.valueOf(e.getMessage());
      keep(change, lastReason);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What waits goes first; that it cannot be read must keep nobody from writing. */
  private void deliver() {
    try {
      waiting.deliver(topic::write);
    } catch (IOException e) {
      warnings.accept(
          "the records that wait in %s could not be taken from there: %s".formatted(file, e));
    }
  }

  private void keep(ToxicChange change, String reason) {
    try {
      waiting.keep(change);
      warnings.accept(
          "%s; the record of toxic %s waits in %s for the next toxics verb"
              .formatted(reason, change.toxic(), file));
    } catch (IOException e) {
      warnings.accept(
          "%s, and %s cannot be written (%s); this record is kept nowhere: %s"
              .formatted(reason, file, e, new String(Json.write(change), StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() {
    topic.close();
  }
}
