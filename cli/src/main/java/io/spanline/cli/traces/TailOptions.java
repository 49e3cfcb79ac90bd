package io.spanline.cli.traces;

import io.spanline.cli.invocation.Invocation;
import io.spanline.clients.CommittedRecords;
import io.spanline.settings.Port;
import io.spanline.terminal.Line;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Option;

/** How much of a topic to follow. */
public final class TailOptions {
  /** What is told of a record: a line for people, an object for programs. */
  record Entry(Line line, Supplier<?> json) {
    static Entry problem(String words) {
      return new Entry(Line.of("(" + words + ")"), () -> Map.of("problem", words));
    }
  }

  @Option(names = "--from-beginning", description = "start with the oldest record, not the next")
  private boolean fromBeginning;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "stop after N lines (default: until Ctrl-C)")
  private long count = Long.MAX_VALUE;

  /** Follows a topic of the running stack for the number of lines asked for, or for ever. */
  void follow(
      Topic<?, ?> topic,
      OutputOptions output,
      Function<ConsumerRecord<String, byte[]>, List<Entry>> entries) {
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    String bootstrap = invocation.stack().address(Port.KAFKA);
    AtomicLong left = new AtomicLong(count);
    CommittedRecords.follow(
        bootstrap,
        topic,
        fromBeginning ? CommittedRecords.Start.BEGINNING : CommittedRecords.Start.END,
        next -> {
          for (Entry entry : entries.apply(next)) {
            screen.result(entry.line());
            if (output.isJson()) {
              screen.json(entry.json().get());
            }
            if (left.decrementAndGet() <= 0) {
              return false;
            }
          }
          return true;
        });
  }
}
