package io.spanline.cli.traces;

import io.spanline.cli.view.Lines;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.terminal.OutputOptions;
import io.spanline.topic.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline spans}. */
@Command(
    name = "spans",
    description = "Follow spans as they arrive.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = SpansCommand.Tail.class)
public final class SpansCommand {
  private SpansCommand() {}

  /** {@code spanline spans tail}. */
  @Command(
      name = "tail",
      description = {
        "Follow the topic otlp_spans, one line per span.",
        "",
        "Example: ./spanline spans tail --from-beginning --count 20"
      },
      mixinStandardHelpOptions = true)
  static final class Tail implements Callable<Integer> {
    @Mixin private TailOptions tail = new TailOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
      tail.follow(Topics.OTLP_SPANS, output, Tail::lines);
      return 0;
    }

    private static List<String> lines(ConsumerRecord<String, byte[]> spans) {
      return OtlpReader.read(spans.value()) instanceof Decoded.Spans decoded
          ? decoded.spans().stream().map(Lines::of).toList()
          : List.of("(not an OTLP record; see the topic dead-letters)");
    }
  }
}
