package io.spanline.cli.traces;

import com.fasterxml.jackson.databind.util.RawValue;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.traces.TailOptions.Entry;
import io.spanline.cli.view.Lines;
import io.spanline.cli.view.Waterfall;
import io.spanline.clients.TraceSearch;
import io.spanline.model.Trace;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spanline traces}. */
@Command(
    name = "traces",
    description = "Show one trace, or follow traces as they are emitted.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = {TracesCommand.Show.class, TracesCommand.Tail.class})
public final class TracesCommand {
  private TracesCommand() {}

  private static RawValue json(Trace trace) {
    return new RawValue(new String(TraceJson.write(trace), StandardCharsets.UTF_8));
  }

  /** {@code spanline traces show}. */
  @Command(
      name = "show",
      description = {
        "Draw a trace as a waterfall in the terminal.",
        "Searches the topic traces of the running stack, then the captures on disk.",
        "",
        "Example: ./spanline traces show 4bf92f35"
      },
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    private static final int SHORTEST_PREFIX = 4;

    @Parameters(paramLabel = "ID", description = "trace id, or its first digits (at least 4)")
    private String id = "";

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
      Invocation invocation = Invocation.ofThisProcess();
      Screen screen = output.screen();
      String prefix = id.toLowerCase(Locale.ROOT);
      if (!prefix.matches("[0-9a-f]{%d,32}".formatted(SHORTEST_PREFIX))) {
        throw Complaint.refused("invalid trace id '%s'; expected 4 to 32 hex digits".formatted(id));
      }
      Trace trace = find(invocation, prefix);
      Waterfall.lines(trace).forEach(screen::result);
      screen.json(json(trace));
      return 0;
    }

    private static Trace find(Invocation invocation, String prefix) throws IOException {
      Optional<Settings> running = invocation.stackIfAny();
      List<Trace> traces =
          running.isPresent()
              ? TraceSearch.inTopic(running.get().address(Port.KAFKA), prefix)
              : List.of();
      if (traces.isEmpty()) {
        traces = TraceSearch.inCaptures(invocation.captures().captures(), prefix);
      }
      if (traces.isEmpty()) {
        throw Complaint.failed(
            "no trace '%s' in %s"
                .formatted(
                    prefix, running.isPresent() ? "topic traces or the captures" : "the captures"));
      }
      if (traces.size() > 1) {
        throw Complaint.failed(
            "%d traces begin with '%s'; give more digits, such as %s"
                .formatted(traces.size(), prefix, traces.get(0).traceId()));
      }
      return traces.get(0);
    }
  }

  /** {@code spanline traces tail}. */
  @Command(
      name = "tail",
      description = {
        "Follow the topic traces, one line per trace or revision; with --json, one object each.",
        "",
        "Example: ./spanline traces tail --from-beginning --count 20"
      },
      mixinStandardHelpOptions = true)
  static final class Tail implements Callable<Integer> {
    @Mixin private TailOptions tail = new TailOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
      tail.follow(Topics.TRACES, output, next -> List.of(entry(next)));
      return 0;
    }

    private static Entry entry(ConsumerRecord<String, byte[]> next) {
      if (next.value() == null) {
        return Entry.problem("not a trace: the record has no value");
      }
      try {
        Trace trace = TraceSerde.read(next.value(), next.headers());
        return new Entry(Lines.of(trace), () -> json(trace));
      } catch (IllegalArgumentException e) {
        return Entry.problem("not a trace: " + e.getMessage());
      }
    }
  }
}
