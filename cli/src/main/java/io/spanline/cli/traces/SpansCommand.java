package io.spanline.cli.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.util.RawValue;
import io.spanline.cli.traces.TailOptions.Entry;
import io.spanline.cli.view.Lines;
import io.spanline.model.Span;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpJson;
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
        "Follow the topic otlp_spans, one line per span; with --json, one OTLP object per span.",
        "",
        "Example: ./spanline spans tail --from-beginning --count 20"
      },
      mixinStandardHelpOptions = true)
  static final class Tail implements Callable<Integer> {
    @Mixin private TailOptions tail = new TailOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
      tail.follow(Topics.OTLP_SPANS, output, Tail::entries);
      return 0;
    }

    private static List<Entry> entries(ConsumerRecord<String, byte[]> spans) {
      return OtlpReader.read(spans.value()) instanceof Decoded.Spans decoded
          ? decoded.spans().stream().map(Tail::entry).toList()
          : List.of(Entry.problem("not an OTLP record; see the topic dead-letters"));
    }

    private static Entry entry(Span span) {
      return new Entry(
          Lines.of(span), () -> new RawValue(new String(OtlpJson.write(span.fragment()), UTF_8)));
    }
  }
}
